package digest.edition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a feed between two looks.
 *
 * @param etag and lastModified for the next conditional request (RFC 9110 §13), or null
 * @param lastGood when it last answered with a feed, changed or not; null means never
 * @param failures in a row
 * @param nextLook not before this
 * @param problem what went wrong last, in words for an editor, or null
 * @param gone the server said 410: never asked again
 */
public record FeedState(
    String location,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable Instant lastGood,
    int failures,
    Instant nextLook,
    @Nullable String problem,
    boolean gone) {

  /** A feed that was never looked at. */
  public static FeedState unseen(String location) {
    return new FeedState(location, null, null, null, 0, Instant.EPOCH, null, false);
  }
}
