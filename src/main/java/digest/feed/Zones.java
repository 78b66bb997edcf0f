package digest.feed;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the zones in feeds' dates: offsets in every spelling, and the abbreviations in use. */
final class Zones {

  private static final Pattern OFFSET =
      Pattern.compile("(?:GMT|UTC?|Z)?\\s*([+\\u2212-])(\\d{1,2}):?(\\d{2})?(?!\\d)");

  /** Minutes east of Greenwich. Where one name means two zones, the one more feeds come from. */
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UT", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("WEST", 60),
          Map.entry("MET", 60),
          Map.entry("MEST", 120),
          Map.entry("WAT", 60),
          Map.entry("CAT", 120),
          Map.entry("EAT", 180),
          Map.entry("TRT", 180),
          Map.entry("PKT", 300),
          Map.entry("NPT", 345),
          Map.entry("ICT", 420),
          Map.entry("WIB", 420),
          Map.entry("PHT", 480),
          Map.entry("ACST", 570),
          Map.entry("ACDT", 630),
          Map.entry("NST", -210),
          Map.entry("NDT", -150),
          Map.entry("ADT", -180),
          Map.entry("ART", -180),
          Map.entry("BRT", -180),
          Map.entry("CLT", -240),
          Map.entry("BST", 60),
          Map.entry("CET", 60),
          Map.entry("MEZ", 60),
          Map.entry("CEST", 120),
          Map.entry("MESZ", 120),
          Map.entry("SAST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("MSK", 180),
          Map.entry("IST", 330),
          Map.entry("HKT", 480),
          Map.entry("SGT", 480),
          Map.entry("AWST", 480),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("AEST", 600),
          Map.entry("AEDT", 660),
          Map.entry("NZST", 720),
          Map.entry("NZDT", 780),
          Map.entry("AST", -240),
          Map.entry("EDT", -240),
          Map.entry("EST", -300),
          Map.entry("CDT", -300),
          Map.entry("CST", -360),
          Map.entry("MDT", -360),
          Map.entry("MST", -420),
          Map.entry("PDT", -420),
          Map.entry("PST", -480),
          Map.entry("AKDT", -480),
          Map.entry("AKST", -540),
          Map.entry("HST", -600));

  /** Without a word on summer, so the place tells. */
  private static final Map<String, String> PLACES =
      Map.of(
          "AT", "America/Halifax",
          "ET", "America/New_York",
          "CT", "America/Chicago",
          "MT", "America/Denver",
          "PT", "America/Los_Angeles");

  /** The letters of RFC 822 came out wrong; RFC 2822 §4.3 takes them for UTC. */
  private static final Pattern MILITARY = Pattern.compile("[A-IK-Y]");

  private Zones() {}

  /** The zone as written, or the other one when nothing is written or nobody knows it. */
  static ZoneId orElse(@Nullable String written, ZoneId other) {
    return written == null ? other : of(written.strip()).orElse(other);
  }

  static Optional<ZoneId> of(String written) {
    String upper = written.toUpperCase(Locale.ROOT);
    Integer minutes = NAMED.get(upper);
    if (minutes != null || MILITARY.matcher(upper).matches()) {
      return Optional.of(ZoneOffset.ofTotalSeconds((minutes == null ? 0 : minutes) * 60));
    }
    Matcher offset = OFFSET.matcher(upper);
    if (offset.lookingAt()) {
      return Optional.of(offset(offset));
    }
    String place = PLACES.getOrDefault(upper, written);
    return place.indexOf('/') > 0 ? region(place) : Optional.empty();
  }

  private static ZoneId offset(Matcher written) {
    int hours = Integer.parseInt(written.group(2));
    int minutes = written.group(3) == null ? 0 : Integer.parseInt(written.group(3));
    int sign = written.group(1).equals("+") ? 1 : -1;
    return ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60);
  }

  private static Optional<ZoneId> region(String name) {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(known -> known.equalsIgnoreCase(name))
        .findFirst()
        .map(ZoneId::of);
  }
}
