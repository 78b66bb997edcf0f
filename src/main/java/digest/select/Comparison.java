package digest.select;

/**
 * How two tellings compare (picking D1, D2).
 *
 * @param contrary there is enough text to see that they are two stories
 * @param strength how sure we are, for choosing among several
 */
record Comparison(Likeness likeness, boolean contrary, double strength) {

  private static final Comparison ONE_PAGE = new Comparison(Likeness.SAME, false, 2);
  private static final Comparison ONE_TITLE = new Comparison(Likeness.SAME, false, 1);
  private static final Comparison OTHER_COUNT = new Comparison(Likeness.UPDATE, false, 1);
  private static final Comparison UNKNOWN = new Comparison(Likeness.OTHER, false, 0);
  private static final Comparison CONTRARY = new Comparison(Likeness.OTHER, true, 0);

  /** Fewer words are no text, but a phrase. */
  private static final int WORDS_OF_A_TEXT = 8;

  /** What is shorter may be a site's standing words. */
  private static final int WORDS_OF_A_SUMMARY = 32;

  /** The same whichever comes first. */
  static Comparison of(Reading one, Reading other) {
    String page = one.telling().page();
    if (!page.isEmpty() && page.equals(other.telling().page())) {
      return ONE_PAGE;
    }
    boolean inOrder = one.telling().id().compareTo(other.telling().id()) <= 0;
    return inOrder ? inOrder(one, other) : inOrder(other, one);
  }

  private static Comparison inOrder(Reading one, Reading other) {
    Titles titles = new Titles(one, other);
    boolean texts = Math.min(one.opening().length, other.opening().length) >= WORDS_OF_A_TEXT;
    return texts ? ofTexts(one, other, titles) : ofTitles(titles);
  }

  /** Some sites give all their articles one short text: "Read the whole story on our site." */
  private static boolean isBoilerplate(Reading one, Reading other, Titles titles) {
    return one.telling().isOfOneFeed(other.telling())
        && Math.min(one.opening().length, other.opening().length) < WORDS_OF_A_SUMMARY
        && !titles.shareAWord();
  }

  private static Comparison ofTitles(Titles titles) {
    if (titles.areEqual()) {
      return ONE_TITLE;
    }
    return titles.differInNumbersAlone() && !titles.areOfASeries() ? OTHER_COUNT : UNKNOWN;
  }

  private static Comparison ofTexts(Reading one, Reading other, Titles titles) {
    if (isBoilerplate(one, other, titles)) {
      return CONTRARY;
    }
    Overlap overlap = Overlap.of(one, other);
    if (!overlap.isOfOneStory(titles.areEqual())) {
      return CONTRARY;
    }
    Differences differences = new Differences(one, other, overlap, titles);
    if (differences.arePartings()) {
      return CONTRARY;
    }
    Likeness likeness = differences.areUpdates() ? Likeness.UPDATE : Likeness.SAME;
    return new Comparison(likeness, false, overlap.containment());
  }
}
