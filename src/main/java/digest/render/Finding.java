package digest.render;

/**
 * Something in a rendering that an editor should know before it goes out.
 *
 * @param rule a short key, stable: {@code size}, {@code links}, {@code pictures}, {@code leftover},
 *     {@code parity}, {@code unsubscribe}, {@code language}, {@code homograph}
 * @param text what was found and where, in a sentence
 */
public record Finding(String rule, Severity severity, String text) {

  /** Whether it may go out all the same. */
  public enum Severity {
    BLOCKER,
    WARNING
  }
}
