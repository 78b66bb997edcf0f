package digest.audience;

import java.text.Normalizer;
import java.util.Locale;

/** What a reader may want to read about, and an article may be about. */
public final class Topic {

  private Topic() {}

  /**
   * What two spellings of a topic have in common: case, width (Unicode NFKC) and white space do not
   * count. Empty for one that says nothing.
   */
  public static String key(String topic) {
    String folded = folded(normal(topic));
    return normal(folded).strip().replaceAll("\\s+", " ");
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** Both ways, as ß and ſ have no letter of the other case of their own. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
