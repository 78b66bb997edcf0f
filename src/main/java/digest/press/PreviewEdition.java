package digest.press;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.FrozenEdition;
import digest.delivery.Tokens;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.mail.Composer;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.store.Editions;
import digest.store.Subscribers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows an edition as it would go, or as it went: the message is made as the dispatch makes it,
 * then read back.
 */
public final class PreviewEdition {

  /** Stands in when nobody is chosen; its links lead to a page that changes nothing. */
  public static final EmailAddress SAMPLE = EmailAddress.of("mira@example.org");

  private static final String SAMPLE_NAME = "Mira";

  /**
   * A message, whole and taken apart.
   *
   * @param eml exactly as it would go
   * @param mail the same, decoded
   */
  public record Preview(Edition edition, Eml eml, ParsedMail mail) {}

  private final Editions editions;
  private final Subscribers subscribers;
  private final Planning planning;
  private final ReaderPicks readerPicks;
  private final Catalogue catalogue;
  private final Imprint imprint;
  private final Composer composer;
  private final Tokens tokens;
  private final InstantSource clock;

  PreviewEdition(
      Rooms rooms, Planning planning, Catalogue catalogue, Imprint imprint, Tokens tokens) {
    this.editions = rooms.editions();
    this.subscribers = rooms.subscribers();
    this.planning = planning;
    this.readerPicks = new ReaderPicks(rooms, catalogue);
    this.catalogue = catalogue;
    this.imprint = imprint;
    this.composer = rooms.composer();
    this.tokens = tokens;
    this.clock = rooms.clock();
  }

  /** As a made-up reader would get it. */
  public Preview sample(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    FrozenEdition frozen = frozen(edition);
    return preview(
        edition,
        frozen,
        claim(
            edition,
            frozen,
            Subscriber.Id.NONE,
            SAMPLE,
            SAMPLE_NAME,
            clock.instant(),
            frozen.due(),
            Choice.ALL));
  }

  /**
   * As this subscriber would get it.
   *
   * @throws Refusal when nobody has this address, or none of the picks is for them
   */
  public Preview as(Edition.Id id, EmailAddress address) {
    Edition edition = Found.edition(editions, id);
    FrozenEdition frozen = frozen(edition);
    Subscriber subscriber =
        subscribers
            .find(address)
            .orElseThrow(
                () ->
                    new Refusal(
                        "nobody subscribes as " + address + "; see: digest subscriber list"));
    return preview(edition, frozen, claim(edition, frozen, subscriber, due(edition, subscriber)));
  }

  /**
   * Makes every one of these subscribers' messages as it would go if it were sent now, and hands it
   * on; who is gone meanwhile, or for whom none of the picks is any more, is passed over.
   *
   * @return how many were made
   */
  public int each(Edition.Id id, List<Subscriber.Id> readers, Consumer<Eml> sink) {
    Edition edition = Found.edition(editions, id);
    FrozenEdition frozen = frozen(edition);
    MessageMaker maker = new MessageMaker(frozen, edition, tokens, composer);
    int made = 0;
    for (Subscriber.Id reader : readers) {
      Optional<Subscriber> found = subscribers.find(reader);
      if (found.isPresent() && !readerPicks.of(edition, frozen, found.get()).isNone()) {
        sink.accept(maker.eml(claim(edition, frozen, found.get(), dueNow(edition, found.get()))));
        made++;
      }
    }
    return made;
  }

  private FrozenEdition frozen(Edition edition) {
    return editions
        .frozen(edition.id())
        .orElseGet(() -> imprint.of(edition, first(edition), clock.instant()));
  }

  /** Of a draft: when it goes to the first readers if it is approved now. */
  private Instant first(Edition edition) {
    return later(planned(edition).dues().first());
  }

  private Instant later(Instant due) {
    return due.isAfter(clock.instant()) ? due : clock.instant();
  }

  /** The reader's own: that of the delivery, or, of a draft, the planned one (delivery P3). */
  private Instant due(Edition edition, Subscriber subscriber) {
    return frozenDue(edition, subscriber)
        .orElseGet(() -> later(planned(edition).in(Optional.ofNullable(subscriber.zone())).at()));
  }

  private Instant dueNow(Edition edition, Subscriber subscriber) {
    return frozenDue(edition, subscriber).orElseGet(clock::instant);
  }

  private Optional<Instant> frozenDue(Edition edition, Subscriber subscriber) {
    return planning.deliveryDues().of(new Delivery.Id(edition.id(), subscriber.id()));
  }

  private Punctuality planned(Edition edition) {
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return planning.timetable().now(newsletter, edition.slot());
  }

  private Preview preview(Edition edition, FrozenEdition frozen, Claim claim) {
    Eml eml = new MessageMaker(frozen, edition, tokens, composer).eml(claim);
    return new Preview(edition, eml, MailReader.read(eml.bytes()));
  }

  private Claim claim(Edition edition, FrozenEdition frozen, Subscriber subscriber, Instant due) {
    return claim(
        edition,
        frozen,
        subscriber.id(),
        subscriber.address(),
        subscriber.name(),
        since(subscriber, edition.newsletter()),
        due,
        readerPicks.of(edition, frozen, subscriber));
  }

  private Claim claim(
      Edition edition,
      FrozenEdition frozen,
      Subscriber.Id subscriber,
      EmailAddress address,
      @Nullable String name,
      Instant since,
      Instant due,
      Choice picks) {
    String domain = frozen.letterhead().from().address().domain();
    return new Claim(
        new Delivery.Id(edition.id(), subscriber),
        Claim.NONE,
        address,
        name,
        since,
        tokens.messageId(edition.id(), subscriber, domain),
        due,
        0,
        0,
        null,
        picks);
  }

  private Instant since(Subscriber subscriber, Newsletter.Id newsletter) {
    var list = catalogue.newsletter(newsletter).list();
    return subscribers.subscriptions(subscriber.id()).stream()
        .filter(subscription -> subscription.list().equals(list))
        .map(Subscription::since)
        .findFirst()
        .orElse(subscriber.createdAt());
  }
}
