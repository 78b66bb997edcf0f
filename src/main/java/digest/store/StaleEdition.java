package digest.store;

/**
 * Somebody else changed the edition first, or it has reached a state in which the change makes no
 * sense; nothing was written. Load it again and look.
 */
public final class StaleEdition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleEdition(String message) {
    super(message);
  }
}
