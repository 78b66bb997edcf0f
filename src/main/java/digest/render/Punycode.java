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

  private final String code;
  private final StringBuilder letters;
  private int at;
  private int bias = 72;

  private Punycode(String code) {
    int delimiter = Math.max(0, code.lastIndexOf('-'));
    this.code = code;
    this.letters = new StringBuilder(code.substring(0, delimiter));
    this.at = delimiter == 0 ? 0 : delimiter + 1;
  }

  /** The label's letters; the label itself when it is none or is broken. */
  static String decode(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(PREFIX)) {
      return lower;
    }
    try {
      return new Punycode(lower.substring(PREFIX.length())).decoded();
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      return lower;
    }
  }

  private String decoded() {
    int letter = 128;
    int place = 0;
    while (at < code.length()) {
      int delta = number();
      int length = letters.codePointCount(0, letters.length()) + 1;
      boolean isFirst = letter == 128 && place == 0;
      bias = adapted(delta, length, isFirst);
      place = Math.addExact(place, delta);
      letter = Math.addExact(letter, place / length);
      place %= length;
      letters.insert(letters.offsetByCodePoints(0, place), Character.toString(letter));
      place++;
    }
    return letters.toString();
  }

  /** A number of digits with weights that depend on what came before. */
  private int number() {
    int number = 0;
    int weight = 1;
    for (int step = BASE; ; step += BASE) {
      int digit = Character.digit(swapped(code.charAt(at++)), BASE);
      number = Math.addExact(number, Math.multiplyExact(digit, weight));
      int threshold = Math.min(Math.max(step - bias, MIN_THRESHOLD), MAX_THRESHOLD);
      if (digit < threshold) {
        return number;
      }
      weight = Math.multiplyExact(weight, BASE - threshold);
    }
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
