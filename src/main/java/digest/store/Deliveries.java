package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Attempt;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Due;
import digest.delivery.Evidence;
import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Rings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the ledger: one for each edition and subscriber, in exactly one state each. {@link
 * Ledger} writes what happens on the wire; here is the rest.
 *
 * <p>Nobody sees a delivery of an edition that is not wholly frozen.
 */
public final class Deliveries {

  private final Database database;

  /** Works on an open store. */
  public Deliveries(Database database) {
    this.database = database;
  }

  /**
   * Fixes an approved edition: everybody on the list gets a row, those who do not get the edition
   * one that is EXCLUDED from birth. Its articles are reserved, the edition is FROZEN. One that is
   * frozen already stays as it is.
   *
   * @param dues by reader's zone; empty for those without one
   * @param messageIds without angle brackets
   * @throws StaleEdition when it is not approved, or approved with another content
   * @throws ArticleTaken when another edition of the newsletter has one of its articles
   */
  public void freeze(
      Edition edition,
      FrozenEdition frozen,
      Addressees addressees,
      Function<Optional<ZoneId>, Due> dues,
      Function<Subscriber.Id, String> messageIds) {
    freeze(edition, frozen, addressees, dues, messageIds, null);
  }

  /**
   * The same in rings: who is in which is fixed, and only the first is sent (delivery S7).
   *
   * @param rings null for all at once
   */
  public void freeze(
      Edition edition,
      FrozenEdition frozen,
      Addressees addressees,
      Function<Optional<ZoneId>, Due> dues,
      Function<Subscriber.Id, String> messageIds,
      @Nullable Rings rings) {
    ChunkSize chunks = ChunkSize.fitting(System::nanoTime);
    new Freeze(database, edition, frozen, addressees, dues, messageIds, rings, chunks).run();
  }

  /** The outermost ring that is sent; {@link Rings#REST} when everybody is, as without rings. */
  public int openRing(Edition.Id edition) {
    return database.read(handle -> RingRows.open(handle, edition));
  }

  /**
   * Lets another ring be sent.
   *
   * @return whether it was this call that did it; false when another ring than {@code from} is open
   */
  public boolean openRing(Edition.Id edition, int from, int to) {
    return database.write(handle -> RingRows.move(handle, edition, from, to));
  }

  /** How it went with a ring so far. */
  public RingTally ringTally(Edition.Id edition, int ring, Instant now) {
    return database.read(handle -> RingRows.tally(handle, edition, ring, now));
  }

  /** As {@link #nextDue}, of those alone whose ring is sent. */
  public Optional<Instant> nextOpenDue(Edition.Id edition) {
    return database.read(handle -> RingRows.nextDue(handle, edition));
  }

  /** The counts, which add up to the frozen audience; {@link Progress#NONE} before. */
  public Progress progress(Edition.Id edition) {
    return database.read(handle -> DeliveryCounts.progress(handle, edition));
  }

  /**
   * Takes deliveries to send: first those that may have gone out before a crash or a broken link,
   * then deferred and pending ones that are due, in neighbouring order. Who left or was suppressed
   * since the freeze is excluded instead (picking Z1). Nothing while the edition is paused or not
   * FROZEN. What another node has its hands on is passed over.
   *
   * @param lease who does not {@link #renew} within it loses what was taken
   * @param owner names the taker to {@link #renew} and {@link #release}
   * @param uncertainToo each UNCERTAIN one is given out once more after each crash
   */
  public List<Claim> claim(
      Edition.Id edition,
      int count,
      Instant now,
      Duration lease,
      String owner,
      boolean uncertainToo) {
    return claim(edition, Claims.ANY_REVISION, count, now, lease, owner, uncertainToo);
  }

  /**
   * The same for one who makes the mails from this revision of the edition: nothing when there is a
   * newer one, so that nobody is sent what was retracted.
   *
   * @param revision {@link #revision} as it was before the content was read
   */
  public List<Claim> claim(
      Edition.Id edition,
      int revision,
      int count,
      Instant now,
      Duration lease,
      String owner,
      boolean uncertainToo) {
    Claims.Taker taker = new Claims.Taker(owner, lease);
    return database.writeBeside(
        handle ->
            new Claims(handle, database.dialect(), edition, now, taker)
                .take(count, uncertainToo, revision));
  }

  /** Which revision of an edition the mails are made from now; 1 until something is retracted. */
  public int revision(Edition.Id edition) {
    return database.read(handle -> Revisions.newest(handle, edition));
  }

  /**
   * Puts right what a dead dispatcher left, in all editions: what it was sending is UNCERTAIN, what
   * it had only claimed is as before. Only for who holds the dispatcher's role.
   *
   * @return how many are UNCERTAIN by it
   */
  public int recover(Instant now) {
    return Recovery.run(database, now);
  }

