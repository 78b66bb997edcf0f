package digest.press;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is open only while this process may act. Safe for many threads. */
final class Turn {

  private static final Logger log = LoggerFactory.getLogger(Turn.class);

  private final Supplier<AutoCloseable> opener;
  private @Nullable AutoCloseable open;

  Turn(Supplier<AutoCloseable> opener) {
    this.opener = opener;
  }

  /** Opens it or closes it, if it is not so already. */
  synchronized void take(boolean isFree) {
    if (isFree && open == null) {
      open = opener.get();
    } else if (!isFree && open != null) {
      AutoCloseable closing = open;
      open = null;
      close(closing);
    }
  }

  /** The same, where nobody waits for it: what fails is tried again at the next turn. */
  void takeQuietly(boolean isFree) {
    try {
      take(isFree);
    } catch (RuntimeException e) {
      log.error("a turn could not be taken; it is tried again", e);
    }
  }

  private static void close(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException("something could not be closed: " + e.getMessage(), e);
    }
  }
}
