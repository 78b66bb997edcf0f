package digest.feed;

import org.jspecify.annotations.Nullable;

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
   * @param understood a feed without one usable entry, or null when it is none at all
   */
  record Unreadable(String problem, @Nullable ParsedFeed understood) implements Reading {
    Unreadable(String problem) {
      this(problem, null);
    }

    @Override
    public Verdict verdict() {
      return Verdict.UNREADABLE;
    }
  }
}
