package digest.press;

import digest.delivery.Eml;
import digest.delivery.Recipient;
import digest.delivery.Variant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plates of one frozen edition: each is made when its first recipient comes, once, and kept as
 * long as it is among those in use.
 *
 * <p>Safe for many threads. A variant that is here costs one look-up and no lock; one that is being
 * made keeps only those waiting who want the same. Of more variants than fit, one goes that nobody
 * asked for since the last round (a clock, nearly an LRU, which would write at every look-up).
 */
final class Plates {

  /** What makes the message of each reader of a variant. */
  interface Source {
    /**
     * This reader's message.
     *
     * @param attempts made before this one
     */
    Eml eml(Recipient recipient, int attempts);
  }

  /** About 45 KB each. */
  private static final int ROOM = 200;

  private final Function<Variant, Source> making;
  private final int room;
  private final Map<Variant, Kept> kept = new ConcurrentHashMap<>();
  private final Queue<Kept> round = new ArrayDeque<>();

  /**
   * @param making called once for each variant, as long as it is in use
   */
  Plates(Function<Variant, Source> making) {
    this(making, ROOM);
  }

  Plates(Function<Variant, Source> making, int room) {
    this.making = making;
    this.room = room;
  }

  /** A variant's source. */
  Source of(Variant variant) {
    Kept known = kept.get(variant);
    return (known == null ? added(variant) : known).source();
  }

  private synchronized Kept added(Variant variant) {
    Kept known = kept.get(variant);
    if (known != null) {
      return known;
    }
    if (kept.size() >= room) {
      leaveOneOut();
    }
    Kept fresh = new Kept(variant);
    kept.put(variant, fresh);
    round.add(fresh);
    return fresh;
  }

  /** Who was asked for since the last round stays for one more. */
  private void leaveOneOut() {
    for (Kept oldest = round.remove(); ; oldest = round.remove()) {
      if (!oldest.isUsed) {
        kept.remove(oldest.variant);
        return;
      }
      oldest.isUsed = false;
      round.add(oldest);
    }
  }

  private final class Kept {
    private final Variant variant;
    private volatile boolean isUsed;
    private volatile @Nullable Source source;

    Kept(Variant variant) {
      this.variant = variant;
    }

    Source source() {
      if (!isUsed) {
        isUsed = true;
      }
      Source made = source;
      return made == null ? make() : made;
    }

    /** What throws is tried again for the next recipient. */
    private synchronized Source make() {
      Source made = source;
      if (made == null) {
        made = making.apply(variant);
        source = made;
      }
      return made;
    }
  }
}
