package digest.press;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.render.Dates;
import digest.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * Weighs an edition's HTML part as its worst recipient gets it: the longest address, name, links
 * and date (delivery M4). Reads the templates once.
 */
final class WeighHtml {

  /** As long as three lines in a footer; nobody's name is longer. */
  private static final String NAME = "\u3042".repeat(200);

  /** 64 and 189 octets (RFC 5321 §4.5.3.1); an ampersand takes five bytes in HTML. */
  private static final String ADDRESS = "&".repeat(64) + "@" + "a".repeat(189);

  private static final String TOKEN = "." + "z".repeat(13) + "." + "a".repeat(26);

  private final Renderer renderer;
  private final Masthead masthead;
  private final Edition edition;
  private final Map<Field, String> worst;

  /**
   * @param edition whose content is replaced by what is weighed
   * @param publicUrl stands before a recipient's links
   */
  WeighHtml(Renderer renderer, Masthead masthead, Edition edition, String publicUrl) {
    this.renderer = renderer;
    this.masthead = masthead;
    this.edition = edition;
    this.worst = worst(masthead, edition.newsletter(), publicUrl);
  }

  /**
   * Bytes of UTF-8, before any transfer encoding.
   *
   * @throws digest.render.TemplateFault when the templates do not work
   */
  int bytes(EditionContent content) {
    return rendering(content, worst).html().getBytes(StandardCharsets.UTF_8).length;
  }

  /** For {@link digest.render.MarkupCheck}, where the templates leave no fields open. */
  Rendering marked(EditionContent content) {
    Map<Field, String> marked = new EnumMap<>(worst);
    marked.put(Field.UNSUBSCRIBE_LINK, String.valueOf(Field.UNSUBSCRIBE_LINK.mark()));
    return rendering(content, marked);
  }

  private Rendering rendering(EditionContent content, Map<Field, String> fields) {
    return renderer.full(masthead, with(edition, content), fields);
  }

  static Edition with(Edition edition, EditionContent content) {
    return new Edition(
        edition.id(),
        edition.newsletter(),
        edition.number(),
        edition.slot(),
        content,
        edition.version(),
        edition.hash(),
        edition.state(),
        edition.marks(),
        edition.createdAt());
  }

  private static Map<Field, String> worst(
      Masthead masthead, Newsletter.Id newsletter, String publicUrl) {
    Map<Field, String> worst = new EnumMap<>(Field.class);
    worst.put(Field.NAME, NAME);
    worst.put(Field.ADDRESS, ADDRESS);
    worst.put(Field.SINCE, longestDay(masthead));
    worst.put(Field.UNSUBSCRIBE_LINK, publicUrl + "/u/" + newsletter + TOKEN);
    worst.put(Field.PREFERENCES_LINK, publicUrl + "/p/" + newsletter + TOKEN);
    return worst;
  }

  private static String longestDay(Masthead masthead) {
    Dates dates = new Dates(masthead.language());
    return Arrays.stream(Month.values())
        .map(month -> dates.full(LocalDate.of(2026, month, 28)))
        .max(Comparator.comparingInt(day -> day.getBytes(StandardCharsets.UTF_8).length))
        .orElseThrow();
  }
}
