package digest.edition;

import java.time.Instant;

/**
 * That a newsletter has covered an article: the entry of the never-repeat ledger (picking P7).
 *
 * @param version 1, and one more each time it is sent as an update (picking P8)
 * @param at when the state was reached
 */
public record Coverage(
    Newsletter.Id newsletter,
    Article.Id article,
    int version,
    Edition.Id edition,
    State state,
    Instant at) {

  /** RESERVED at freeze, SENT at the first accepted recipient; a released entry is removed. */
  public enum State {
    RESERVED,
    SENT
  }
}
