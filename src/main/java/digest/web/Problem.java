package digest.web;

import java.util.Locale;

/**
 * A request that is not answered as asked: what is wrong and what to do, on a calm page.
 *
 * <p>Both texts are ours and for the person before the browser; no exception's text gets here.
 */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  Problem(int status, String title, String words) {
    super(words, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Problem notFound() {
    return new Problem(
        404, "There is nothing here", "The address may be mistyped, or what it led to is gone.");
  }

  /** Begins with a capital letter. */
  static String sentence(String words) {
    int first = words.isEmpty() ? 0 : words.offsetByCodePoints(0, 1);
    return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
