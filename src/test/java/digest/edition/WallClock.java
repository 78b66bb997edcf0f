package digest.edition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clock on a wall shows in a zone, for the tests to compare with. It asks for nothing but
 * the offset at an instant, and knows neither gaps nor overlaps until it sees the hands jump. Local
 * times are seconds, counted as if they were UTC's.
 *
 * @param stretches in which the hands move evenly, in order, without holes
 */
record WallClock(List<Stretch> stretches) {

  private static final long LOOK = 1800;

  /** From one instant up to another, in seconds, by one offset. */
  record Stretch(long from, long to, int offset) {
    boolean shows(long local) {
      return from + offset <= local && local < to + offset;
    }
  }

  /** Looks at the clock each half hour, and to the second where it was put. */
  static WallClock watched(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    List<Stretch> stretches = new ArrayList<>();
    long start = from.getEpochSecond();
    int offset = offset(rules, start);
    for (long at = start; at < to.getEpochSecond(); at += LOOK) {
      if (offset(rules, at + LOOK) != offset) {
        long moved = whenMoved(rules, at, at + LOOK);
        stretches.add(new Stretch(start, moved, offset));
        start = moved;
        offset = offset(rules, moved);
      }
    }
    stretches.add(new Stretch(start, to.getEpochSecond() + LOOK, offset));
    return new WallClock(List.copyOf(stretches));
  }

  private static long whenMoved(ZoneRules rules, long before, long after) {
    long still = before;
    long moved = after;
    while (moved - still > 1) {
      long middle = (still + moved) / 2;
      if (offset(rules, middle) == offset(rules, before)) {
        still = middle;
      } else {
        moved = middle;
      }
    }
    return moved;
  }

  private static int offset(ZoneRules rules, long second) {
    return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
  }

  /** The instants at which the hands jumped. */
  List<Long> jumps() {
    return stretches.stream().skip(1).map(Stretch::from).toList();
  }

  /** What it shows at an instant. */
  long at(long instant) {
    return stretches.stream()
        .filter(stretch -> stretch.from() <= instant && instant < stretch.to())
        .mapToLong(stretch -> instant + stretch.offset())
        .findFirst()
        .orElseThrow();
  }

  boolean everShows(long local) {
    return stretches.stream().anyMatch(stretch -> stretch.shows(local));
  }

  /** When it first shows a local time; had the hands not jumped over it, when it would have. */
  long due(long local) {
    Stretch before = stretches.get(0);
    for (Stretch stretch : stretches) {
      if (stretch.shows(local)) {
        return local - stretch.offset();
      }
      if (stretch.from() + stretch.offset() > local) {
        return local - before.offset();
      }
      before = stretch;
    }
    throw new IllegalArgumentException(local + " lies outside of the time watched");
  }
}
