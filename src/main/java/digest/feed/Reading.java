package digest.feed;

/** What a document turned out to be. */
sealed interface Reading {

  Verdict verdict();

  /** The kinds of document. */
  enum Verdict {
    FEED,
    PAGE,
    UNREADABLE
  }

  /** A feed. */
  record Read(ParsedFeed feed) implements Reading {
    @Override
    public Verdict verdict() {
      return Verdict.FEED;
    }
  }

  /** A page of HTML, which may name its feeds. */
  record Page(String html) implements Reading {
    @Override
    public Verdict verdict() {
      return Verdict.PAGE;
    }
  }

  /**
   * Neither.
   *
   * @param problem what is wrong and what to do, a sentence that goes on after the place
   */
  record Unreadable(String problem) implements Reading {
    @Override
    public Verdict verdict() {
      return Verdict.UNREADABLE;
    }
  }
}
