package digest.press;

import digest.delivery.Plate;
import digest.delivery.Variant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
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

  /** About 45 KB each. */
  private static final int ROOM = 200;

  private final Function<Variant, Optional<Plate>> making;
  private final int room;
  private final Map<Variant, Place> places = new ConcurrentHashMap<>();
  private final Queue<Place> round = new ArrayDeque<>();

  /**
   * @param making a variant's plate; empty when it is to be rendered in full for each recipient
   */
  Plates(Function<Variant, Optional<Plate>> making) {
    this(making, ROOM);
  }

  Plates(Function<Variant, Optional<Plate>> making, int room) {
    this.making = making;
    this.room = room;
  }

  /** A variant's plate; empty when it is to be rendered in full for each recipient. */
  Optional<Plate> of(Variant variant) {
    Place place = places.get(variant);
    return (place == null ? added(variant) : place).plate();
  }

  private synchronized Place added(Variant variant) {
    Place known = places.get(variant);
    if (known != null) {
      return known;
    }
    if (places.size() >= room) {
      leaveOneOut();
    }
    Place place = new Place(variant);
    places.put(variant, place);
    round.add(place);
    return place;
  }

  /** Who was asked for since the last round stays for one more. */
  private void leaveOneOut() {
    for (Place oldest = round.remove(); ; oldest = round.remove()) {
      if (!oldest.isUsed) {
        places.remove(oldest.variant);
        return;
      }
      oldest.isUsed = false;
      round.add(oldest);
    }
  }

  private final class Place {
    private final Variant variant;
    private volatile boolean isUsed;
    private volatile @Nullable Optional<Plate> plate;

    Place(Variant variant) {
      this.variant = variant;
    }

    Optional<Plate> plate() {
      if (!isUsed) {
        isUsed = true;
      }
      Optional<Plate> made = plate;
      return made == null ? make() : made;
    }

    /** What throws is tried again for the next recipient. */
    private synchronized Optional<Plate> make() {
      Optional<Plate> made = plate;
      if (made == null) {
        made = making.apply(variant);
        plate = made;
      }
      return made;
    }
  }
}
