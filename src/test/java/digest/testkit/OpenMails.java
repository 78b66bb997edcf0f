package digest.testkit;

import java.util.HashMap;
import java.util.Map;

/** Counts the mails under way at a server, by the recipients' domains. Safe for many threads. */
final class OpenMails {

  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();

  /** One connection's mail goes to another address now; empty for none. */
  synchronized void move(String before, String after) {
    if (!before.isEmpty()) {
      open.merge(domain(before), -1, Integer::sum);
    }
    if (!after.isEmpty()) {
      int now = open.merge(domain(after), 1, Integer::sum);
      most.merge(domain(after), now, Math::max);
    }
  }

  synchronized int most(String domain) {
    return most.getOrDefault(domain, 0);
  }

  private static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }
}
