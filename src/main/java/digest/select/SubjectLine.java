package digest.select;

/** The subject of an edition, made from the newsletter's pattern (picking L2). */
public final class SubjectLine {

  private SubjectLine() {}

  /** Fills {@code {lead}}, {@code {title}}, {@code {date}} and {@code {number}}. */
  public static String fill(String pattern, String lead, String title, String date, int number) {
    return pattern
        .replace("{lead}", lead)
        .replace("{title}", title)
        .replace("{date}", date)
        .replace("{number}", Integer.toString(number));
  }
}
