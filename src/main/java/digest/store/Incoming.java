package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.edition.Newsletter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row that makes sense; null means that the row says nothing. */
record Incoming(
    int number,
    EmailAddress address,
    SubscriberFiles.Profile profile,
    List<MailingList.Id> lists,
    Subscription.@Nullable State state,
    @Nullable Instant since,
    Subscription.Consent consent,
    List<Newsletter.Id> stops,
    Suppression.@Nullable Reason suppressed) {

  private static final Map<String, Subscription.State> STATES =
      Map.of(
          "confirmed", Subscription.State.CONFIRMED,
          "subscribed", Subscription.State.CONFIRMED,
          "active", Subscription.State.CONFIRMED,
          "enabled", Subscription.State.CONFIRMED,
          "pending", Subscription.State.PENDING,
          "unconfirmed", Subscription.State.PENDING,
          "unsubscribed", Subscription.State.UNSUBSCRIBED,
          "optout", Subscription.State.UNSUBSCRIBED,
          "inactive", Subscription.State.UNSUBSCRIBED);

  /**
   * Makes sense of a row.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Incoming of(SubscriberFiles.Row row, MailingList.Id defaultList, ImportSettings settings) {
    if (row.problem() != null) {
      throw new IllegalArgumentException(row.problem());
    }
    if (row.address().isBlank()) {
      throw new IllegalArgumentException("the address is missing");
    }
    SubscriberFiles.Membership membership = row.membership();
    List<String> lists = membership.lists();
    instant("created", row.profile().created());
    return new Incoming(
        row.number(),
        EmailAddress.of(row.address()),
        row.profile(),
        lists == null
            ? List.of(defaultList)
            : lists.stream().map(MailingList.Id::new).distinct().toList(),
        state(membership.status()),
        instant("since", membership.since()),
        consent(membership.consent(), settings),
        membership.stops().stream().map(Newsletter.Id::new).toList(),
        reason(membership.suppressed()));
  }

  /** The person as the row has them. */
  Subscriber fresh(Instant now) {
    Instant created = instant("created", profile.created());
    return merged(
        new Subscriber(
            Subscriber.Id.NONE,
            address,
            null,
            Locale.ROOT,
            null,
            Set.of(),
            Map.of(),
            Micros.at(Micros.of(created == null ? now : created))));
  }

  /** What is known, with what the row says put over it. */
  Subscriber merged(Subscriber known) {
    Map<String, String> attributes = new HashMap<>(known.attributes());
    attributes.putAll(profile.attributes());
    List<String> topics = profile.topics();
    String locale = profile.locale();
    return new Subscriber(
        known.id(),
        known.address(),
        profile.name() == null ? known.name() : profile.name(),
        locale == null ? known.locale() : Locale.forLanguageTag(locale.replace('_', '-')),
        profile.zone() == null ? known.zone() : zone(profile.zone()),
        topics == null ? known.topics() : topics.stream().collect(Collectors.toSet()),
        attributes,
        known.createdAt());
  }

  /** When the subscription's state was reached. */
  Instant reached(Instant now) {
    Instant agreed = consent.at();
    Instant joined = agreed == null ? now : agreed;
    return since == null ? joined : since;
  }

  /** One that does not exist is as good as none: the newsletter's counts (picking Z8). */
  private static @Nullable ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Subscription.@Nullable State state(@Nullable String status) {
    if (status == null) {
      return null;
    }
    Subscription.State state =
        STATES.get(status.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ""));
    if (state == null) {
      throw new IllegalArgumentException(
          "status \"" + status + "\" is not known; use confirmed, pending or unsubscribed");
    }
    return state;
  }

  private static Suppression.@Nullable Reason reason(@Nullable String suppressed) {
    if (suppressed == null) {
      return null;
    }
    try {
      return Suppression.Reason.valueOf(suppressed.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "suppressed \"" + suppressed + "\" is no reason; use manual or complaint", e);
    }
  }

  private static Subscription.Consent consent(
      SubscriberFiles.Consent consent, ImportSettings settings) {
    String source = consent.source();
    return new Subscription.Consent(
        instant("consent", consent.at()),
        source == null ? settings.source() : source,
        consent.ip(),
        consent.text());
  }

  private static @Nullable Instant instant(String what, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String iso = text.strip().replaceFirst(" ", "T");
    try {
      return iso.matches(".*(?:[Zz]|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso.contains("T") ? iso : iso + "T00:00:00")
              .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          what + " date \"" + text + "\" is none; use 2026-01-31T08:00:00Z", e);
    }
  }
}
