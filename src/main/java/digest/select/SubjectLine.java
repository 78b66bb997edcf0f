package digest.select;

import digest.edition.TeaserRules;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The subject of an edition, made from the newsletter's pattern (picking L2). */
public final class SubjectLine {

  /** Inboxes show fewer; what follows would only be seen by machines. */
  private static final int GRAPHEMES = 90;

  /** A lead cut shorter than this says nothing; then the end of the subject is cut instead. */
  private static final int LEAST_OF_A_LEAD = 20;

  private static final Pattern FIELD = Pattern.compile("\\{(lead|title|date|number)}");
  private static final String MARKER = "…";

  private SubjectLine() {}

  /**
   * Fills {@code {lead}}, {@code {title}}, {@code {date}} and {@code {number}}.
   *
   * <p>One line of at most 90 graphemes, cut at a word. The lead is cut first, so that a date or
   * number behind it stays.
   */
  public static String fill(String pattern, String lead, String title, String date, int number) {
    String others = filled(pattern, "", title, date, number);
    int room = GRAPHEMES - Graphemes.count(others);
    String fitting = room < LEAST_OF_A_LEAD ? lead : cut(lead, room);
    return cut(filled(pattern, fitting, title, date, number), GRAPHEMES);
  }

  private static String filled(String pattern, String lead, String title, String date, int number) {
    Map<String, String> values =
        Map.of("lead", lead, "title", title, "date", date, "number", Integer.toString(number));
    String filled =
        FIELD
            .matcher(pattern)
            .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
    return PlainText.clean(filled);
  }

  private static String cut(String text, int graphemes) {
    String clean = PlainText.clean(text);
    if (Graphemes.end(clean, graphemes) == clean.length()) {
      return clean;
    }
    String fitting = clean;
    // What an open quotation mark needs to be closed with takes room, too.
    for (int limit = graphemes - 1; limit > 0 && Graphemes.count(fitting) > graphemes; limit--) {
      TeaserRules rules = new TeaserRules(TeaserRules.Mode.CHARS, limit, MARKER);
      fitting = new Cut(clean, rules, Scripts.localeOf(clean, Locale.ROOT)).toLimit().text();
    }
    return fitting;
  }
}
