package digest.edition;

/**
 * How long a teaser is.
 *
 * @param limit words, or graphemes for SENTENCES and CHARS; at least 1
 * @param marker put after a cut, with the space before it
 */
public record TeaserRules(Mode mode, int limit, String marker) {

  /** The unit of the limit (picking T8). */
  public enum Mode {
    WORDS,
    SENTENCES,
    CHARS
  }

  /** A space and a bracketed ellipsis, as news sites' readers know it. */
  public static final String MARKER = " […]";

  /** 55 words. */
  public static final TeaserRules DEFAULT = new TeaserRules(Mode.WORDS, 55, MARKER);

  /** 110 words. */
  public static final TeaserRules LEAD = new TeaserRules(Mode.WORDS, 110, MARKER);

  /** Refuses a limit below 1. */
  public TeaserRules {
    if (limit < 1) {
      throw new IllegalArgumentException("a teaser of " + limit + " has no text; use 1 or more");
    }
  }
}
