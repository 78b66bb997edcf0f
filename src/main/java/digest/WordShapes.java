package digest;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.edition.Cadence;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shapes of values that are words of the house or of the net. */
final class WordShapes {

  /** A pace is judged from here, not from today: the same file always means the same. */
  static final LocalDateTime ANY_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

  static final Shape<EmailAddress> ADDRESS =
      Shape.scalar("a mail address", text -> Optional.of(EmailAddress.of(text)));

  static final Shape<Mailbox> MAILBOX =
      Shape.scalar("a name and a mail address", text -> Optional.of(Mailbox.of(text)));

  static final Shape<String> DOMAIN =
      Shape.scalar("a domain", text -> Optional.of(domain(text.strip())));

  static final Shape<ZoneId> ZONE = Shape.scalar("a time zone", text -> Optional.of(zone(text)));

  static final Shape<Locale> LANGUAGE =
      Shape.scalar("a language tag (BCP 47)", text -> Optional.of(language(text)));

  static final Shape<String> CRON =
      Shape.scalar("a cron expression", text -> Optional.of(cron(text)));

  /** Without a port, which has its own key. */
  static final Shape<String> HOST =
      Shapes.text(
          "a host name or address",
          "[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[?(?=.*:.*:)[0-9A-Fa-f:.]{2,45}]?");

  /** Where pages are, without a slash at the end. */
  static final Shape<String> WEB_ADDRESS =
      Shape.scalar("a web address", text -> Optional.of(webAddress(text.strip())));

  private static final String CRON_EXAMPLE = "Example: \"0 0 7 ? * MON\"";

  /** Two days of the most that is allowed: beyond, the times of the days repeat. */
  private static final int DUES_JUDGED = 600;

  /** What people write for a zone, and nobody can look up: three letters mean several places. */
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("EST", "America/New_York"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("CST", "America/Chicago"),
          Map.entry("CDT", "America/Chicago"),
          Map.entry("MST", "America/Denver"),
          Map.entry("MDT", "America/Denver"),
          Map.entry("PST", "America/Los_Angeles"),
          Map.entry("PDT", "America/Los_Angeles"),
          Map.entry("BST", "Europe/London"),
          Map.entry("CEST", "Europe/Berlin"),
          Map.entry("IST", "Asia/Kolkata"),
          Map.entry("JST", "Asia/Tokyo"),
          Map.entry("AEST", "Australia/Sydney"),
          Map.entry("AEDT", "Australia/Sydney"));

  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private WordShapes() {}

  /** A key of lists and newsletters. */
  static Shape<String> id(String noun) {
    return Shapes.text(
        "a " + noun + "'s id of a-z, 0-9, - and _, at most 63", "[a-z0-9][a-z0-9_-]{0,62}");
  }

  /**
   * An absolute http or https address.
   *
   * @throws Unfit when it is none, or holds a user's name or password, which would be shown
   */
  static String webAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getRawUserInfo() != null || String.valueOf(uri.getRawAuthority()).contains("@")) {
        throw Unfit.because(
            "the address holds a name or password, which would be shown",
            "Leave out what stands before the @");
      }
      if (Set.of("http", "https").contains(scheme) && uri.getHost() != null) {
        return text.replaceFirst("/+$", "");
      }
    } catch (URISyntaxException e) {
      // Told below, with what would be right.
    }
    throw Unfit.because("expected an http or https address, found \"" + text + "\"", "");
  }

  private static String domain(String text) {
    if (text.contains("@")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a domain name");
    }
    return EmailAddress.of("x@" + text).domain();
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      Function<String, String> city = id -> id.substring(id.lastIndexOf('/') + 1);
      Set<String> ids = ZoneId.getAvailableZoneIds();
      Optional<String> byCity =
          Nearest.to(city.apply(text), ids.stream().map(city).collect(Collectors.toSet()))
              .flatMap(
                  near ->
                      ids.stream()
                          .filter(id -> city.apply(id).equals(near))
                          .min(WordShapes::byPlace));
      Optional<String> nearest =
          Optional.ofNullable(SHORT.get(text.strip().toUpperCase(Locale.ROOT)))
              .or(() -> Nearest.to(text, ids))
              .or(() -> byCity);
      throw Unfit.because(
          "no time zone is called \"" + text + "\"", nearest.map(Nearest::question).orElse(""));
    }
  }

  /** {@code Europe/Berlin} before the bare old names. */
  private static int byPlace(String a, String b) {
    int place = Boolean.compare(b.contains("/"), a.contains("/"));
    return place != 0 ? place : a.compareTo(b);
  }

  private static Locale language(String text) {
    String tag = text.strip();
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      String language = locale.getLanguage();
      if (!language.isEmpty() && (language.length() == 3 || LANGUAGES.contains(language))) {
        return locale;
      }
    } catch (IllformedLocaleException e) {
      // Told below, with what would be right.
    }
    String mended = tag.replace('_', '-');
    String remedy =
        mended.equals(tag) ? Nearest.question(tag, LANGUAGES) : Nearest.question(mended);
    throw Unfit.because("\"" + tag + "\" is no language tag (BCP 47)", remedy);
  }

  private static String cron(String text) {
    Cadence cadence = cadence(text);
    if (cadence.slotsAfter(ANY_DAY, 1).isEmpty()) {
      throw Unfit.saying("cadence \"" + text + "\" never comes due", CRON_EXAMPLE);
    }
    Duration gap = cadence.smallestGap(ANY_DAY, DUES_JUDGED);
    if (gap.compareTo(Cadence.LEAST) < 0) {
      throw Unfit.saying(
          "cadence \""
              + text
              + "\" is due again after "
              + Durations.print(gap)
              + ", and the least is "
              + Durations.print(Cadence.LEAST),
          seldom(text.strip()));
    }
    return text.strip();
  }

  /** As our word tells it: what is wrong, then what to do. */
  private static Cadence cadence(String text) {
    try {
      return new Cadence(text, ZoneOffset.UTC, false, Duration.ZERO, Duration.ZERO);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage()).replace(" (seconds first)", "");
      String[] parts = message.split("\\. (?=Example: |Did you mean )", 2);
      throw Unfit.saying(parts[0], parts.length < 2 ? "" : parts[1]);
    }
  }

  /** A star where a 0 was meant: {@code * 0 7 * * ?} is due at each second of 07:00. */
  private static String seldom(String text) {
    String rest = text.replaceFirst("\\S+", "");
    return Stream.of("0" + rest, "0 0" + rest.replaceFirst("\\s+\\S+", ""))
        .filter(
            cron -> cadence(cron).smallestGap(ANY_DAY, DUES_JUDGED).compareTo(Cadence.LEAST) >= 0)
        .findFirst()
        .map(Nearest::question)
        .orElse(CRON_EXAMPLE);
  }
}
