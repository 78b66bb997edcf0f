package digest;

import digest.audience.EmailAddress;
import digest.edition.Rings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who gets an edition before all the others. */
final class RingPart {

  private static final Shape<Double> PERCENT =
      Shape.scalar(
          "a percentage from 0 to 100",
          text ->
              Optional.of(text.strip().replaceFirst(" ?%$", ""))
                  .filter(number -> number.matches("[0-9]{1,3}(\\.[0-9]{1,3})?"))
                  .map(Double::valueOf)
                  .filter(number -> number <= 100));

  static final Key<Set<EmailAddress>> SEEDS =
      Key.of(
              "newsletters[].ring.seeds",
              Shapes.several(WordShapes.ADDRESS),
              "",
              "Subscribers who get each edition first, such as the desk's own mailboxes at several"
                  + " providers.")
          .suchAs("desk@example.org");
  static final Key<Double> SHARE =
      Key.of(
          "newsletters[].ring.share",
          PERCENT,
          "1",
          "Percent of all others who get it next; 0 for nobody.");
  static final Key<Duration> WAIT =
      Key.of(
          "newsletters[].ring.wait",
          Shapes.duration(Duration.ZERO, Duration.ofDays(1)),
          "10m",
          "How long after the last of a ring was tried the next ring follows.");
  static final Key<Double> REFUSED =
      Key.of(
          "newsletters[].ring.refused",
          PERCENT,
          "2",
          "With more percent of a ring refused for good, the edition is paused, and nobody else"
              + " gets it. One alone does not count, unless the ring is one alone.");
  static final Key<Double> DEFERRED =
      Key.of("newsletters[].ring.deferred", PERCENT, "10", "The same of those put off.");
  static final Key<Double> COMPLAINTS =
      Key.of("newsletters[].ring.complaints", PERCENT, "0.1", "The same of complaints.");

  static final List<Key<?>> KEYS = List.of(SEEDS, SHARE, WAIT, REFUSED, DEFERRED, COMPLAINTS);

  private RingPart() {}

  static @Nullable Rings read(Block newsletter) {
    if (newsletter.value("ring").isEmpty()) {
      return null;
    }
    Block ring = newsletter.block("ring");
    if (ring.get(SEEDS).isEmpty() && ring.get(SHARE) == 0) {
      ring.fault(SHARE, "0, and there are no seeds either", "Add seeds, or leave ring out");
    }
    return new Rings(
        ring.get(SEEDS),
        ring.get(SHARE),
        ring.get(WAIT),
        ring.get(REFUSED),
        ring.get(DEFERRED),
        ring.get(COMPLAINTS));
  }
}
