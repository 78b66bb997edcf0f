package digest.press;

import java.util.Map;

/**
 * How much mail a recipients' domain gets at once (delivery S4).
 *
 * @param others for every domain that is not listed, each counted by itself
 * @param listed by the domain's name in lower case, as an A-label
 */
public record DomainLimits(Limit others, Map<String, Limit> listed) {

  /** No limit for anyone. */
  public static final DomainLimits NONE = new DomainLimits(new Limit(0, 0), Map.of());

  /**
   * The limit of one domain, over all relays.
   *
   * @param connections messages under way at once, 0 for no limit
   * @param perSecond messages a second, 0 for no limit
   */
  public record Limit(int connections, int perSecond) {

    /** Checks the numbers. */
    public Limit {
      if (connections < 0 || perSecond < 0) {
        throw new IllegalArgumentException(
            "a domain's limit is negative: " + connections + ", " + perSecond);
      }
    }
  }

  /** Copies the map. */
  public DomainLimits {
    listed = Map.copyOf(listed);
  }

  Limit of(String domain) {
    return listed.getOrDefault(domain, others);
  }
}
