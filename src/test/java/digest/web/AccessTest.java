package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.web.Browser.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  @TempDir Path folder;
  private WebHouse house;
  private Edition draft;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    house.reader("mira@example.org", "Mira");
    draft = house.draft("one", "Ferries return", "Library drops fees");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.",
        "letters.example.org.evil.example",
        "0.0.0.0",
        "[::]"
      })
  @DisplayName("safety/T16: another name in the Host header gets nothing (DNS rebinding)")
  void anotherNameInTheHostHeaderGetsNothing(String host) {
    Browser rebound = new Browser(house.port(), host);
    for (String path :
        new String[] {"/", "/healthz", "/editions/" + draft.id(), "/assets/desk.css"}) {
      Answer answer = rebound.get(path);
      assertThat(answer.status()).as(host + path).isEqualTo(421);
      assertThat(answer.body()).doesNotContain("Ferries return");
    }
  }

  @Test
  @DisplayName("safety/T16: no Host header, no answer")
  void aRequestWithoutAHostGetsNothing() {
    assertThat(house.browser().saying("Host", "").get("/").status()).isBetween(400, 421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8080"})
  void thisMachineByItsOwnNamesMaySeeTheDesk(String host) {
    assertThat(new Browser(house.port(), host).get("/").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("safety/T16: the readers' name opens the readers' pages and not the desk")
  void theReadersNameDoesNotOpenTheDesk() {
    Browser reader = new Browser(house.port(), "letters.example.org");
    assertThat(reader.get("/healthz").status()).isEqualTo(200);
    Answer desk = reader.get("/");
    assertThat(desk.status()).isEqualTo(403);
    assertThat(desk.body()).contains("its own machine").doesNotContain("Ferries return");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"})
  @DisplayName("safety/T16: a proxy on this machine does not publish the desk")
  void aProxyDoesNotPublishTheDesk(String mark) {
    assertThat(house.browser().saying(mark, "203.0.113.9").get("/").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://letters.example.org",
        "http://127.0.0.1:1",
        "null"
      })
  @DisplayName("safety/T16: a form from another origin changes nothing")
  void aFormFromAnotherOriginChangesNothing(String origin) {
    Browser browser = house.browser();
    browser.get("/editions/" + draft.id());
    browser.saying("Origin", origin).saying("Sec-Fetch-Site", "cross-site");
    Answer answer =
        browser.submit(
            "/editions/" + draft.id(), "/editions/" + draft.id(), Map.of("subject", "X"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(stored().content()).isEqualTo(draft.content());
  }

  @Test
  @DisplayName("safety/T16: a request that is not a browser's form of ours changes nothing")
  void aFormWithoutOriginChangesNothing() {
    Browser browser = house.browser();
    String token = browser.get("/editions/" + draft.id()).field(Csrf.FIELD);
    Answer answer =
        browser.bare(
            "/editions/" + draft.id() + "/cancel",
            "application/x-www-form-urlencoded",
            "csrf=" + token);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(stored().state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  void whereABrowserHidesItsOriginItsWordOnTheSiteCounts() {
    Browser browser =
        house.browser().saying("Origin", "null").saying("Sec-Fetch-Site", "same-origin");
    String page = "/editions/" + draft.id();
    assertThat(browser.submit(page, page + "/cancel", Map.of()).status()).isEqualTo(303);
  }

  @Test
  @DisplayName("safety/T16: a token of another browser, a cut one or none is refused")
  void aTokenOfAnotherBrowserIsRefused() {
    String page = "/editions/" + draft.id();
    String foreign = house.browser().get(page).field(Csrf.FIELD);
    Browser browser = house.browser();
    String own = browser.get(page).field(Csrf.FIELD);
    for (String token : new String[] {foreign, own.substring(1), own + "a", ""}) {
      Answer answer = browser.post(page + "/cancel", Map.of(Csrf.FIELD, token));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("too old");
    }
    assertThat(browser.post(page + "/cancel", Map.of()).status()).isEqualTo(403);
    browser.forgetCookies();
    assertThat(browser.post(page + "/cancel", Map.of(Csrf.FIELD, own)).status()).isEqualTo(403);
    assertThat(stored().state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  @DisplayName("safety/T16: the desk cannot be framed, holds no inline script and is not kept")
  void theDesksHeadersAreStrict() {
    Answer desk = house.browser().get("/editions/" + draft.id());
    assertThat(desk.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("form-action 'self'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(desk.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(desk.header("cache-control")).isEqualTo("no-store");
    assertThat(desk.header("set-cookie")).contains("HttpOnly", "SameSite=Strict");
    assertThat(desk.header("server")).isEmpty();
    assertThat(desk.body()).doesNotContainPattern("<script>|\\son[a-z]+=|style=\"|javascript:");
  }

  private Edition stored() {
    return house.press().rooms().editions().find(draft.id()).orElseThrow();
  }
}
