package digest.select;

/**
 * Where two texts say something else in the same words: "a quake of 5.6 near Ardo on Monday", "a
 * quake of 6.1 near Belm on Friday".
 *
 * <p>Two papers that edit one story leave words out and put others in; templates put one name or
 * number in another's place. Only words that the other text has nowhere count, so the order of
 * sentences makes no difference.
 */
final class Conflicts {

  /** Longer stretches than this between equal words are new sentences. */
  private static final int LONGEST = 5;

  private static final int LEAD = 25;

  private int names;
  private int numbers;
  private int leadingNumbers;
  private int days;
  private int words;

  private Conflicts() {}

  static Conflicts between(Reading one, Reading other) {
    Conflicts conflicts = new Conflicts();
    int[] ours = one.opening();
    int[] theirs = other.opening();
    if (ours.length > 0 && theirs.length > 0 && !says(ours[0], theirs[0])) {
      conflicts.compare(one, 0, other, 0);
    }
    for (int i = 0; i + 3 <= ours.length; i++) {
      int j = other.pair(Reading.hash(ours, i, 2));
      if (j >= 0 && j + 2 < theirs.length && !says(ours[i + 2], theirs[j + 2])) {
        conflicts.compare(one, i + 2, other, j + 2);
      }
    }
    return conflicts;
  }

  private static boolean says(int one, int other) {
    return Word.says(one) == Word.says(other);
  }

  private void compare(Reading one, int from, Reading other, int to) {
    int[] ours = one.opening();
    int[] theirs = other.opening();
    for (int length = 2; length <= 2 * LONGEST; length++) {
      for (int gap = Math.max(1, length - LONGEST); gap <= Math.min(LONGEST, length - 1); gap++) {
        int end = from + gap;
        int otherEnd = to + length - gap;
        if (end < ours.length && otherEnd < theirs.length && says(ours[end], theirs[otherEnd])) {
          int both = kinds(ours, from, end, other) & kinds(theirs, to, otherEnd, one);
          count(both);
          leadingNumbers += Math.max(from, to) < LEAD ? has(both, Word.NUMBER) : 0;
          return;
        }
      }
    }
  }

  private void count(int kinds) {
    names += has(kinds, Word.NAME);
    numbers += has(kinds, Word.NUMBER);
    days += has(kinds, Word.DAY) | has(kinds, Word.YEAR);
    words += has(kinds, Word.PLAIN);
  }

  private static int has(int kinds, int kind) {
    return kinds >> kind & 1;
  }

  /** One bit for each kind of word in a stretch that the other text has nowhere. */
  private static int kinds(int[] words, int from, int end, Reading other) {
    int kinds = 0;
    for (int i = from; i < end; i++) {
      kinds |= other.has(words[i]) ? 0 : 1 << Word.kind(words[i]);
    }
    return kinds;
  }

  /** How often a name stands in another's place. */
  int names() {
    return names;
  }

  int numbers() {
    return numbers;
  }

  /** Those in the first sentence of both. */
  int leadingNumbers() {
    return leadingNumbers;
  }

  /** Weekdays, months and years. */
  int days() {
    return days;
  }

  /** Other words. */
  int words() {
    return words;
  }
}
