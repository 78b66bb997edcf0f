package digest.select;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;

/**
 * ICU's breaks of one text.
 *
 * <p>ICU tailors words and graphemes for no language, and sentences for Greek alone, so three
 * prototypes and one more are all there are. An iterator remembers its place, so each text gets
 * clones; prototypes are only ever copied and may be shared by threads.
 */
final class Breaks {

  private static final BreakIterator WORDS = BreakIterator.getWordInstance(Locale.ROOT);
  private static final BreakIterator GRAPHEMES = BreakIterator.getCharacterInstance(Locale.ROOT);
  private static final BreakIterator SENTENCES = BreakIterator.getSentenceInstance(Locale.ROOT);
  private static final Locale GREEK = Locale.forLanguageTag("el");
  private static final BreakIterator GREEK_SENTENCES = BreakIterator.getSentenceInstance(GREEK);

  private Breaks() {}

  /** Words; its rule status says whether a segment is one, see {@link #isWord}. */
  static BreakIterator words(String text) {
    return over(WORDS, text);
  }

  /** What a reader takes for one character. */
  static BreakIterator graphemes(String text) {
    return over(GRAPHEMES, text);
  }

  /** Sentences as ICU sees them; {@link Sentences} knows abbreviations, too. */
  static BreakIterator sentences(String text, Locale locale) {
    boolean greek = locale.getLanguage().equals(GREEK.getLanguage());
    return over(greek ? GREEK_SENTENCES : SENTENCES, text);
  }

  /** Whether the segment before the iterator's place has letters, digits, kana or ideographs. */
  static boolean isWord(BreakIterator words) {
    return words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT;
  }

  private static BreakIterator over(BreakIterator prototype, String text) {
    BreakIterator breaks = prototype.clone();
    breaks.setText(text);
    return breaks;
  }
}
