package digest.select;

/**
 * Compares two tellings (picking D1, D2).
 *
 * @param likeness what they are to each other
 * @param contrary there is enough text to see that they are two stories
 * @param strength how sure we are, for choosing among several
 */
record Comparison(Likeness likeness, boolean contrary, double strength) {

  private static final Comparison UNKNOWN = new Comparison(Likeness.OTHER, false, 0);

  static Comparison of(Reading one, Reading other) {
    Evidence evidence = Evidence.of(one, other);
    if (evidence.onePage()) {
      return new Comparison(Likeness.SAME, false, 2);
    }
    return evidence.bothHaveText() ? ofTexts(evidence) : ofTitles(evidence);
  }

  private static Comparison ofTitles(Evidence evidence) {
    if (evidence.equalTitles()) {
      return new Comparison(Likeness.SAME, false, 1);
    }
    return evidence.titlesDifferInNumbers() && !evidence.countsDiffer()
        ? new Comparison(Likeness.UPDATE, false, 1)
        : UNKNOWN;
  }

  private static Comparison ofTexts(Evidence evidence) {
    boolean alike = evidence.isAlike();
    if (!alike || evidence.isContradicted()) {
      return new Comparison(Likeness.OTHER, true, 0);
    }
    Likeness likeness = evidence.isUpdate() ? Likeness.UPDATE : Likeness.SAME;
    return new Comparison(likeness, false, evidence.strength());
  }
}
