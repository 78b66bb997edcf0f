package digest.edition;

import digest.audience.EmailAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Who gets an edition before all the others, and what must not happen to them (delivery S7).
 *
 * @param seeds the first ring: addresses of our own, those of them that subscribe
 * @param share the second ring: percent of all others; 0 for none
 * @param patience how long to wait after the last of a ring was tried, before the next ring is
 * @param refused percent of a ring's tried ones that may be refused for good (5yz)
 * @param deferred percent that may be put off (4yz)
 * @param complaints percent that may complain
 */
public record Rings(
    Set<EmailAddress> seeds,
    double share,
    Duration patience,
    double refused,
    double deferred,
    double complaints) {

  /** All who are in no ring. */
  public static final int REST = 0;

  /** The first ring. */
  public static final int SEEDS = 1;

  /** The second ring. */
  public static final int SHARE = 2;

  private static final int BUCKETS = 100_000; // a thousandth of a percent each

  /** Copies the seeds. */
  public Rings {
    seeds = Set.copyOf(seeds);
  }

  /** The ring that comes first. */
  public int first() {
    return seeds.isEmpty() ? SHARE : SEEDS;
  }

  /** The ring that is sent after this one. */
  public int after(int ring) {
    return ring == SEEDS && share > 0 ? SHARE : REST;
  }

  /**
   * The ring of a reader who is no seed: the same at every call, and evenly spread.
   *
   * @param number the reader's
   */
  public int of(long number) {
    return Long.remainderUnsigned(mixed(number), BUCKETS) < share * (BUCKETS / 100) ? SHARE : REST;
  }

  /** The finaliser of SplitMix64, so that neighbours land apart. */
  private static long mixed(long number) {
    long z = number + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
