package digest.edition;

/**
 * Our cut of an article's text: plain text, never HTML.
 *
 * @param text with the marker when something was left out; empty when the article has no text
 * @param truncated whether something was left out
 */
public record Teaser(String text, boolean truncated) {
  /** An article without text. */
  public static final Teaser EMPTY = new Teaser("", false);
}
