package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** picking/E4 at the desk: what is late is said before the button, and again behind it. */
class LateApprovalTest {

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T06:00:00Z"));
  private WebHouse house;
  private Browser browser;
  private String page;

  @BeforeEach
  void open() {
    house = WebHouse.open(folder, now::get, "https://news.example.org");
    house.reader("ann@example.org", "Ann");
    browser = house.browser();
    page =
        "/editions/"
            + house.draftDue(LocalDateTime.of(2026, 11, 23, 7, 0), "Tomorrow", "More").id();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @DisplayName("picking/E4: before the due, \"send now\" says that it does not wait")
  void sendNowSaysThatItDoesNotWait() {
    assertThat(browser.get(page + "/send").body())
        .contains("Approve for Mon 23 Nov, 07:00")
        .contains("does not wait for that time")
        .doesNotContain("It is late");
  }

  @Test
  @DisplayName("picking/E4: beyond the grace the page asks, and the button sends now")
  void beyondTheGraceItAsks() {
    now.set(Instant.parse("2026-11-24T12:00:00Z"));
    assertThat(browser.get(page + "/send").body())
        .contains("It is late.")
        .contains("It was due Mon 23 Nov 07:00 (Europe/Berlin)")
        .doesNotContain("Approve for");
    browser.submit(page + "/send", page + "/send", Map.of("do", "send"));
    assertThat(stored().state()).isEqualTo(Edition.State.FROZEN);
  }

  @Test
  @DisplayName("picking/E4: what became late while the page was open is asked again")
  void whatBecameLateMeanwhileIsAskedAgain() {
    Map<String, String> form = filled();
    now.set(Instant.parse("2026-11-24T12:00:00Z"));
    Browser.Answer answer = browser.post(page + "/send", form);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("Its time has passed meanwhile.").contains("It is late.");
    assertThat(stored().state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  @DisplayName("picking/E4: an approval inside the grace goes at once")
  void insideTheGraceItGoesAtOnce() {
    Map<String, String> form = filled();
    now.set(Instant.parse("2026-11-23T06:30:00Z"));
    browser.post(page + "/send", form);
    assertThat(stored().state()).isEqualTo(Edition.State.FROZEN);
  }

  private Map<String, String> filled() {
    Browser.Answer ask = browser.get(page + "/send");
    return Map.of(
        "do",
        "approve",
        "hash",
        ask.field("hash"),
        "count",
        ask.field("count"),
        Csrf.FIELD,
        ask.field(Csrf.FIELD));
  }

  private Edition stored() {
    return house.press().rooms().editions().latest(1).get(0);
  }
}
