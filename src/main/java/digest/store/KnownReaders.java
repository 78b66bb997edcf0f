package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.edition.Newsletter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What the store knows of the people in a batch of rows, fetched at once. */
final class KnownReaders {

  private static final String PERSONS = "SELECT * FROM subscribers WHERE address_key IN (<keys>)";

  private static final String SUBSCRIPTIONS =
      "SELECT subscriber_id, list_id, state FROM subscriptions WHERE subscriber_id IN (<ids>)";

  private static final String STOPS =
      "SELECT subscriber_id, newsletter_id FROM newsletter_stops WHERE subscriber_id IN (<ids>)";

  private final Handle handle;
  private final SuppressionPages suppressions;
  private final boolean anySuppressed;
  private final Map<String, Subscriber> persons = new HashMap<>();
  private final Map<Long, Map<MailingList.Id, Subscription.State>> states = new HashMap<>();
  private final Map<Long, Set<Newsletter.Id>> stops = new HashMap<>();

  private KnownReaders(Handle handle, SuppressionPages suppressions) {
    this.handle = handle;
    this.suppressions = suppressions;
    this.anySuppressed = suppressions.any(handle);
  }

  static KnownReaders load(Handle handle, SuppressionPages suppressions, List<Incoming> batch) {
    KnownReaders known = new KnownReaders(handle, suppressions);
    List<String> keys =
        batch.stream().map(row -> AddressKeys.key(row.address())).distinct().toList();
    handle
        .createQuery(PERSONS)
        .bindList("keys", keys)
        .map(SubscriberRow::read)
        .forEach(person -> known.persons.put(AddressKeys.key(person.address()), person));
    known.loadMemberships();
    return known;
  }

  boolean isSuppressed(EmailAddress address) {
    return anySuppressed && suppressions.find(handle, address).isPresent();
  }

  Optional<Subscriber> find(String key) {
    return Optional.ofNullable(persons.get(key));
  }

  Map<MailingList.Id, Subscription.State> states(String key) {
    return find(key).map(person -> states.get(person.id().value())).orElse(Map.of());
  }

  Set<Newsletter.Id> stops(String key) {
    return find(key).map(person -> stops.get(person.id().value())).orElse(Set.of());
  }

  private void loadMemberships() {
    List<Long> ids = persons.values().stream().map(person -> person.id().value()).toList();
    if (ids.isEmpty()) {
      return;
    }
    handle
        .createQuery(SUBSCRIPTIONS)
        .bindList("ids", ids)
        .map(
            (row, context) ->
                states
                        .computeIfAbsent(row.getLong("subscriber_id"), id -> new HashMap<>())
                        .put(
                            new MailingList.Id(row.getString("list_id")),
                            Subscription.State.valueOf(row.getString("state")))
                    == null)
        .list();
    handle
        .createQuery(STOPS)
        .bindList("ids", ids)
        .map(
            (row, context) ->
                stops
                    .computeIfAbsent(row.getLong("subscriber_id"), id -> new HashSet<>())
                    .add(new Newsletter.Id(row.getString("newsletter_id"))))
        .list();
  }
}
