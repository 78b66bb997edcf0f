package digest.select;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text in any script, as they are compared: case folded, without accents, by ICU's
 * breaks, which have dictionaries for scripts without spaces.
 *
 * <p>Chinese characters are taken in pairs within the dictionary's words, and single ones with
 * their neighbours, as no dictionary knows the names in the news. Hangul, too, is taken in pairs;
 * katakana by whole words; hiragana, which is grammar, is left out.
 */
final class WordBreaks {

  private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

  /** What is longer is no word; and an index takes no term of more than 32,766 bytes. */
  private static final int LONGEST = 40;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private boolean katakana;

  private WordBreaks() {}

  /** In the order of the text, with repetitions. */
  static List<String> of(String text) {
    WordBreaks breaks = new WordBreaks();
    breaks.read(FOLDED.normalize(text));
    return breaks.words;
  }

  /** A word as {@link #of} gives it. */
  static String folded(String word) {
    return withoutMarks(withoutClitic(FOLDED.normalize(word)));
  }

  private void read(String text) {
    BreakIterator breaks = Breaks.words(text);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (Breaks.isWord(breaks)) {
        take(text.substring(start, end));
      } else {
        endRun();
      }
      start = end;
    }
    endRun();
  }

  private void take(String word) {
    UnicodeScript script = UnicodeScript.of(word.codePointAt(0));
    switch (script) {
      case HAN, HIRAGANA, KATAKANA -> {
        if (word.length() == 1) {
          takeEastAsian(word.charAt(0));
        } else {
          endRun();
          word.codePoints().forEach(this::takeEastAsian);
          endRun();
        }
      }
      case HANGUL -> {
        endRun();
        pairs(word);
      }
      default -> {
        endRun();
        add(withoutMarks(withoutClitic(word)));
      }
    }
  }

  private void takeEastAsian(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    boolean kana = script == UnicodeScript.KATAKANA || codePoint == 'ー';
    if (!kana && script != UnicodeScript.HAN) {
      endRun();
      return;
    }
    if (kana != katakana) {
      endRun();
    }
    katakana = kana;
    run.appendCodePoint(codePoint);
  }

  private void endRun() {
    if (katakana) {
      add(run.toString());
    } else if (run.length() > 0) {
      pairs(run.toString());
    }
    run.setLength(0);
    katakana = false;
  }

  private void pairs(String characters) {
    int[] points = characters.codePoints().toArray();
    for (int i = 0; i + 1 < points.length; i++) {
      words.add(new String(points, i, 2));
    }
  }

  /** A single letter is no word. */
  private void add(String word) {
    int points = word.codePointCount(0, word.length());
    if (points > LONGEST) {
      words.add(word.substring(0, word.offsetByCodePoints(0, LONGEST)));
    } else if (points > 1) {
      words.add(word);
    }
  }

  /** The mayor's is the mayor; l'école is école. */
  private static String withoutClitic(String word) {
    int apostrophe = Math.max(word.lastIndexOf('\''), word.lastIndexOf('’'));
    if (apostrophe < 0) {
      return word;
    }
    return apostrophe <= 2 ? word.substring(apostrophe + 1) : word.substring(0, apostrophe);
  }

  private static String withoutMarks(String word) {
    if (word.chars().allMatch(c -> c < 0x80)) {
      return word;
    }
    StringBuilder plain = new StringBuilder(word.length());
    DECOMPOSED
        .normalize(word)
        .codePoints()
        .filter(point -> !isMark(point))
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** Accents, Hebrew points, Arabic vowels and stretching; the vowels of Indian scripts stay. */
  private static boolean isMark(int point) {
    return (point >= 0x300 && point <= 0x36F)
        || (point >= 0x591 && point <= 0x5C7)
        || (point >= 0x64B && point <= 0x65F)
        || point == 0x670
        || point == 0x640;
  }
}
