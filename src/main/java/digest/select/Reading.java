package digest.select;

import org.jspecify.annotations.Nullable;

/** A telling, laid out for comparing it with others. */
final class Reading {

  private static final int SHINGLE = 5;
  private static final int TRIPLE = 3;
  private static final int PAIR = 2;

  private final Telling telling;
  private final Places words;
  private @Nullable Places pairs;
  private @Nullable Places triples;
  private @Nullable Places shingles;

  Reading(Telling telling) {
    this.telling = telling;
    int[] opening = telling.opening();
    int[] title = telling.headline().words();
    words = new Places(opening.length + title.length);
    for (int i = 0; i < opening.length; i++) {
      words.add(Word.says(opening[i]), i);
    }
    for (int word : title) {
      words.add(Word.says(word), opening.length);
    }
  }

  /** Runs of so many words; most readings are laid aside before all sizes are asked for. */
  private Places runs(int size) {
    int[] opening = opening();
    Places places = new Places(opening.length);
    for (int i = 0; i + size <= opening.length; i++) {
      places.add(hash(opening, i, size), i);
    }
    return places;
  }

  private Places pairs() {
    pairs = pairs == null ? runs(PAIR) : pairs;
    return pairs;
  }

  private Places triples() {
    triples = triples == null ? runs(TRIPLE) : triples;
    return triples;
  }

  private Places fives() {
    shingles = shingles == null ? runs(SHINGLE) : shingles;
    return shingles;
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
    return says(Word.says(word));
  }

  /** Whether the title or the opening says this. */
  boolean says(int says) {
    return words.has(says);
  }

  /** Whether the opening has the word. */
  boolean opens(int word) {
    int place = words.of(Word.says(word));
    return place >= 0 && place < opening().length;
  }

  /** Whether the word at this place of the opening is not said before. */
  boolean isFirst(int place) {
    return words.of(Word.says(opening()[place])) == place;
  }

  /** Where two words stand one behind the other in the opening, or -1. */
  int pair(int hash) {
    return pairs().of(hash);
  }

  int shingles() {
    return fives().size();
  }

  /** How many different runs of five words both have. */
  int shared(Reading other) {
    int shared = 0;
    int[] opening = opening();
    for (int i = 0; i + SHINGLE <= opening.length; i++) {
      int hash = hash(opening, i, SHINGLE);
      boolean first = fives().of(hash) == i;
      shared += first && other.fives().has(hash) ? 1 : 0;
    }
    return shared;
  }

  /** Of so many first words, the part that stands in a run of three in the other. */
  double covered(Reading other, int first) {
    int[] opening = opening();
    int end = Math.min(first, opening.length);
    int covered = 0;
    int until = 0;
    for (int i = 0; i < end && i + TRIPLE <= opening.length; i++) {
      if (other.triples().has(hash(opening, i, TRIPLE))) {
        int next = Math.min(end, i + TRIPLE);
        covered += next - Math.max(until, i);
        until = next;
      }
    }
    return end == 0 ? 0 : covered / (double) end;
  }
}
