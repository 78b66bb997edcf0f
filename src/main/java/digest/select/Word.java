package digest.select;

import org.jspecify.annotations.Nullable;

/**
 * A word as an int: what it says in the upper bits, what kind of word it is in the lower three.
 *
 * <p>The kind is no part of what it says: at the start of a sentence a name cannot be told from
 * other words.
 */
final class Word {

  /** Articles, prepositions and the like. */
  static final int SMALL = 0;

  static final int PLAIN = 1;
  static final int NUMBER = 2;

  /** Written with a capital within a sentence; or a longer word of a script without capitals. */
  static final int NAME = 3;

  /** A weekday or month. */
  static final int DAY = 4;

  static final int YEAR = 5;

  private static final int KIND_BITS = 3;
  private static final int SMALL_LETTERS = 3;

  private Word() {}

  static int of(String plain, int kind) {
    return Mix.of(plain.hashCode()) << KIND_BITS | kind;
  }

  /**
   * A word of a text that is no number, or null when house style may as well leave it out.
   *
   * @param plain the word as {@link Spelling#plain} gives it
   */
  static @Nullable Integer read(String raw, String plain, boolean sentenceStarts) {
    String day = Vocabulary.day(plain);
    if (day != null) {
      return of(day, DAY);
    }
    String spelt = Spelling.atlantic(plain);
    return spelt.isEmpty() ? null : of(spelt, kind(raw, sentenceStarts));
  }

  private static int kind(String raw, boolean sentenceStarts) {
    int first = raw.codePointAt(0);
    boolean caseless = Character.getType(first) == Character.OTHER_LETTER;
    int small = Scripts.isSpaced(first) ? SMALL_LETTERS : 1;
    boolean capital = Character.isUpperCase(first) && !sentenceStarts;
    if (caseless ? raw.length() > small : capital) {
      return NAME;
    }
    return raw.length() > small ? PLAIN : SMALL;
  }

  /** What the word says, without its kind. */
  static int says(int word) {
    return word >>> KIND_BITS;
  }

  static int kind(int word) {
    return word & ((1 << KIND_BITS) - 1);
  }

  /** Whether it names what the story is about: who, where, how many, when. */
  static boolean tells(int word) {
    return kind(word) >= NUMBER;
  }
}
