package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.edition.Edition;
import digest.edition.Newsletter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The readers: who they are, what they joined, what they want no more of, and who must not be
 * mailed. Two spellings of an address that differ only in case are one reader.
 */
public final class Subscribers {

  /** One probe of the index for each zone, however many readers have it. */
  private static final String ZONES =
      """
      WITH RECURSIVE names (zone) AS (
        SELECT MIN(zone) FROM subscribers WHERE zone > ''
        UNION ALL
        SELECT (SELECT MIN(s.zone) FROM subscribers s WHERE s.zone > names.zone)
        FROM names WHERE names.zone IS NOT NULL
      )
      SELECT names.zone FROM names WHERE names.zone IS NOT NULL AND EXISTS (
        SELECT 1 FROM subscribers s JOIN subscriptions n ON n.subscriber_id = s.id
        WHERE s.zone = names.zone AND n.list_id = :list AND n.state = 'CONFIRMED')
      ORDER BY names.zone""";

  private final Database database;
  private final SuppressionPages suppressions;

  /** Works on an open store. */
  public Subscribers(Database database) {
    this.database = database;
    this.suppressions = new SuppressionPages(new AddressKeys(database.secret()));
  }

  /**
   * Adds a person, or replaces what is known: of the one with this id, or, without an id, of the
   * one with this address. A suppression of the address stays.
   *
   * @param now when one who is new has come
   * @return with the store's id
   */
  public Subscriber save(Subscriber subscriber, Instant now) {
    return database.write(
        handle -> {
          suppressions.remember(handle, subscriber.address());
          if (!subscriber.id().equals(Subscriber.Id.NONE)) {
            return SubscriberPages.update(handle, subscriber);
          }
          Optional<Subscriber> known = SubscriberPages.find(handle, subscriber.address());
          return known.isPresent()
              ? SubscriberPages.update(handle, subscriber.withId(known.get().id()))
              : SubscriberPages.insert(handle, subscriber, now);
        });
  }

  /** By address, whatever its case. */
  public Optional<Subscriber> find(EmailAddress address) {
    return database.read(handle -> SubscriberPages.find(handle, address));
  }

  /** By number; empty for one who was erased. */
  public Optional<Subscriber> find(Subscriber.Id id) {
    return database.read(handle -> SubscriberPages.find(handle, id));
  }

  /**
   * A page of them, by address.
   *
   * @param search words that name or address hold; empty for all
   */
  public List<Subscriber> list(int offset, int limit, String search) {
    List<String> words = Words.of(search);
    String sql =
        "SELECT * FROM subscribers WHERE address IS NOT NULL AND "
            + Words.condition("words", words.size())
            + " ORDER BY address_key LIMIT :limit OFFSET :offset";
    return database.read(
        handle -> {
          var query = handle.createQuery(sql).bind("limit", limit).bind("offset", offset);
          Words.bind(query, words);
          return query.map(SubscriberRow::read).list();
        });
  }

