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

  /** The index behind the first so many, or the text's length when it has no more. */
  static int end(String text, int count) {
    if (text.length() <= count) {
      return text.length();
    }
    BreakIterator graphemes = Breaks.graphemes(text);
    int end = 0;
    for (int i = 0; i < count && end != BreakIterator.DONE; i++) {
      end = graphemes.next();
    }
    return end == BreakIterator.DONE ? text.length() : end;
  }
}
