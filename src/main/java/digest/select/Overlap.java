package digest.select;

/**
 * How much two texts have in common (picking D1 b, c).
 *
 * <p>Of the labelled pairs that are one story all have 0.9 of the longer words in common, of
 * follow-ups that repeat their background at most 0.65; runs of five words alone part the two less
 * well, as background is repeated word by word.
 *
 * @param jaccard of runs of five words: those in both, of those in either
 * @param containment those in both, of the shorter text's
 * @param words the part of the shorter text's longer words that the other has, too
 * @param names how many names and numbers both have
 */
record Overlap(double jaccard, double containment, double words, long names) {

  private static final double SURE = 0.6;
  private static final double WORDS = 0.7;
  private static final double RUNS = 0.25;

  /** Under one headline, the standfirst of one paper beside the body of another. */
  private static final double WORDS_OF_A_STANDFIRST = 0.4;

  private static final int NAMES_OF_A_STANDFIRST = 2;
  private static final double RUNS_OF_A_STANDFIRST = 0.1;

  private static final double WORDS_OF_A_COPY = 0.85;
  private static final double RUNS_OF_A_COPY = 0.6;

  private static final Overlap HARDLY_ANY = new Overlap(0, 0, 0, 0);

  static Overlap of(Reading one, Reading other) {
    Reading shorter = one.opening().length < other.opening().length ? one : other;
    Reading longer = shorter.equals(one) ? other : one;
    double words = words(shorter, longer);
    if (words < WORDS_OF_A_STANDFIRST) {
      return HARDLY_ANY;
    }
    int shared = one.shared(other);
    int all = one.shingles() + other.shingles() - shared;
    int fewer = Math.min(one.shingles(), other.shingles());
    return new Overlap(
        shared / (double) Math.max(1, all),
        shared / (double) Math.max(1, fewer),
        words,
        names(shorter, longer));
  }

  /** Whether the texts may tell one story, if nothing speaks against it. */
  boolean isOfOneStory(boolean equalTitles) {
    if (jaccard >= SURE) {
      return true;
    }
    boolean standfirst =
        equalTitles
            && words >= WORDS_OF_A_STANDFIRST
            && names >= NAMES_OF_A_STANDFIRST
            && containment < RUNS_OF_A_STANDFIRST;
    return standfirst || (words >= WORDS && (equalTitles || containment >= RUNS));
  }

  /** Whether the shorter is nearly all in the longer, as in copies of a report. */
  boolean isOfACopy() {
    return words >= WORDS_OF_A_COPY && containment >= RUNS_OF_A_COPY;
  }

  private static double words(Reading shorter, Reading longer) {
    int all = 0;
    int shared = 0;
    int[] opening = shorter.opening();
    for (int i = 0; i < opening.length; i++) {
      boolean first = Word.kind(opening[i]) != Word.SMALL && shorter.isFirst(i);
      all += first ? 1 : 0;
      shared += first && longer.has(opening[i]) ? 1 : 0;
    }
    return all == 0 ? 0 : shared / (double) all;
  }

  private static int names(Reading shorter, Reading longer) {
    int names = 0;
    int[] opening = shorter.opening();
    for (int i = 0; i < opening.length; i++) {
      int kind = Word.kind(opening[i]);
      boolean tells = kind == Word.NAME || kind == Word.NUMBER || kind == Word.YEAR;
      names += tells && shorter.isFirst(i) && longer.opens(opening[i]) ? 1 : 0;
    }
    return names;
  }
}
