package digest.press;

import digest.delivery.Claim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims whose recipients' domain takes no more just now, a queue for each domain; the domains take
 * turns. For one thread.
 */
final class Aside {

  private final DomainPaces paces;
  private final Map<String, Deque<Claim>> queues = new LinkedHashMap<>();
  private int size;
  private boolean isChanged;
  private long nextLook;

  Aside(DomainPaces paces) {
    this.paces = paces;
  }

  int size() {
    return size;
  }

  boolean holds(String domain) {
    return queues.containsKey(domain);
  }

  void add(Claim claim) {
    queues.computeIfAbsent(claim.address().domain(), name -> new ArrayDeque<>()).add(claim);
    size++;
    isChanged = true;
  }

  /** A message to this domain has ended, so that another may begin. */
  void freed(String domain) {
    isChanged |= holds(domain);
  }

  /** The first that may begin, which it then has; empty when none may. */
  Optional<Claim> poll(long now) {
    if (size == 0 || (!isChanged && nextLook - now > 0)) {
      return Optional.empty();
    }
    long wait = Long.MAX_VALUE / 2;
    for (Iterator<Map.Entry<String, Deque<Claim>>> all = queues.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Deque<Claim>> each = all.next();
      long left = paces.begin(each.getKey(), now);
      if (left == 0) {
        all.remove();
        return Optional.of(first(each.getKey(), each.getValue()));
      }
      wait = Math.min(wait, left);
    }
    isChanged = false;
    nextLook = now + wait;
    return Optional.empty();
  }

  /** Half of those of the domain with most, the last to come; they are no more set aside. */
  List<Claim> surplus() {
    Deque<Claim> most =
        queues.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
    List<Claim> surplus = new ArrayList<>();
    for (int keep = most.size() / 2; most.size() > keep; size--) {
      surplus.add(most.removeLast());
    }
    queues.values().removeIf(Deque::isEmpty);
    return surplus;
  }

  /** How long until a look is worth while, unless something is freed before. */
  long nanosToNext(long now) {
    return size == 0 ? Long.MAX_VALUE : isChanged ? 0 : Math.max(0, nextLook - now);
  }

  private Claim first(String domain, Deque<Claim> queue) {
    size--;
    Claim claim = queue.remove();
    if (!queue.isEmpty()) {
      queues.put(domain, queue); // behind the others now
    }
    isChanged = true;
    return claim;
  }
}
