package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Field;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.edition.Slot;
import digest.render.Dates;
import digest.render.Renderer;
import digest.render.Templates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** delivery/M4: the worst recipient is worse than any real one. */
class WeighHtmlTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final String HOST = "https://courier.example.org/mail";

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "ar", "th"})
  @DisplayName("delivery/M4: nobody's HTML part is larger than what was weighed")
  void nobodysPartIsLarger(String language) {
    Masthead masthead =
        new Masthead(
            "Courier",
            "",
            Locale.forLanguageTag(language),
            ZONE,
            new Site("Courier", "https://example.org/", "12 Old Quay"),
            HOST + "/e/1",
            "digest");
    Renderer renderer = new Renderer(Templates.at(null));
    int worst = new WeighHtml(renderer, masthead, edition(), HOST).bytes(edition().content());
    for (int month = 1; month <= 12; month++) {
      String html = renderer.full(masthead, edition(), reader(masthead.language(), month)).html();
      assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(worst);
    }
  }

  private static Map<Field, String> reader(Locale language, int month) {
    Newsletter.Id newsletter = edition().newsletter();
    Subscriber.Id last = new Subscriber.Id(Long.MAX_VALUE);
    Tokens tokens = new Tokens(new byte[32]);
    String address = "'&".repeat(32) + "@" + ("a".repeat(60) + ".").repeat(3) + "com";
    return Map.of(
        Field.NAME, "李".repeat(200),
        Field.ADDRESS, EmailAddress.of(address).toString(),
        Field.SINCE, new Dates(language).full(LocalDate.of(2026, month, 28)),
        Field.UNSUBSCRIBE_LINK,
            HOST + "/u/" + tokens.issue(Tokens.Purpose.UNSUBSCRIBE, newsletter, last),
        Field.PREFERENCES_LINK,
            HOST + "/p/" + tokens.issue(Tokens.Purpose.PREFERENCES, newsletter, last));
  }

  private static Edition edition() {
    return new Edition(
        new Edition.Id(1),
        new Newsletter.Id("courier"),
        1,
        Slot.manual("now", NOW, ZONE),
        new EditionContent("Subject", "", null, List.of(), List.of()),
        1,
        "",
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        NOW);
  }
}
