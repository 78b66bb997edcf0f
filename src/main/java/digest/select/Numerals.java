package digest.select;

import java.util.Locale;
import java.util.Set;

/** Numbers in digits, as house styles write them: 12,000, 12 000, 1.5m, 3rd, ٣. */
final class Numerals {

  private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th", "º", "ª", "e");
  private static final Set<String> UNITS =
      Set.of("m", "mn", "mln", "bn", "bln", "k", "tn", "km", "kg", "am", "pm", "kmh", "mm", "cm");

  private Numerals() {}

  /** Where the number ends that begins here. */
  static int end(String text, int start) {
    int end = digitsEnd(text, start);
    while (end + 1 < text.length() && isDigit(text, end + 1) && joins(text, start, end)) {
      end = digitsEnd(text, end + 1);
    }
    return end;
  }

  private static boolean joins(String text, int start, int seam) {
    char c = text.charAt(seam);
    return switch (c) {
      case '.', ',', ':', '-', '–', '/', '\'', '’', '٫', '٬' -> true;
      case ' ', '\u00A0', '\u2009', '\u202F' ->
          seam - start <= 3 && digitsEnd(text, seam + 1) == seam + 4;
      default -> false;
    };
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(String text, int place) {
    return Character.digit(text.charAt(place), 10) >= 0;
  }

  /** ASCII digits, without separators of thousands, with a point before decimals. */
  static String plain(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      int digit = Character.digit(raw.charAt(i), 10);
      plain.append(digit >= 0 ? (char) ('0' + digit) : separator(raw.charAt(i)));
    }
    String number = plain.toString();
    return number.matches("[0-9]{1,3}(?:[., ][0-9]{3})+")
        ? number.replaceAll("[., ]", "")
        : withoutIdleZeros(number.replace(',', '.'));
  }

  private static char separator(char c) {
    return switch (c) {
      case '٬', '\'', '’', '\u00A0', '\u2009', '\u202F' -> ' ';
      case '٫' -> '.';
      case '–' -> '-';
      default -> c;
    };
  }

  private static String withoutIdleZeros(String number) {
    return number.matches("[0-9]+\\.[0-9]+") ? number.replaceFirst("\\.?0+$", "") : number;
  }

  /** Four digits that are more often a year than a count. */
  static boolean isYear(String number) {
    return number.length() == 4 && (number.startsWith("19") || number.startsWith("20"));
  }

  /** "5G", "737MAX": the letters behind the digits are neither an ordinal's nor a unit. */
  static boolean isPartOfAName(String letters) {
    String lower = letters.toLowerCase(Locale.ROOT);
    return !letters.isEmpty() && !ORDINALS.contains(lower) && !UNITS.contains(lower);
  }

  /** The unit behind a number; empty for none and for ordinals. */
  static String unit(String letters) {
    String lower = letters.toLowerCase(Locale.ROOT);
    if (lower.equals("m")) {
      return "million";
    }
    return ORDINALS.contains(lower) ? "" : lower;
  }
}
