package digest.select;

import com.ibm.icu.text.BreakIterator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last place where a text may be cut within limits of words and graphemes.
 *
 * <p>Reads no further than the limits reach. A cut stands behind a word and the punctuation that
 * clings to it, never inside a grapheme or an {@link Unbreakable} run. Where words are counted,
 * closing marks right behind the last are not.
 */
final class WordCut {

  /** For limits of graphemes alone. */
  static final int ANY_WORDS = Integer.MAX_VALUE;

  /** So much behind the limit shows how the last word before it ends. */
  private static final int AHEAD = 200;

  private final String text;
  private final int maxWords;
  private final int horizon;
  private final int reach;
  private final Unbreakable runs;
  private @Nullable BreakIterator graphemes;
  private int counted;
  private int countedRun = -1;
  private boolean clings;
  private int best;

  private WordCut(String text, int maxWords, int maxGraphemes) {
    this.horizon = Graphemes.end(text, maxGraphemes);
    this.reach = maxWords == ANY_WORDS ? horizon : Enclosures.behindClosing(text, horizon);
    this.text = text.substring(0, (int) Math.min(text.length(), (long) reach + AHEAD));
    this.maxWords = maxWords;
    this.runs = Unbreakable.in(this.text);
  }

  /** The place, or the text's length when all of it is within the limits. */
  static int end(String text, int maxWords, int maxGraphemes) {
    return new WordCut(text, maxWords, maxGraphemes).end();
  }

  /** How many words a text has. */
  static int words(String text) {
    WordCut all = new WordCut(text, ANY_WORDS, text.length());
    all.end();
    return all.counted;
  }

  private int end() {
    BreakIterator words = Breaks.words(text);
    int start = 0;
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      boolean oneMore = Breaks.isWord(words) && isNewWord(start);
      if ((oneMore && counted == maxWords) || end > reach) {
        return cut();
      }
      counted += oneMore ? 1 : 0;
      look(start, end, Breaks.isWord(words));
      start = end;
    }
    return text.length();
  }

  /** With no place to cut, the first token is longer than the limit and is cut itself (T12). */
  private int cut() {
    int space = text.indexOf(' ', 1);
    int token = space > 0 ? Math.min(horizon, space) : horizon;
    return best > 0 ? best : token;
  }

  private boolean isNewWord(int start) {
    int run = runs.runAt(start);
    boolean counts = run < 0 || run != countedRun;
    countedRun = run < 0 ? countedRun : run;
    return counts;
  }

  private void look(int start, int end, boolean word) {
    if (text.charAt(start) == ' ') {
      clings = false;
    } else {
      clings |= word || isSymbol(text.codePointAt(start)) || runs.runAt(start) >= 0;
    }
    if (clings && !runs.isInside(end) && !isInsideKorean(end) && !isInsideAGrapheme(end)) {
      best = end;
    }
  }

  /** An emoji stands for itself; other signs are nothing without a word. */
  private static boolean isSymbol(int codePoint) {
    return Character.getType(codePoint) == Character.OTHER_SYMBOL;
  }

  /** ICU parts 3 from 일, but Korean has spaces between its words. */
  private boolean isInsideKorean(int end) {
    return end < text.length()
        && Scripts.isKorean(text.charAt(end))
        && Character.isLetterOrDigit(text.charAt(end - 1));
  }

  /** Dictionaries of words know nothing of the marks that follow one. */
  private boolean isInsideAGrapheme(int end) {
    if (end == text.length() || text.charAt(end) < 0x300) {
      return false;
    }
    if (graphemes == null) {
      graphemes = Breaks.graphemes(text);
    }
    return !graphemes.isBoundary(end);
  }
}
