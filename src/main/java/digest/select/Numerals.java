package digest.select;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers in digits, as house styles write them: 12,000, 12 000, 1.5m, 3rd, ٣. */
final class Numerals {

  private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th", "º", "ª", "e");
  private static final Set<String> UNITS =
      Set.of("m", "mn", "mln", "bn", "bln", "k", "tn", "km", "kg", "am", "pm", "kmh", "mm", "cm");

  /** Nought to nine, ten, hundred, thousand. */
  private static final String IDEOGRAPHS = "〇一二三四五六七八九十百千";

  private static final int TEN = 10;

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

  /** The digits of a number word, or null. */
  static @Nullable String ofWord(String plain) {
    String known = Vocabulary.number(plain);
    boolean counted =
        known == null
            && plain.charAt(0) >= IDEOGRAPHS.charAt(0)
            && plain.chars().allMatch(c -> IDEOGRAPHS.indexOf(c) >= 0);
    return counted ? Integer.toString(ofIdeographs(plain)) : known;
  }

  /** 二十三 and 三百, as news writes them. */
  private static int ofIdeographs(String plain) {
    int sum = 0;
    int digit = 0;
    for (int i = 0; i < plain.length(); i++) {
      int value = IDEOGRAPHS.indexOf(plain.charAt(i));
      if (value < TEN) {
        digit = digit * TEN + value;
      } else {
        int scale = value == TEN ? TEN : value == TEN + 1 ? TEN * TEN : TEN * TEN * TEN;
        sum += Math.max(1, digit) * scale;
        digit = 0;
      }
    }
    return sum + digit;
  }

  /** Moves the decimal point to the right. */
  static String times(String number, int zeros) {
    if (!number.matches("[0-9]+(?:\\.[0-9]+)?")) {
      return number + "e" + zeros;
    }
    return new BigDecimal(number).movePointRight(zeros).stripTrailingZeros().toPlainString();
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
    return ORDINALS.contains(lower) ? "" : lower;
  }
}
