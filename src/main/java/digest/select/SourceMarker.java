package digest.select;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without the marks that its source put where it cut it (picking T2).
 *
 * @param text without "[…]", "Read more" and "The post … appeared first on …" at its end
 * @param cut whether it ends in an ellipsis: the source made it by cutting
 * @param certain whether the ellipsis was bracketed or a "Read more" followed: an author may end in
 *     a plain one, too
 */
record SourceMarker(String text, boolean cut, boolean certain) {

  private static final Pattern ELLIPSIS =
      Pattern.compile("[\\[(]\\s?(?:…|\\.{2,})\\s?[\\])]|\\.*…[.…]*|\\.{3,}");

  /** A "Continue reading" repeats the headline, so the tail may be long. */
  private static final int TAIL = 260;

  /** A text with more of them at its end is made to keep us busy. */
  private static final int MARKS = 20;

  private static final String ARROWS = " >→⟶➔➜►▶▸⇒⟩'|*•-–—:←";

  /** Takes them off, all there are. */
  static SourceMarker strip(String text) {
    String rest = withoutTrailer(text);
    boolean cut = false;
    boolean certain = false;
    int end = lastEllipsis(rest);
    for (int marks = 0; end >= 0 && marks < MARKS; marks++) {
      cut = true;
      certain |= !isPlain(rest.substring(end));
      rest = rest.substring(0, end).stripTrailing();
      end = lastEllipsis(rest);
    }
    return cut
        ? new SourceMarker(withoutMore(rest), true, certain)
        : new SourceMarker(withoutMore(rest), false, false);
  }

  /** Where the ellipsis begins that ends the text, a "Read more" behind it aside; else -1. */
  private static int lastEllipsis(String text) {
    int from = Math.max(0, text.length() - TAIL);
    Matcher matcher = ELLIPSIS.matcher(text);
    int found = -1;
    for (boolean more = matcher.find(from); more; more = matcher.find()) {
      found = endsTheText(text.substring(matcher.end())) ? matcher.start() : -1;
      if (found >= 0) {
        return found;
      }
    }
    return found;
  }

  private static boolean endsTheText(String behind) {
    String key = Key.of(behind);
    return (key.isEmpty() && isArrows(behind))
        || Phrases.MORE.stream().anyMatch(more -> key.equals(more) || isLongMore(key, more));
  }

  /** Of "Continue reading TITLE", not of "More than 300 people": one word alone is no link. */
  private static boolean isLongMore(String key, String more) {
    return Key.words(more) > 1 && key.startsWith(more + " ");
  }

  private static boolean isArrows(String behind) {
    return behind.chars().allMatch(SourceMarker::isArrow);
  }

  private static boolean isArrow(int c) {
    return ARROWS.indexOf(c) >= 0 || Enclosures.canClose((char) c);
  }

  private static boolean isPlain(String marker) {
    return Key.of(marker).isEmpty() && marker.indexOf('[') < 0 && marker.indexOf('(') < 0;
  }

  /** "… last sentence. Read more": a link, not a word of the author. */
  private static String withoutMore(String text) {
    int sentence = lastSentenceEnd(text);
    String tail = text.substring(sentence);
    boolean link = sentence > 0 && Phrases.MORE.contains(Key.of(tail));
    return link ? text.substring(0, sentence).stripTrailing() : text;
  }

  /** Where the last phrase begins; a full stop or an arrow behind it belongs to it. */
  private static int lastSentenceEnd(String text) {
    int end = text.length();
    while (end > 0 && (isArrow(text.charAt(end - 1)) || text.charAt(end - 1) == '.')) {
      end--;
    }
    int first = Math.max(0, text.length() - Markup.LONGEST_PHRASE);
    while (end > first && ".!?…。！？।”[(".indexOf(text.charAt(end - 1)) < 0) {
      end--;
    }
    boolean bracket = end > 0 && "[(".indexOf(text.charAt(end - 1)) >= 0;
    return bracket ? end - 1 : end;
  }

  /** Without "The post … appeared first on …" alone. */
  static String withoutTrailer(String text) {
    int start = trailerStart(text);
    return start < 0 ? text : text.substring(0, start).stripTrailing();
  }

  /** The sentence may begin anywhere in the tail: blocks are one line by now. */
  private static int trailerStart(String text) {
    for (Phrases.Trailer trailer : Phrases.TRAILERS) {
      int start = text.lastIndexOf(trailer.start());
      if (start >= 0 && trailer.matches(text.substring(start))) {
        return start;
      }
    }
    return -1;
  }
}
