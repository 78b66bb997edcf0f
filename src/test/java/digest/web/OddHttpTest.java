package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.web.Browser.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddHttpTest {

  @TempDir Path folder;
  private WebHouse house;
  private Browser browser;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    browser = house.browser();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void healthzSaysOk() {
    Answer answer = browser.get("/healthz");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(browser.method("HEAD", "/healthz").body()).isEmpty();
  }

  @Test
  @DisplayName("safety/T14: no GET or HEAD of any page changes an edition")
  void noLookChangesAnEdition() {
    house.reader("mira@example.org", "Mira");
    Edition draft = house.draft("one", "Ferries return", "Library drops fees");
    String page = "/editions/" + draft.id();
    String story = draft.content().picks().get(1).article().id().value();
    for (String path :
        List.of(
            "/",
            "/editions",
            page,
            page + "/send",
            page + "/cancel",
            page + "/pause",
            page + "/resume",
            page + "/resend",
            page + "/test?to=a@example.org",
            page + "/mail",
            page + "/eml",
            page + "/explain",
            page + "/accounting",
            page + "/deliveries",
            page + "?up=" + story + "&drop=" + story,
            "/e/" + draft.id(),
            "/inbox")) {
      browser.get(path);
      browser.method("HEAD", path);
      browser.method("OPTIONS", path);
      browser.method("PUT", path);
    }
    assertThat(house.press().rooms().editions().find(draft.id())).contains(draft);
    assertThat(house.inbox().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nix",
        "/editions/999",
        "/editions/abc",
        "/editions/1%20OR%201",
        "/assets/../desk.css",
        "/assets/%2e%2e%2fdesk.ftlh",
        "/assets/desk.ftlh",
        "/demo/pictures/..%2f..%2fdigest.yaml",
        "/demo/pictures/%2e%2e/digest.yaml",
        "/demo/pictures/boat.png%00",
        "/inbox/nobody"
      })
  @DisplayName("safety/T11, T22: what is not there is a calm 4xx page without a path or a trace")
  void whatIsNotThereIsACalmPage(String path) {
    Answer answer = browser.get(path);
    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.body())
        .doesNotContain("digest.", "Exception", "\tat ", "jetty", "Jetty", "/tmp");
  }

  @Test
  void aRefusalIsAPageInItsOwnWords() {
    Edition draft = house.draft("one", "Ferries return");
    Answer answer =
        browser.submit("/editions/" + draft.id(), "/editions/" + draft.id() + "/pause", Map.of());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("it is not being sent");
  }

  @Test
  @DisplayName("safety/T19: a huge body is refused before it is read, with or without a length")
  void aHugeBodyIsRefused() throws IOException {
    Edition draft = house.draft("one", "Ferries return");
    String page = "/editions/" + draft.id();
    assertThat(large(page)).isIn(0, 413);
    assertThat(chunked(page)).isIn(0, 400, 403, 413);
    assertThat(house.press().rooms().editions().find(draft.id())).contains(draft);
    assertThat(browser.get("/healthz").status()).isEqualTo(200);
  }

  /** The answer, or 0 when the server closed while we were still writing. */
  private int large(String page) {
    try {
      return browser.submit(page, page, Map.of("intro", "x".repeat(Form.MAX_BYTES))).status();
    } catch (UncheckedIOException closed) {
      return 0;
    }
  }

  @Test
  @DisplayName("safety/T19: dripping and half-open connections do not keep others from an answer")
  void aFloodOfHalfRequestsKeepsNobodyWaiting() throws IOException {
    List<Socket> flood = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port());
        flood.add(socket);
        String half =
            i % 2 == 0
                ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Drip: "
                : "POST /editions/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\na";
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      long start = System.nanoTime();
      assertThat(browser.get("/healthz").status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    } finally {
      for (Socket socket : flood) {
        socket.close();
      }
    }
  }

  @Test
  void anAnswerToNonsenseIsNoStackTrace() throws IOException {
    for (String nonsense :
        List.of(
            "BREW / HTCPCP/1.0\r\n\r\n",
            "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
            "\0\0\0\r\n\r\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        assertThat(Browser.read(socket.getInputStream()).body())
            .doesNotContain("\tat ", "Exception", "Jetty");
      }
    }
  }

  /** Sends more than allowed in chunks, without ever saying how much; the status, 0 for none. */
  private int chunked(String page) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + page
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nConnection: close\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      try {
        for (int i = 0; i < 200; i++) {
          out.write(chunk);
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException e) {
        // Closed on us: that is an answer too.
      }
      try {
        return Browser.read(socket.getInputStream()).status();
      } catch (SocketException e) {
        return 0;
      }
    }
  }
}
