package digest.press;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Outcome;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.mail.Composer;
import digest.mail.Transport;
import digest.store.Editions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends an edition to a few addresses, marked as a test, to readers with their own picks; touches
 * no state.
 */
public final class TestSend {

  private static final String MARK = "[TEST] ";

  private final Editions editions;
  private final ReaderPicks readerPicks;
  private final Imprint imprint;
  private final Composer composer;
  private final Tokens tokens;
  private final Transport transport;
  private final InstantSource clock;

  TestSend(
      Editions editions,
      ReaderPicks readerPicks,
      Imprint imprint,
      Composer composer,
      Tokens tokens,
      Transport transport,
      InstantSource clock) {
    this.editions = editions;
    this.readerPicks = readerPicks;
    this.imprint = imprint;
    this.composer = composer;
    this.tokens = tokens;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * Sends to each address.
   *
   * @return what the relay said, by address
   * @throws Refusal when the relay cannot be reached or refuses us
   */
  public Map<EmailAddress, Outcome> send(Edition.Id id, List<EmailAddress> addresses) {
    Edition edition = Found.edition(editions, id);
    FrozenEdition frozen =
        editions.frozen(id).orElseGet(() -> imprint.of(edition, clock.instant(), clock.instant()));
    Letterhead marked = frozen.letterhead().withSubject(MARK + frozen.letterhead().subject());
    MessageMaker maker = new MessageMaker(frozen, edition, marked, tokens, composer, new Proofs());
    List<Eml> mails = new ArrayList<>();
    addresses.forEach(address -> mails.add(maker.eml(claim(edition, address, frozen))));
    Outcomes outcomes = new Outcomes();
    Transport.Ending ending = transport.send(mails.iterator(), outcomes);
    return switch (ending.verdict()) {
      case DONE -> outcomes.byRecipient();
      case UNREACHABLE ->
          throw new Refusal(
              "the relay does not answer: " + ((Transport.Ending.Unreachable) ending).cause());
      case BLOCKED ->
          throw new Refusal("the relay refuses us: " + ((Transport.Ending.Blocked) ending).reply());
    };
  }

  /** A test has no subscriber, so its links change nothing; its Message-ID is its own. */
  private Claim claim(Edition edition, EmailAddress address, FrozenEdition frozen) {
    String domain = frozen.letterhead().from().address().domain();
    String id =
        "test-"
            + edition.id()
            + "-"
            + clock.instant().toEpochMilli()
            + "-"
            + Integer.toHexString(address.hashCode());
    return new Claim(
        new Delivery.Id(edition.id(), Subscriber.Id.NONE),
        Claim.NONE,
        address,
        null,
        clock.instant(),
        id + "@" + domain,
        clock.instant(),
        0,
        0,
        null,
        readerPicks.orAll(edition, frozen, address));
  }
}
