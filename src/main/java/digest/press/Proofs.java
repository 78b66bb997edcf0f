package digest.press;

import digest.delivery.Variant;
import digest.edition.Edition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How the plates that this process uses have stood their proof; all runs over an edition share it,
 * so what one of them finds holds for the others too. Safe for many threads.
 */
final class Proofs {

  /** Readers of a variant that come first. */
  private static final int FIRST = 3;

  /** After them one of so many. */
  private static final int EACH = 2000;

  /** In one edition, of those that come first: where each reader has a variant, all come first. */
  private static final int MANY = 600;

  private static final int ROOM = 2000;

  private final Map<Edition.Id, Together> editions = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Standing> standings = new LinkedHashMap<>(16, 0.75f, true);

  private final int many;

  Proofs() {
    this(MANY);
  }

  Proofs(int many) {
    this.many = many;
  }

  private record Key(Edition.Id edition, Variant variant) {}

  /** What all variants of an edition have in common. */
  private record Together(AtomicInteger left, AtomicBoolean isTold) {}

  /** How a variant stands: the same for all who ask while any of them uses it. */
  synchronized Standing of(Edition.Id edition, Variant variant) {
    Together together =
        bounded(editions)
            .computeIfAbsent(
                edition, id -> new Together(new AtomicInteger(many), new AtomicBoolean()));
    return bounded(standings)
        .computeIfAbsent(new Key(edition, variant), key -> new Standing(together));
  }

  /** What is left out for want of room is proven again. */
  private static <K, V> Map<K, V> bounded(Map<K, V> map) {
    if (map.size() >= ROOM) {
      map.remove(map.keySet().iterator().next());
    }
    return map;
  }

  /** How one variant's plate stands. */
  static final class Standing {
    private final Together together;
    private final AtomicInteger messages = new AtomicInteger();
    private boolean hasBegun;
    private volatile boolean isDoubted;
    private volatile boolean isExempt;

    private Standing(Together together) {
      this.together = together;
    }

    /** Runs once, before anybody's message is made. */
    synchronized void begin(Runnable proof) {
      if (!hasBegun) {
        hasBegun = true;
        proof.run();
      }
    }

    /** Whether this message is to be proven. */
    boolean isDue(int attempts) {
      if (isExempt) {
        return false;
      }
      int number = messages.incrementAndGet();
      return isDoubted
          || attempts > 0
          || number % EACH == 0
          || (number <= FIRST && together.left.getAndDecrement() > 0);
    }

    /** From now on every message is proven, and made of the full rendering where they differ. */
    void doubt() {
      isDoubted = true;
    }

    /** From now on nothing is proven, for want of something to compare with. */
    void exempt() {
      isExempt = true;
    }

    /** Whether nobody was told of this edition yet: one line is enough for all variants. */
    boolean isNews() {
      return together.isTold.compareAndSet(false, true);
    }
  }
}
