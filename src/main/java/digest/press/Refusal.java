package digest.press;

/**
 * A verb that cannot be done as asked; nothing was changed.
 *
 * <p>The message is for the person who asked: what is wrong, where, what to do.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Made by the verbs only. */
  Refusal(String message) {
    super(message);
  }
}
