package digest.cli;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.press.Press;
import digest.store.Subscribers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is known of an address (GDPR Art. 15 and 20). */
record SubscriberShape(
    String address,
    @Nullable Person person,
    List<Membership> subscriptions,
    List<String> stopped,
    @Nullable Blocked suppression) {

  /**
   * What the person said of themselves.
   *
   * @param unknownZone what is stored as the zone and is none; the newsletter's counts (picking Z8)
   */
  record Person(
      @Nullable String name,
      String locale,
      @Nullable String zone,
      @Nullable String unknownZone,
      List<String> topics,
      Map<String, String> attributes,
      Instant createdAt) {}

  /** A list the person joined. */
  record Membership(
      String list, String state, Instant since, Subscription.@Nullable Consent consent) {}

  /** Why the address is not mailed. */
  record Blocked(String reason, Instant since) {}

  static SubscriberShape of(Press press, EmailAddress address) {
    Subscribers subscribers = press.rooms().subscribers();
    Optional<Subscriber> known = subscribers.find(address);
    return new SubscriberShape(
        address.toString(),
        known.map(one -> person(subscribers, one)).orElse(null),
        known.map(one -> memberships(subscribers, one)).orElse(List.of()),
        known.map(one -> stops(subscribers, one)).orElse(List.of()),
        subscribers
            .suppression(address)
            .map(one -> new Blocked(one.reason().name(), one.since()))
            .orElse(null));
  }

  /** Whether there is anything but the address. */
  boolean isKnown() {
    return person != null || suppression != null;
  }

  private static Person person(Subscribers subscribers, Subscriber subscriber) {
    return new Person(
        subscriber.name(),
        subscriber.locale().toLanguageTag(),
        subscriber.zone() == null ? null : subscriber.zone().getId(),
        subscribers.unknownZone(subscriber.id()).orElse(null),
        subscriber.topics().stream().sorted().toList(),
        subscriber.attributes(),
        subscriber.createdAt());
  }

  private static List<Membership> memberships(Subscribers subscribers, Subscriber subscriber) {
    return subscribers.subscriptions(subscriber.id()).stream()
        .map(
            one ->
                new Membership(one.list().value(), one.state().name(), one.since(), one.consent()))
        .toList();
  }

  private static List<String> stops(Subscribers subscribers, Subscriber subscriber) {
    return subscribers.stops(subscriber.id()).stream().map(id -> id.value()).sorted().toList();
  }
}
