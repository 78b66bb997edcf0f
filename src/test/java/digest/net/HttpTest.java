package digest.net;

import static org.assertj.core.api.Assertions.assertThat;

import digest.testkit.FeedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@SuppressWarnings("AddressSelection") // all of them are written as numbers
class HttpTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final FeedServer server = new FeedServer();
  private final Http http = new Http(settings(Set.of("127.0.0.1")));

  private static HttpSettings settings(Set<String> allowPrivate) {
    return new HttpSettings(100_000, TIMEOUT, 5, allowPrivate, "Digest/test");
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerComesWithItsHeadersByLowerCaseName() {
    server.serve("/a", "text/plain; charset=utf-8", "hello");
    Reply reply = http.get(server.url("/a"), Map.of("X-Own", "1"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.isOk()).isTrue();
    assertThat(reply.isCut()).isFalse();
    assertThat(reply.problem()).isNull();
    assertThat(text(reply)).isEqualTo("hello");
    assertThat(reply.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
    assertThat(reply.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(reply.finalUrl()).isEqualTo(server.url("/a"));
    assertThat(server.asked().get(0).headers())
        .containsEntry("x-own", "1")
        .containsEntry("user-agent", "Digest/test");
  }

  @Test
  void aStatusThatIsNoSuccessIsAnAnswerToo() {
    assertThat(http.get(server.url("/none"), Map.of()).status()).isEqualTo(404);
    assertThat(http.get(server.url("/none"), Map.of()).isOk()).isFalse();
  }

  @DisplayName("safety/T10: this machine is not asked, however it is written")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "127.0.0.1.",
        "LOCALHOST"
      })
  void privateAddressesAreRefused(String host) {
    server.serve("/secret", "text/plain", "secret");
    try (Http strict = new Http(settings(Set.of()))) {
      Reply reply = strict.get("http://" + host + ":" + server.port() + "/secret", Map.of());
      assertThat(reply.isOk()).isFalse();
      assertThat(reply.body()).isEmpty();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  @DisplayName("safety/T10: a redirect is checked like a first address")
  void aRedirectToAPrivateAddressIsRefused() {
    server.redirect("/out", "http://127.0.0.2:" + server.port() + "/secret");
    Reply reply = http.get(server.url("/out"), Map.of());
    assertThat(reply.problem())
        .contains("127.0.0.2")
        .contains("is not a public address")
        .contains("allowPrivate");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  @DisplayName(
      "safety/T10: the checked address is the one connected to, also when the name changes")
  void aNameThatTurnsPrivateIsRefused() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    InetAddress here = InetAddress.getByName("127.0.0.1");
    InetAddress allowed = InetAddress.getByName("127.0.0.3");
    server.serve("/secret", "text/plain", "secret");
    // First an address that is allowed but leads nowhere, then this machine.
    GuardedDns.Resolver rebinding = host -> List.of(asked.getAndIncrement() == 0 ? allowed : here);
    try (Http strict = new Http(settings(Set.of("127.0.0.3")), rebinding)) {
      String url = "http://rebind.example:" + server.port() + "/secret";
      assertThat(strict.get(url, Map.of()).isOk()).isFalse();
      assertThat(strict.get(url, Map.of()).problem()).contains("is not a public address");
      assertThat(asked.get()).isEqualTo(2);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void ofANamesAddressesOnlyTheAllowedOnesAreTried() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    InetAddress elsewhere = InetAddress.getByName("10.0.0.1");
    server.serve("/a", "text/plain", "hello");
    try (Http mixed = new Http(settings(Set.of("127.0.0.1")), host -> List.of(elsewhere, here))) {
      String url = "http://mixed.example:" + server.port() + "/a";
      assertThat(text(mixed.get(url, Map.of()))).isEqualTo("hello");
    }
  }

  @Test
  @DisplayName("safety/T10: at most five hops")
  void redirectsAreFollowedButNotForEver() {
    for (int i = 0; i < 6; i++) {
      server.redirect("/r" + i, "/r" + (i + 1));
    }
    server.serve("/r6", "text/plain", "end");
    assertThat(text(http.get(server.url("/r1"), Map.of()))).isEqualTo("end");
    assertThat(http.get(server.url("/r1"), Map.of()).finalUrl()).isEqualTo(server.url("/r6"));
    assertThat(http.get(server.url("/r0"), Map.of()).problem()).contains("more than 5 times");
    server.redirect("/loop", "/loop");
    assertThat(http.get(server.url("/loop"), Map.of()).problem()).contains("more than 5 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", ":"})
  void aRedirectToAnotherSchemeIsRefused(String location) {
    server.redirect("/out", location);
    Reply reply = http.get(server.url("/out"), Map.of());
    assertThat(reply.isOk()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://x.example/", "", "x", "http://", "http://a b/"})
  void whatIsNoWebAddressIsAProblem(String url) {
    assertThat(http.get(url, Map.of()).problem()).contains("is not an http or https address");
  }

  @Test
  @DisplayName("safety/T10: no credentials and no custom headers to another origin")
  void loginsAndCustomHeadersStayWithTheFirstOrigin() {
    try (FeedServer other = new FeedServer()) {
      other.serve("/b", "text/plain", "b");
      server.redirect("/a", "/a2").redirect("/a2", other.url("/b"));
      String url = server.url("/a").replace("//", "//jo:secret@");
      http.get(
          url,
          Map.of("X-Key", "k", "Cookie", "c=1", "If-None-Match", "\"e\"", "User-Agent", "Own/1"));
      assertThat(server.asked().get(1).headers())
          .containsEntry("x-key", "k")
          .containsEntry("cookie", "c=1")
          .containsEntry("authorization", "Basic am86c2VjcmV0");
      assertThat(other.asked().get(0).headers())
          .doesNotContainKeys("x-key", "cookie", "authorization")
          .containsEntry("if-none-match", "\"e\"")
          .containsEntry("user-agent", "Own/1");
    }
  }

  @Test
  void whatAnAnswerSetsAsCookieIsForgotten() {
    server.on(
        "/c",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "id=1");
          FeedServer.send(exchange, 200, "text/plain", new byte[] {'c'});
        });
    http.get(server.url("/c"), Map.of());
    http.get(server.url("/c"), Map.of());
    assertThat(server.asked().get(1).headers()).doesNotContainKey("cookie");
  }

  @Test
  void ownHeadersCannotLieAboutTheRequest() {
    server.serve("/a", "text/plain", "a");
    http.get(server.url("/a"), Map.of("Host", "evil.example", "Content-Length", "7"));
    assertThat(server.asked().get(0).headers())
        .containsEntry("host", "127.0.0.1:" + server.port())
        .doesNotContainKey("content-length");
    Reply reply = http.get(server.url("/a"), Map.of("X-Key", "secret\r\nX-Evil: 1"));
    assertThat(reply.problem()).contains("custom header").doesNotContain("secret");
  }

  @Test
  @DisplayName("safety/T9: a bomb is cut off after inflating")
  void aCompressedBombIsCutOff() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[50_000_000]);
    }
    server.on(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          FeedServer.send(exchange, 200, "text/xml", bytes.toByteArray());
        });
    Reply reply = http.get(server.url("/bomb"), Map.of());
    assertThat(reply.body()).hasSize(100_000);
    assertThat(reply.isCut()).isTrue();
  }

  @Test
  void aBodyOfExactlyTheLimitIsWhole() {
    server.serve("/a", "text/plain", "x".repeat(100_000));
    server.serve("/b", "text/plain", "x".repeat(100_001));
    assertThat(http.get(server.url("/a"), Map.of()).isCut()).isFalse();
    assertThat(http.get(server.url("/b"), Map.of()).isCut()).isTrue();
  }

  @Test
  @DisplayName("safety/T9: an endless body is cut off")
  void anEndlessBodyIsCutOff() {
    server.endless("/endless", "text/plain", "", "more ");
    Reply reply = http.get(server.url("/endless"), Map.of());
    assertThat(reply.body()).hasSize(100_000);
    assertThat(reply.isCut()).isTrue();
  }

  @Test
  @DisplayName("safety/T9: hanging and dripping answers end in time")
  void hangingAndDrippingEndInTime() {
    server.hang("/hang").drip("/drip", "text/plain");
    for (String path : List.of("/hang", "/drip")) {
      long start = System.nanoTime();
      Reply reply = http.get(server.url(path), Map.of());
      assertThat(reply.problem()).as(path).isEqualTo("no complete answer within 2 s.");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plusSeconds(2));
    }
  }

  @Test
  void aNameServerThatHangsEndsInTime() {
    GuardedDns.Resolver hanging =
        host -> {
          try {
            Thread.currentThread().join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    try (Http waiting = new Http(settings(Set.of()), hanging)) {
      long start = System.nanoTime();
      assertThat(waiting.get("http://slow.example/", Map.of()).problem()).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plusSeconds(2));
    }
  }

  @Test
  @DisplayName("safety/T9: endless headers are no answer")
  void endlessHeadersAreAProblem() throws IOException {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread talker =
          new Thread(
              () -> {
                try (var socket = raw.accept()) {
                  OutputStream out = socket.getOutputStream();
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  byte[] header =
                      ("X-A: " + "a".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                  while (true) {
                    out.write(header);
                  }
                } catch (IOException e) {
                  // The other side has had enough, as it should.
                }
              });
      talker.setDaemon(true);
      talker.start();
      Reply reply = http.get("http://127.0.0.1:" + raw.getLocalPort() + "/", Map.of());
      assertThat(reply.problem()).isNotNull();
    }
  }

  @Test
  void aLinkThatBreaksKeepsWhatCame() {
    server.on(
        "/broken",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("start".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });
    Reply reply = http.get(server.url("/broken"), Map.of());
    assertThat(text(reply)).isEqualTo("start");
    assertThat(reply.isCut()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999", "-1", "99999999999999999999999", "x"})
  void aHeaderThatMakesNoSenseIsNoException(String retryAfter) {
    server.status("/busy", 503, "Retry-After", retryAfter);
    assertThat(http.get(server.url("/busy"), Map.of()).isOk()).isFalse();
  }

  @Test
  void onlyTheFirstBytesAreTaken() {
    server.endless("/picture", "image/png", "PNG", "x");
    Reply reply = http.getStart(server.url("/picture"), 64);
    assertThat(reply.body()).hasSize(64);
    assertThat(server.asked().get(0).headers()).containsEntry("range", "bytes=0-63");
  }

  @Test
  void nobodyThereAndNoSuchNameAreSaidInWords() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      closed = socket.getLocalPort();
    }
    assertThat(http.get("http://127.0.0.1:" + closed + "/", Map.of()).problem())
        .contains("nobody answers there");
    try (Http nameless =
        new Http(
            settings(Set.of()),
            host -> {
              throw new java.net.UnknownHostException(host);
            })) {
      assertThat(nameless.get("http://no.example/", Map.of()).problem())
          .isEqualTo("the name \"no.example\" is not known. Check the address.");
    }
  }
}
