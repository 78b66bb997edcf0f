package digest.store;

import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.edition.Newsletter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of an import: what is known of them, what is to change, the change.
 *
 * <p>A row may add a person, complete one, and take a subscription away. It never gives back what
 * was taken away: who left or is suppressed stays so (readers I4).
 */
final class ImportBatch {

  private static final String UPDATE =
      """
      UPDATE subscribers SET
        name = :name, locale = :locale, zone = :zone, topics = :topics, attributes = :attributes,
        words = :words
      WHERE address_key = :key""";

  private static final String STOP =
      """
      INSERT INTO newsletter_stops (subscriber_id, newsletter_id, stopped_at)
      SELECT id, :newsletter, :now FROM subscribers WHERE address_key = :key
      ON CONFLICT (subscriber_id, newsletter_id) DO NOTHING""";

  private final Handle handle;
  private final SuppressionPages suppressions;
  private final ImportSettings settings;
  private final SubscriberImport.Tally tally;

  private final Map<String, Subscriber> added = new LinkedHashMap<>();
  private final Map<String, Subscriber> updated = new LinkedHashMap<>();
  private final Map<String, Map<MailingList.Id, Subscription.State>> memberships = new HashMap<>();
  private final Map<String, Set<Newsletter.Id>> stops = new HashMap<>();
  private final List<Joining> joinings = new ArrayList<>();
  private final List<Stopping> stoppings = new ArrayList<>();
  private final List<Incoming> suppressing = new ArrayList<>();

  ImportBatch(
      Handle handle,
      SuppressionPages suppressions,
      ImportSettings settings,
      SubscriberImport.Tally tally) {
    this.handle = handle;
    this.suppressions = suppressions;
    this.settings = settings;
    this.tally = tally;
  }

  private record Joining(Incoming row, MailingList.Id list, Subscription.State state) {}

  private record Stopping(Incoming row, Newsletter.Id newsletter) {}

  /**
   * @param rehearsed by key, what earlier rows of a dry run said; filled when it is one
   */
  void decide(List<Incoming> batch, Map<String, Integer> rehearsed) {
    KnownReaders known = KnownReaders.load(handle, suppressions, batch);
    for (Incoming row : batch) {
      String key = AddressKeys.key(row.address());
      if (known.isSuppressed(row.address())) {
        tally.suppressed++;
      } else if (rehearsed.containsKey(key)) {
        count(rehearsed.get(key) != fingerprint(row));
      } else {
        decide(row, key, known);
      }
      if (settings.dryRun()) {
        rehearsed.put(key, fingerprint(row));
      }
    }
  }

  void apply() {
    write(SubscriberPages.INSERT, added);
    write(UPDATE, updated);
    join();
    stop();
    for (Incoming row : suppressing) {
      suppress(row);
    }
  }

  private void decide(Incoming row, String key, KnownReaders known) {
    Optional<Subscriber> person = person(key, known);
    boolean isNew = person.isEmpty();
    boolean changed = isNew ? add(key, row) : update(key, person.get(), row);
    for (MailingList.Id list : row.lists()) {
      changed |= join(key, row, list, known);
    }
    for (Newsletter.Id newsletter : row.stops()) {
      if (stops(key, known).add(newsletter)) {
        stoppings.add(new Stopping(row, newsletter));
        changed = true;
      }
    }
    if (row.suppressed() != null) {
      suppressing.add(row);
      changed = true;
    }
    if (isNew) {
      tally.added++;
    } else {
      count(changed);
    }
  }

  private void count(boolean changed) {
    tally.updated += changed ? 1 : 0;
    tally.unchanged += changed ? 0 : 1;
  }

  private Optional<Subscriber> person(String key, KnownReaders known) {
    return Optional.ofNullable(added.get(key))
        .or(() -> Optional.ofNullable(updated.get(key)))
        .or(() -> known.find(key));
  }

  private boolean add(String key, Incoming row) {
    added.put(key, row.fresh(settings.now()));
    return true;
  }

  private boolean update(String key, Subscriber person, Incoming row) {
    Subscriber merged = row.merged(person);
    if (merged.equals(person)) {
      return false;
    }
    (added.containsKey(key) ? added : updated).put(key, merged);
    return true;
  }

  private boolean join(String key, Incoming row, MailingList.Id list, KnownReaders known) {
    Map<MailingList.Id, Subscription.State> states =
        memberships.computeIfAbsent(key, k -> new HashMap<>(known.states(k)));
    Subscription.State next = next(states.get(list), row.state());
    if (next == states.get(list)) {
      return false;
    }
    states.put(list, next);
    joinings.add(new Joining(row, list, next));
    return true;
  }

  /** What a subscription becomes: whoever left stays out, and silence changes nothing. */
  private static Subscription.State next(
      Subscription.@Nullable State now, Subscription.@Nullable State wanted) {
    if (now == null) {
      return wanted == null ? Subscription.State.CONFIRMED : wanted;
    }
    boolean stays = now == Subscription.State.UNSUBSCRIBED || wanted == Subscription.State.PENDING;
    return wanted == null || stays ? now : wanted;
  }

  private Set<Newsletter.Id> stops(String key, KnownReaders known) {
    return stops.computeIfAbsent(key, k -> new HashSet<>(known.stops(k)));
  }

  private void write(String sql, Map<String, Subscriber> persons) {
    if (persons.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(sql);
    for (Subscriber person : persons.values()) {
      SubscriberRow.bind(batch, person);
      batch.add();
    }
    batch.execute();
  }

  private void join() {
    if (joinings.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(SubscriberPages.SUBSCRIBE);
    for (Joining joining : joinings) {
      Incoming row = joining.row();
      SubscriberPages.bindSubscription(
          batch,
          joining.list(),
          row.address(),
          joining.state(),
          row.consent(),
          row.reached(settings.now()));
      batch.add();
    }
    batch.execute();
    joinings.stream()
        .filter(joining -> joining.state() == Subscription.State.UNSUBSCRIBED)
        .forEach(this::withdraw);
  }

  private void withdraw(Joining joining) {
    SubscriberPages.reachedAt(handle, joining.row().address())
        .forEach(id -> OpenDeliveries.withdraw(handle, id, joining.list(), settings.now()));
  }

  private void stop() {
    for (Stopping stopping : stoppings) {
      handle
          .createUpdate(STOP)
          .bind("newsletter", stopping.newsletter().value())
          .bind("now", Micros.of(settings.now()))
          .bind("key", AddressKeys.key(stopping.row().address()))
          .execute();
      SubscriberPages.reachedAt(handle, stopping.row().address())
          .forEach(
              id -> OpenDeliveries.withdraw(handle, id, stopping.newsletter(), settings.now()));
    }
  }

  private void suppress(Incoming row) {
    if (row.suppressed() != null) {
      suppressions.suppress(handle, row.address(), row.suppressed(), settings.now());
    }
  }

  private static int fingerprint(Incoming row) {
    return new Incoming(
            0,
            row.address(),
            row.profile(),
            row.lists(),
            row.state(),
            row.since(),
            row.consent(),
            row.stops(),
            row.suppressed())
        .hashCode();
  }
}
