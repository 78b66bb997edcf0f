package digest.edition;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where articles come from.
 *
 * @param location an http or https address, or a local file or folder; the feed's key in the store
 * @param source the name readers see; null takes the feed's own title
 * @param section every article of the feed sits here; null lets its topics decide
 * @param every the least time between two looks
 * @param zone of dates that carry none; null means UTC
 * @param headers sent with each request, such as a User-Agent
 * @param weight added to the score of its articles
 * @param exclude articles with one of these topics are never picked
 */
public record Feed(
    String location,
    @Nullable String source,
    @Nullable String section,
    Duration every,
    @Nullable ZoneId zone,
    Map<String, String> headers,
    int weight,
    Set<String> exclude) {

  /** The default time between two looks. */
  public static final Duration EVERY = Duration.ofMinutes(15);

  /** Copies the collections. */
  public Feed {
    headers = Map.copyOf(headers);
    exclude = Set.copyOf(exclude);
  }

  /** A feed with nothing but its place. */
  public static Feed at(String location) {
    return new Feed(location, null, null, EVERY, null, Map.of(), 0, Set.of());
  }

  /** Whether it is fetched over the web. */
  public boolean isRemote() {
    return location.regionMatches(true, 0, "http://", 0, 7)
        || location.regionMatches(true, 0, "https://", 0, 8);
  }
}
