package digest.select;

/** A telling, laid out for comparing it with others. */
final class Reading {

  private static final int SHINGLE = 5;

  private final Telling telling;
  private final Places words;
  private final Places pairs;
  private final Places triples;
  private final Places shingles;

  Reading(Telling telling) {
    this.telling = telling;
    int[] opening = telling.opening();
    int[] title = telling.headline().words();
    words = new Places(opening.length + title.length);
    add(words, opening, 1);
    add(words, title, 1);
    pairs = new Places(opening.length);
    add(pairs, opening, 2);
    triples = new Places(opening.length);
    add(triples, opening, 3);
    shingles = new Places(opening.length);
    add(shingles, opening, SHINGLE);
  }

  private static void add(Places places, int[] words, int size) {
    for (int i = 0; i + size <= words.length; i++) {
      places.add(hash(words, i, size), i);
    }
  }

  /** What so many words from here on say, in this order. */
  static int hash(int[] words, int from, int size) {
    int hash = Word.says(words[from]);
    for (int i = from + 1; i < from + size; i++) {
      hash = Mix.of(hash, Word.says(words[i]));
    }
    return hash;
  }

  Telling telling() {
    return telling;
  }

  int[] opening() {
    return telling.opening();
  }

  int[] title() {
    return telling.headline().words();
  }

  /** Whether the title or the opening has the word. */
  boolean has(int word) {
    return words.has(Word.says(word));
  }

  /** Where two words stand one behind the other in the opening, or -1. */
  int pair(int hash) {
    return pairs.of(hash);
  }

  int shingles() {
    return shingles.size();
  }

  /** How many different runs of five words both have. */
  int shared(Reading other) {
    int shared = 0;
    int[] opening = opening();
    for (int i = 0; i + SHINGLE <= opening.length; i++) {
      int hash = hash(opening, i, SHINGLE);
      boolean first = shingles.of(hash) == i;
      shared += first && other.shingles.has(hash) ? 1 : 0;
    }
    return shared;
  }

  /**
   * Of the words from one place to another, the part that stands in a run of three in the other.
   */
  double covered(Reading other, int from, int to) {
    int[] opening = opening();
    int end = Math.min(to, opening.length);
    int covered = 0;
    int coveredUntil = from;
    for (int i = Math.max(0, from - 2); i < end && i + 3 <= opening.length; i++) {
      if (other.triples.has(hash(opening, i, 3))) {
        int until = Math.min(end, i + 3);
        covered += Math.max(0, until - Math.max(coveredUntil, i));
        coveredUntil = Math.max(coveredUntil, until);
      }
    }
    return end <= from ? 0 : covered / (double) (end - from);
  }
}