  /** How many there are, whatever they joined. */
  public long count() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM subscribers WHERE address IS NOT NULL")
                .mapTo(Long.class)
                .one());
  }

  /** Puts a person on a list, or changes the state and the proof of consent there. */
  public void subscribe(
      Subscriber.Id subscriber,
      MailingList.Id list,
      Subscription.State state,
      Subscription.@Nullable Consent consent,
      Instant now) {
    database.write(
        handle -> {
          Optional<Subscriber> known = SubscriberPages.find(handle, subscriber);
          EmailAddress address =
              known.map(Subscriber::address).orElseThrow(() -> nobody(subscriber));
          try (Update update = handle.createUpdate(SubscriberPages.SUBSCRIBE)) {
            SubscriberPages.bindSubscription(update, list, address, state, consent, now);
            return update.execute();
          }
        });
  }

  /** All lists of a person, in any state. */
  public List<Subscription> subscriptions(Subscriber.Id subscriber) {
    return database.read(handle -> SubscriberPages.subscriptions(handle, subscriber));
  }

  /**
   * No more of this newsletter (RFC 8058), and nothing more of its editions under way: in the same
   * transaction its messages that have not begun are excluded (delivery A6).
   *
   * @return false when that was so already, or nobody has this id
   */
  public boolean stop(Subscriber.Id subscriber, Newsletter.Id newsletter, Instant now) {
    return database.write(
        handle -> {
          boolean stopped = SubscriberPages.stop(handle, subscriber, newsletter, now);
          OpenDeliveries.withdraw(handle, subscriber, newsletter, now);
          return stopped;
        });
  }

  /**
   * Undoes {@link #stop} from the next edition on.
   *
   * @return false when there was nothing to undo
   */
  public boolean restart(Subscriber.Id subscriber, Newsletter.Id newsletter) {
    return database.write(handle -> SubscriberPages.restart(handle, subscriber, newsletter));
  }

  /** Leaves a list with all its newsletters, editions under way included. */
  public void leave(Subscriber.Id subscriber, MailingList.Id list, Instant now) {
    database.write(
        handle -> {
          OpenDeliveries.withdraw(handle, subscriber, list, now);
          return SubscriberPages.leave(handle, subscriber, list, now);
        });
  }

  /** The newsletters a person wants no more of. */
  public Set<Newsletter.Id> stops(Subscriber.Id subscriber) {
    return database.read(handle -> SubscriberPages.stops(handle, subscriber));
  }

  /** Never again, whoever asks; open deliveries to the address are excluded at once. */
  public void suppress(EmailAddress address, Suppression.Reason reason, Instant now) {
    database.write(
        handle -> {
          suppressions.suppress(handle, address, reason, now);
          return null;
        });
  }

  /**
   * Lets an address be mailed again, an erased one too.
   *
   * @return false when it was not suppressed
   */
  public boolean unsuppress(EmailAddress address) {
    return database.write(handle -> suppressions.remove(handle, address));
  }

  /** Why an address must not be mailed; an erased one says MANUAL. */
  public Optional<Suppression> suppression(EmailAddress address) {
    return database.read(handle -> suppressions.find(handle, address));
  }

  /**
   * Forgets a person everywhere, deliveries and former addresses included (GDPR Art. 17). A keyed
   * hash of the address stays among the suppressions.
   *
   * @return false when nothing was known of the address
   */
  public boolean erase(EmailAddress address, Instant now) {
    return database.write(handle -> Erasure.erase(handle, suppressions, address, now));
  }

  /**
   * The zones of a list's readers, as their ids; those that this machine does not know are left out
   * (picking Z8).
   */
  public Set<ZoneId> zones(MailingList.Id list) {
    return zoneNames(list).stream()
        .flatMap(name -> ZoneDues.zone(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same as they are stored, unknown ones included. */
  public Set<String> zoneNames(MailingList.Id list) {
    return database.read(
        handle ->
            Set.copyOf(
                handle.createQuery(ZONES).bind("list", list.value()).mapTo(String.class).list()));
  }

  /** What is stored as a reader's zone and is none that this machine knows (picking Z8). */
  public Optional<String> unknownZone(Subscriber.Id subscriber) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT zone FROM subscribers WHERE id = :id AND zone IS NOT NULL")
                .bind("id", subscriber.value())
                .mapTo(String.class)
                .findOne()
                .filter(zone -> ZoneDues.zone(zone).isEmpty()));
  }

  /** Counts what a freeze of this edition would do now, by the very query it uses. */
  public Audience audience(Edition edition, Addressees addressees) {
    return database.read(handle -> Candidates.of(edition, addressees).count(handle));
  }

  /** Everybody whom that counts as prepared, in the order a freeze writes them. */
  public List<Subscriber.Id> recipients(Edition edition, Addressees addressees) {
    return database.read(handle -> Candidates.of(edition, addressees).prepared(handle));
  }

  /** Counts what a freeze would do now, by the very query it uses. */
  public Audience audience(MailingList.Id list, Newsletter.Id newsletter, Segment segment) {
    return database.read(handle -> Candidates.of(newsletter, list, segment).count(handle));
  }

  /** Everybody whom {@link #audience} counts as prepared, in the order a freeze writes them. */
  public List<Subscriber.Id> recipients(
      MailingList.Id list, Newsletter.Id newsletter, Segment segment) {
    return database.read(handle -> Candidates.of(newsletter, list, segment).prepared(handle));
  }

  /**
   * Takes in a file's rows, a thousand in a transaction. An import never revives anybody who left
   * or is suppressed (readers I4); a bad row never stops the good ones.
   *
   * @param defaultList for rows that name no list
   */
  public ImportReport importRows(
      Iterator<SubscriberFiles.Row> rows, MailingList.Id defaultList, ImportSettings settings) {
    return new SubscriberImport(database, suppressions, defaultList, settings).run(rows);
  }

  /** Hands out everybody as an import takes them, one row for each subscription. */
  public void export(Consumer<SubscriberFiles.Row> rows) {
    new SubscriberExport(database).run(rows);
  }

  private static IllegalArgumentException nobody(Subscriber.Id subscriber) {
    return new IllegalArgumentException(
        "there is no subscriber " + subscriber.value() + " in the store");
  }
}
