package digest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 15m}, {@code 4h}, {@code 3d}. */
final class Durations {

  private record Unit(String letter, Duration one) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)));
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9}) ?([smhd])");

  private Durations() {}

  /** Empty when the text is no duration. */
  static Optional<Duration> parse(String text) {
    Matcher parts = SHAPE.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return UNITS.stream()
        .filter(unit -> unit.letter().equals(parts.group(2)))
        .map(unit -> unit.one().multipliedBy(Long.parseLong(parts.group(1))))
        .findFirst();
  }

  /** The shortest text that {@link #parse} reads as this, in whole seconds. */
  static String print(Duration duration) {
    long seconds = duration.toSeconds();
    return UNITS.stream()
        .filter(unit -> seconds != 0 && seconds % unit.one().toSeconds() == 0)
        .map(unit -> seconds / unit.one().toSeconds() + unit.letter())
        .findFirst()
        .orElse("0s");
  }
}
