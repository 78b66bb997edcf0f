package digest.press;

import digest.delivery.RetryPolicy;
import digest.mail.Relay;
import java.time.Duration;
import java.util.Set;

/**
 * How deliveries are worked off.
 *
 * @param connections to a transport that is no relay's, each with its own thread
 * @param resendUncertain whether a message that may have gone out is sent once more with the same
 *     bytes (RFC 5321 §4.2.5), or held for a person
 * @param lease on a store of many nodes: who is silent for longer is taken over (delivery L6)
 * @param window messages of one connection that may be on record as begun at once, 1 to 16
 *     (delivery L1)
 * @param onlyDomains when not empty, nobody outside these domains is mailed: a guard outside
 *     production (safety T31)
 * @param domains how much at once to the recipients' domains
 */
public record DispatchSettings(
    RetryPolicy retry,
    int connections,
    boolean resendUncertain,
    Duration lease,
    int window,
    Set<String> onlyDomains,
    DomainLimits domains) {

  /** Copies the set. */
  public DispatchSettings {
    onlyDomains = Set.copyOf(onlyDomains);
  }

  /** Without limits for the recipients' domains. */
  public DispatchSettings(
      RetryPolicy retry,
      int connections,
      boolean resendUncertain,
      Duration lease,
      int window,
      Set<String> onlyDomains) {
    this(retry, connections, resendUncertain, lease, window, onlyDomains, DomainLimits.NONE);
  }

  /** Whether speed counts: not where an uncertain message waits for a person, or time is plenty. */
  boolean isQuick(Relay relay) {
    return resendUncertain && !relay.isSlow();
  }

  /** How many of a connection's messages may be on record as begun (delivery L1). */
  int window(Relay relay) {
    return isQuick(relay) ? window : 1;
  }
}
