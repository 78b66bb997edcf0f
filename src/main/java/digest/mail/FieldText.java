package digest.mail;

import digest.delivery.Field;

/** A recipient's value as it may stand in a mail: one line, without characters that deceive. */
final class FieldText {

  private FieldText() {}

  /**
   * Each line break, control, direction override, lone surrogate and reserved character becomes a
   * space; all else stays (safety T1, T24).
   */
  static String clean(String value) {
    if (isHarmless(value) || value.codePoints().noneMatch(FieldText::isUnfit)) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    value.codePoints().forEach(c -> out.appendCodePoint(isUnfit(c) ? ' ' : c));
    return out.toString();
  }

  /** Nearly all values are; the rest is looked at more closely. */
  private static boolean isHarmless(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || (c > '~' && c < 0xa0) || c > 0x2000) {
        return false;
      }
    }
    return true;
  }

  /** Cleaned, runs of white space made one space: a header's value before it is encoded. */
  static String singleSpaced(String value) {
    String clean = clean(value).strip();
    return clean.contains("  ") ? clean.replaceAll(" {2,}", " ") : clean;
  }

  /** Cleaned and safe in HTML, in text as in quoted attributes. */
  static String html(String value) {
    String clean = clean(value);
    if (isPlain(clean)) {
      return clean;
    }
    StringBuilder out = new StringBuilder(clean.length() + 16);
    for (int i = 0; i < clean.length(); i++) {
      escape(clean.charAt(i), out);
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
        return false;
      }
    }
    return true;
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.append(c);
    }
  }

  private static boolean isUnfit(int c) {
    if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) {
      return true;
    }
    return c >= 0x2028
        && (c <= 0x202e
            || (c >= 0x2066 && c <= 0x2069)
            || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
            || (c <= 0xffff && Field.isReserved((char) c)));
  }
}
