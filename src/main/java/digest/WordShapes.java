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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shapes of values that are words of the house or of the net. */
final class WordShapes {

  /** A pace is judged from here, not from today: the same file always means the same. */
  static final LocalDateTime ANY_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

  static final Shape<EmailAddress> ADDRESS =
      Shape.scalar("a mail address", text -> Optional.of(EmailAddress.of(text)));

  static final Shape<Mailbox> MAILBOX =
      Shape.scalar("a name and a mail address", text -> Optional.of(Mailbox.of(text)));

  static final Shape<String> DOMAIN =
      Shape.scalar("a domain", text -> Optional.of(EmailAddress.of("x@" + text.strip()).domain()));

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
      Optional<String> nearest = Nearest.to(text, ids).or(() -> byCity);
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
    try {
      Cadence cadence = new Cadence(text, ZoneOffset.UTC, false, Duration.ZERO, Duration.ZERO);
      if (cadence.slotsAfter(ANY_DAY, 1).isEmpty()) {
        throw Unfit.saying(
            "cadence \"" + text + "\" never comes due", "Example: \"0 0 7 ? * MON\"");
      }
      return text.strip();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage()).replace(" (seconds first)", "");
      int example = message.indexOf(". Example: ");
      throw Unfit.saying(
          example < 0 ? message : message.substring(0, example),
          example < 0 ? "" : message.substring(example + 2));
    }
  }
}
