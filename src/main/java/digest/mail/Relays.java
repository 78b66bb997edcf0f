package digest.mail;

import digest.delivery.Eml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Several relays. As one transport, for single mails: the relay of the greatest weight that can be
 * reached and does not refuse us takes them.
 *
 * @param all in the order of the configuration, at least one
 */
public record Relays(List<Relay> all) implements Transport {

  /** Copies the list. */
  public Relays {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no relay");
    }
  }

  /** Those behind a transport; one that is no relay's counts as a single one. */
  public static Relays of(Transport transport, int connections) {
    return transport instanceof Relays relays
        ? relays
        : new Relays(List.of(new Relay("relay", transport, connections, 1)));
  }

  /** What one relay refuses for a fault of ours, or does not take, goes to the next. */
  @Override
  public Ending send(Iterator<Eml> mails, Journal journal) {
    List<Relay> heaviestFirst =
        all.stream().sorted(Comparator.comparingInt(Relay::weight).reversed()).toList();
    List<Eml> left = new ArrayList<>();
    mails.forEachRemaining(left::add);
    Ending ending = new Ending.Done();
    for (Relay relay : heaviestFirst) {
      boolean isLast = relay.equals(heaviestFirst.get(heaviestFirst.size() - 1));
      Unsettled unsettled = new Unsettled(left, journal, isLast);
      ending = relay.transport().send(left.iterator(), unsettled);
      boolean isAllSettled = !left.isEmpty() && unsettled.mails().isEmpty();
      left = unsettled.mails();
      if (left.isEmpty() && (isAllSettled || ending.verdict() == Ending.Verdict.DONE)) {
        return isLast ? ending : new Ending.Done();
      }
    }
    return ending;
  }

  @Override
  public void forgetRefusals() {
    all.forEach(relay -> relay.transport().forgetRefusals());
  }

  @Override
  public void close() {
    all.forEach(relay -> relay.transport().close());
  }
}
