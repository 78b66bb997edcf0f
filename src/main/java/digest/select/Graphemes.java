package digest.select;

import com.ibm.icu.text.BreakIterator;

/** Counts what a reader takes for one character. */
final class Graphemes {

  private Graphemes() {}

  /** How many a text has. */
  static int count(String text) {
    BreakIterator graphemes = Breaks.graphemes(text);
    int count = 0;
    while (graphemes.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  /** Below the first combining mark a clean text has one character to a grapheme. */
  private static boolean isSimple(String text, int count) {
    return text.chars().limit(count + 1L).allMatch(c -> c < 0x300);
  }

  /** The index behind the first so many, or the text's length when it has no more. */
  static int end(String text, int count) {
    if (text.length() <= count) {
      return text.length();
    }
    if (isSimple(text, count)) {
      return count;
    }
    BreakIterator graphemes = Breaks.graphemes(text);
    int end = 0;
    for (int i = 0; i < count && end != BreakIterator.DONE; i++) {
      end = graphemes.next();
    }
    return end == BreakIterator.DONE ? text.length() : end;
  }
}