  /**
   * Puts right what dispatchers left that died or were stopped past their lease: as {@link
   * #recover}, for their claims alone. What they still want to write when they wake up is void
   * (delivery L6).
   *
   * @return how many are UNCERTAIN by it
   */
  public int takeOver(Instant now) {
    return Recovery.takeOver(database, now);
  }

  /**
   * Keeps this owner's claims for another lease.
   *
   * @return how many it has; fewer than before means that somebody took them over
   */
  public int renew(String owner, Duration lease) {
    Claims.Taker taker = new Claims.Taker(owner, lease);
    return database.writeBeside(handle -> Leases.renew(handle, database.dialect(), taker));
  }

  /** Gives claims back that cannot be sent before that instant; what is uncertain has no time. */
  public void postpone(List<Claim> claims, Instant until) {
    database.writeBeside(
        handle -> {
          Leases.postpone(handle, claims, until);
          return null;
        });
  }

  /** Gives back what this owner has claimed and not begun. */
  public int release(Edition.Id edition, String owner) {
    return database.write(handle -> Leases.release(handle, edition, owner));
  }

  /** When the next pending or deferred one is due; empty when there is none. */
  public Optional<Instant> nextDue(Edition.Id edition) {
    return database.read(handle -> DeliveryCounts.nextDue(handle, edition));
  }

  /**
   * Whether {@link #claim} would give something out now.
   *
   * @param uncertainToo as for claiming
   */
  public boolean hasWork(Edition.Id edition, Instant now, boolean uncertainToo) {
    return database.read(handle -> DeliveryCounts.hasWork(handle, edition, now, uncertainToo));
  }

  /** Writes down the end of an edition that has no open delivery left; else does nothing. */
  public void finish(Edition.Id edition, Instant now) {
    database.write(
        handle -> {
          NeverRepeat.finish(handle, edition, now);
          return null;
        });
  }

  /** Those taken out of a dispatcher's hands then or later: their message must not begin. */
  public Set<Delivery.Id> withdrawn(Edition.Id edition, Instant since) {
    return database.read(handle -> DeliveryCounts.withdrawn(handle, edition, since));
  }

  /** All deliveries to a reader who is or was reached at this address, newest edition first. */
  public List<Delivery> find(EmailAddress address) {
    return database.read(handle -> DeliveryCounts.find(handle, address));
  }

  /**
   * Every try of those deliveries that was written down; {@link Attempt#all} adds the last ones.
   */
  public List<Attempt> attempts(EmailAddress address) {
    return database.read(handle -> Attempts.of(handle, address));
  }

  /** The same of some deliveries of one edition, as of a page. */
  public List<Attempt> attempts(Edition.Id edition, List<Subscriber.Id> subscribers) {
    return subscribers.isEmpty()
        ? List.of()
        : database.read(handle -> Attempts.of(handle, edition, subscribers));
  }

  /** How many were set aside because their mail could not be made or broke connections (L7). */
  public long poisoned(Edition.Id edition) {
    return database.read(handle -> DeliveryCounts.poisoned(handle, edition));
  }

  /** Those nobody knows whether they got their mail, of all editions, by Message-ID. */
  public Map<String, Delivery> uncertain() {
    return database.read(Uncertainty::all);
  }

  /**
   * Settles uncertain deliveries by what a relay's log says; one that is not UNCERTAIN any more is
   * left as it is. Durable, some at a time.
   *
   * @return how many became ACCEPTED and how many REJECTED
   */
  public Map<Delivery.State, Integer> settle(List<Evidence> evidence, Instant now) {
    return Uncertainty.settle(database, evidence, now);
  }

  /** A page of an edition's deliveries in these states, by subscriber. */
  public List<Delivery> list(
      Edition.Id edition, Set<Delivery.State> states, int offset, int limit) {
    return states.isEmpty()
        ? List.of()
        : database.read(handle -> DeliveryCounts.list(handle, edition, states, offset, limit));
  }

  /**
   * Puts finished ones back to PENDING, for ops; the time to give up counts anew.
   *
   * @param states only {@link Delivery.State#isResendable} ones
   * @throws ArticleTaken when the edition had ended with nobody reached and another one has since
   *     taken an article
   */
  public int resend(Edition.Id edition, Set<Delivery.State> states, Instant now) {
    return Recovery.resend(database, edition, states, now);
  }

  /** Excludes all that have not begun, as when an edition is cancelled. */
  public int exclude(Edition.Id edition, Delivery.Exclusion why, Instant now) {
    return Recovery.exclude(database, edition, why, now);
  }

  /** When it was last worked on: a message begun or settled, else the freeze. */
  public Optional<Instant> lastWork(Edition.Id edition) {
    return database.read(handle -> DeliveryCounts.lastWork(handle, edition));
  }

  /** When it was sent and how fast. */
  public Timing timing(Edition.Id edition) {
    return database.read(handle -> DeliveryCounts.timing(handle, edition));
  }
}
