package digest.feed;

import digest.edition.FeedState;
import org.jspecify.annotations.Nullable;

/** What one look at a feed came to; the state is what to remember of it in any case. */
public sealed interface FetchResult {

  /** The state after this look. */
  FeedState state();

  /** Which of the three it is. */
  Verdict verdict();

  /** The kinds of result. */
  enum Verdict {
    FETCHED,
    UNCHANGED,
    FAILED
  }

  /** There is something to read. */
  record Fetched(FeedState state, ParsedFeed feed) implements FetchResult {
    @Override
    public Verdict verdict() {
      return Verdict.FETCHED;
    }
  }

  /** The feed is well and has nothing new (RFC 9110 §15.4.5). */
  record Unchanged(FeedState state) implements FetchResult {
    @Override
    public Verdict verdict() {
      return Verdict.UNCHANGED;
    }
  }

  /**
   * Nothing could be read.
   *
   * @param problem for an editor: what, where, what to do
   * @param understood what there was, when it was a feed, but without one usable entry
   */
  record Failed(FeedState state, String problem, @Nullable ParsedFeed understood)
      implements FetchResult {

    /** Of what was no feed at all. */
    public Failed(FeedState state, String problem) {
      this(state, problem, null);
    }

    @Override
    public Verdict verdict() {
      return Verdict.FAILED;
    }
  }
}
