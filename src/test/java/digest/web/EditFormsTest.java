package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.web.Browser.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditFormsTest {

  @TempDir Path folder;
  private WebHouse house;
  private Browser browser;
  private Edition draft;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    browser = house.browser();
    draft = house.draft("one", "Ferries return", "Library drops fees", "Trams get a map", "Frost");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @DisplayName("desk/D8: up trades the first teaser with the lead; typed words are saved with it")
  void movingUpTradesPlacesAndKeepsTheWords() {
    String second = draft.content().picks().get(1).article().id().value();
    Answer moved =
        browser.submit(page(), page(), Map.of("up", second, "subject", "Typed meanwhile"));
    assertThat(moved.header("location")).contains("done=moved", "#at-" + second);
    assertThat(titles())
        .containsExactly("Library drops fees", "Ferries return", "Trams get a map", "Frost");
    assertThat(stored().content().subject()).isEqualTo("Typed meanwhile");
    assertThat(browser.follow(moved).body())
        .contains("“Library drops fees” is now number 1.", "id=\"at-" + second + "\"");
  }

  @Test
  void pinDropAndDragDoWhatTheySay() {
    String third = draft.content().picks().get(2).article().id().value();
    browser.submit(page(), page(), Map.of("pin", third));
    assertThat(titles().get(0)).isEqualTo("Trams get a map");
    browser.submit(page(), page(), Map.of("drop", third));
    assertThat(titles()).doesNotContain("Trams get a map").hasSize(3);
    List<String> ids =
        stored().content().picks().stream().map(pick -> pick.article().id().value()).toList();
    browser.submit(page(), page(), Map.of("order", ids.get(1) + "," + ids.get(0)));
    assertThat(stored().content().picks().get(0).article().id().value()).isEqualTo(ids.get(1));
  }

  @Test
  void savingWithoutAChangeMakesNoNewVersion() {
    Map<String, String> same =
        Map.of(
            "subject", draft.content().subject(),
            "preheader", draft.content().preheader(),
            "intro", "");
    assertThat(browser.submit(page(), page(), same).header("location")).contains("done=same");
    assertThat(stored().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("desk/D8: the second editor's save says what changed and loses no word")
  void theSecondSaveKeepsTheEditorsWords() {
    Answer seen = browser.get(page());
    browser.submit(page(), page(), Map.of("subject", "The first editor's"));
    Answer conflict =
        browser.post(
            page(),
            Map.of(
                Csrf.FIELD,
                seen.field(Csrf.FIELD),
                "version",
                seen.field("version"),
                "subject",
                "The second editor's <b>",
                "intro",
                "Line one\r\nLine two"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.body())
        .contains(
            "The second editor&#39;s &lt;b&gt;", "The first editor&#39;s", "Line one\nLine two");
    assertThat(stored().content().subject()).isEqualTo("The first editor's");

    browser.post(
        page(),
        Map.of(
            Csrf.FIELD,
            seen.field(Csrf.FIELD),
            "version",
            conflict.field("version"),
            "subject",
            "The second editor's <b>"));
    assertThat(stored().content().subject()).isEqualTo("The second editor's <b>");
  }

  private String page() {
    return "/editions/" + draft.id();
  }

  private Edition stored() {
    return house.press().rooms().editions().find(draft.id()).orElseThrow();
  }

  private List<String> titles() {
    return stored().content().picks().stream().map(pick -> pick.article().title()).toList();
  }
}
