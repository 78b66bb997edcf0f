package digest.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes addresses in feeds absolute (RFC 3986 §5.2), and lets only http and https through (safety
 * T6).
 *
 * <p>Own code, because {@link java.net.URI} refuses what feeds are full of (blanks, bars, letters
 * beyond ASCII), and because the query must stay as it is, byte for byte.
 */
final class Hrefs {

  /** No browser follows longer ones for sure. */
  private static final int MAX_LENGTH = 4_000;

  private static final Pattern PARTS =
      Pattern.compile(
          "(?s)(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(#.*)?");

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{M}\\p{N}._-]+)(:\\d{0,5})?");

  private static final Pattern AMPERSAND =
      Pattern.compile("&(amp|#38|#0*x26);", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERED = Pattern.compile("&#(\\d{1,7}|[xX]\\p{XDigit}{1,6});?");

  private Hrefs() {}

  /**
   * The address as an absolute one, or empty when that is not http or https, names no host, or
   * carries a login.
   *
   * @param base absolute, or empty when there is none
   */
  static Optional<String> resolve(String base, String href) {
    Matcher target = PARTS.matcher(href.length() > MAX_LENGTH ? ":" : clean(href));
    if (!target.matches()) {
      return Optional.empty();
    }
    if (target.group(1) != null) {
      return web(target.group(1), target.group(2), target.group(3), tail(target));
    }
    Matcher from = PARTS.matcher(clean(base));
    if (!from.matches() || from.group(1) == null) {
      return Optional.empty();
    }
    if (target.group(2) != null) {
      return web(from.group(1), target.group(2), target.group(3), tail(target));
    }
    return web(from.group(1), from.group(2), path(from, target), query(from, target));
  }

  /** The host in lower case, empty when there is none. */
  static String host(String url) {
    Matcher parts = PARTS.matcher(url);
    String authority = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
    return authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  /** Whether it has a scheme and so needs no base. */
  static boolean isAbsolute(String url) {
    Matcher parts = PARTS.matcher(url);
    return parts.matches() && parts.group(1) != null;
  }

  private static Optional<String> web(
      String scheme, @Nullable String authority, String path, String tail) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals("http") && !lower.equals("https")) {
      return Optional.empty();
    }
    if (authority == null || !AUTHORITY.matcher(authority).matches()) {
      return Optional.empty();
    }
    String url = lower + "://" + authority + withoutDots(path) + tail;
    return url.length() > MAX_LENGTH ? Optional.empty() : Optional.of(url);
  }

  private static String path(Matcher from, Matcher target) {
    String path = target.group(3);
    if (path.isEmpty()) {
      return from.group(3);
    }
    if (path.startsWith("/")) {
      return path;
    }
    return from.group(3).substring(0, from.group(3).lastIndexOf('/') + 1).replaceFirst("^$", "/")
        + path;
  }

  private static String query(Matcher from, Matcher target) {
    boolean isSamePage = target.group(3).isEmpty() && target.group(4) == null;
    return isSamePage ? orEmpty(from.group(4)) + orEmpty(target.group(5)) : tail(target);
  }

  private static String tail(Matcher parts) {
    return orEmpty(parts.group(4)) + orEmpty(parts.group(5));
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    for (Iterator<String> left = Arrays.asList(path.substring(1).split("/", -1)).iterator();
        left.hasNext(); ) {
      String segment = left.next();
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
      if (!left.hasNext() && segment.matches("\\.\\.?")) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }

  /** Without what browsers leave out, entities that were encoded twice, and unsafe characters. */
  private static String clean(String href) {
    String trimmed = href.strip().replaceAll("[\\t\\n\\r]", "");
    String decoded = AMPERSAND.matcher(trimmed).replaceAll("&");
    String numbered = NUMBERED.matcher(decoded).replaceAll(Hrefs::character);
    StringBuilder safe = new StringBuilder(numbered.length());
    numbered.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static String character(MatchResult reference) {
    String number = reference.group(1);
    boolean isHex = Character.toLowerCase(number.charAt(0)) == 'x';
    int point = isHex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
    boolean isKnown = Character.isValidCodePoint(point) && point > ' ';
    return Matcher.quoteReplacement(isKnown ? Character.toString(point) : "");
  }

  private static void append(StringBuilder safe, int point) {
    boolean isKept = point < 0x7f ? point > ' ' && !isUnsafe(point) : isLetter(point);
    if (isKept) {
      safe.appendCodePoint(point);
      return;
    }
    for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      safe.append('%').append(String.format(Locale.ROOT, "%02X", part));
    }
  }

  private static boolean isUnsafe(int ascii) {
    return "\"<>\\^`{|}".indexOf(ascii) >= 0;
  }

  private static boolean isLetter(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.NON_SPACING_MARK;
  }
}
