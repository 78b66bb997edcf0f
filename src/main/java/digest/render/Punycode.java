package digest.render;

import java.util.Locale;

/**
 * What an A-label says (RFC 3492 §6.2).
 *
 * <p>The JDK's {@code IDN} knows the letters of 2003 only and leaves the others as they are, which
 * is what a look-alike host wants.
 */
final class Punycode {
  private static final String PREFIX = "xn--";
  private static final int BASE = 36;
  private static final int MIN_THRESHOLD = 1;
  private static final int MAX_THRESHOLD = 26;

  private Punycode() {}

  /** The label's letters; the label itself when it is none or is broken. */
  static String decode(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(PREFIX)) {
      return lower;
    }
    try {
      return decoded(lower.substring(PREFIX.length()));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      return lower;
    }
  }

  private static String decoded(String code) {
    int delimiter = Math.max(0, code.lastIndexOf('-'));
    StringBuilder letters = new StringBuilder(code.substring(0, delimiter));
    int letter = 128;
    int place = 0;
    int bias = 72;
    int at = delimiter == 0 ? 0 : delimiter + 1;
    while (at < code.length()) {
      int before = place;
      int weight = 1;
      int threshold;
      int digit;
      int step = BASE;
      do {
        digit = Character.digit(swapped(code.charAt(at++)), BASE);
        place = Math.addExact(place, Math.multiplyExact(digit, weight));
        threshold = Math.min(Math.max(step - bias, MIN_THRESHOLD), MAX_THRESHOLD);
        weight = Math.multiplyExact(weight, BASE - threshold);
        step += BASE;
      } while (digit >= threshold);
      int length = letters.codePointCount(0, letters.length()) + 1;
      bias = adapted(place - before, length, before == 0);
      letter += place / length;
      place %= length;
      letters.insert(letters.offsetByCodePoints(0, place), Character.toString(letter));
      place++;
    }
    return letters.toString();
  }

  /** Java counts 0 to 9 before a to z, punycode after them. */
  private static char swapped(char c) {
    if (c >= 'a' && c <= 'j') {
      return (char) (c - 'a' + '0');
    }
    if (c >= 'k' && c <= 'z') {
      return (char) (c - 'k' + 'a');
    }
    if (c >= '0' && c <= '9') {
      return (char) (c - '0' + 'q');
    }
    throw new IllegalArgumentException("no digit: " + c);
  }

  private static int adapted(int delta, int length, boolean isFirst) {
    int rest = isFirst ? delta / 700 : delta / 2;
    rest += rest / length;
    int steps = 0;
    while (rest > (BASE - MIN_THRESHOLD) * MAX_THRESHOLD / 2) {
      rest /= BASE - MIN_THRESHOLD;
      steps += BASE;
    }
    return steps + (BASE - MIN_THRESHOLD + 1) * rest / (rest + 38);
  }
}
