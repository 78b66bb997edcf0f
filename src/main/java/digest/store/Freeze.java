package digest.store;

import digest.audience.MailingList;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.FrozenEdition;
import digest.edition.Edition;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Fixes an edition's content and audience (delivery A1).
 *
 * <p>The deliveries are written in chunks, so that no other writer waits long, and count only from
 * the last transaction, which makes the edition FROZEN. What a killed freeze leaves is invisible
 * and is thrown away. One freeze runs at a time, so that a living one is never taken for such
 * remains.
 */
final class Freeze {

  private static final String INSERT =
      """
      INSERT INTO deliveries
        (edition_id, subscriber_id, state, address, name, since_at, message_id, changed_at, remark)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private static final String FREEZE =
      """
      UPDATE editions SET state = 'FROZEN'
      WHERE id = :id AND state = 'APPROVED' AND hash = :hash AND approved_hash = :hash""";

  private static final String COUNTS_FROM_NOW =
      "UPDATE frozen_editions SET frozen_at = :now WHERE edition_id = :id";

  /** Small enough that no other writer waits long. */
  static final int CHUNK = 2_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Database database;
  private final FrozenEdition frozen;
  private final Candidates candidates;
  private final MailingList.Id list;
  private final Function<Subscriber.Id, String> messageIds;
  private final int chunkSize;

  Freeze(
      Database database,
      Edition edition,
      FrozenEdition frozen,
      MailingList.Id list,
      Segment segment,
      Function<Subscriber.Id, String> messageIds,
      int chunkSize) {
    this.database = database;
    this.frozen = frozen;
    this.candidates = new Candidates(edition.newsletter(), list, segment);
    this.list = list;
    this.messageIds = messageIds;
    this.chunkSize = chunkSize;
  }

  void run() {
    AutoCloseable role =
        database
            .tryRole(Dialect.FREEZER, PATIENCE)
            .orElseThrow(
                () ->
                    new StoreFault(
                        "edition "
                            + frozen.edition()
                            + " waits for another one that is being frozen. Try again in a minute"));
    try (role) {
      if (!isDone()) {
        build();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StoreFault("the freezer's role could not be given back", e);
    }
  }

  /** A second start of the same edition joins the first (delivery A5). */
  private boolean isDone() {
    return database.read(
        handle -> {
          Edition now = EditionPages.get(handle, frozen.edition());
          boolean same = now.hash().equals(frozen.hash());
          if (same && now.state() == Edition.State.FROZEN) {
            return true;
          }
          boolean approved = frozen.hash().equals(now.marks().approvedHash());
          if (!same || !approved || now.state() != Edition.State.APPROVED) {
            throw stale(now);
          }
          return false;
        });
  }

  private void build() {
    HalfBuilt.discard(database, frozen.edition());
    boolean whole = false;
    try {
      begin();
      Subscriber.Id last = Subscriber.Id.NONE;
      List<Candidates.Candidate> written = write(last);
      while (!written.isEmpty()) {
        last = written.get(written.size() - 1).id();
        written = write(last);
      }
      finish();
      whole = true;
    } finally {
      if (!whole) {
        HalfBuilt.discard(database, frozen.edition());
      }
    }
  }

  private void begin() {
    database.write(
        handle -> {
          FrozenRow.begin(handle, frozen, list);
          return null;
        });
  }

  private List<Candidates.Candidate> write(Subscriber.Id after) {
    return database.write(
        handle -> {
          List<Candidates.Candidate> chunk = candidates.after(handle, after, chunkSize);
          insert(handle, chunk);
          return chunk;
        });
  }

  /** Plain JDBC: this is the loop that runs a million times. */
  private void insert(Handle handle, List<Candidates.Candidate> chunk) throws SQLException {
    long now = Micros.of(frozen.frozenAt());
    try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
      for (Candidates.Candidate candidate : chunk) {
        Delivery.Exclusion why = candidate.exclusion();
        insert.setLong(1, frozen.edition().value());
        insert.setLong(2, candidate.id().value());
        insert.setString(
            3, (why == null ? Delivery.State.PENDING : Delivery.State.EXCLUDED).name());
        insert.setString(4, candidate.address());
        insert.setString(5, candidate.name());
        insert.setLong(6, candidate.sinceMicros());
        insert.setString(7, messageIds.apply(candidate.id()));
        insert.setLong(8, now);
        insert.setString(9, why == null ? null : why.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void finish() {
    database.write(
        handle -> {
          int frozenNow =
              handle
                  .createUpdate(FREEZE)
                  .bind("id", frozen.edition().value())
                  .bind("hash", frozen.hash())
                  .execute();
          Edition edition = EditionPages.get(handle, frozen.edition());
          if (frozenNow == 0) {
            throw stale(edition);
          }
          NeverRepeat.reserve(handle, edition, frozen.frozenAt());
          handle
              .createUpdate(COUNTS_FROM_NOW)
              .bind("now", Micros.of(frozen.frozenAt()))
              .bind("id", frozen.edition().value())
              .execute();
          NeverRepeat.finish(handle, frozen.edition(), frozen.frozenAt());
          return null;
        });
  }

  private static StaleEdition stale(Edition now) {
    return new StaleEdition(
        "edition "
            + now.id()
            + " cannot be frozen: it is "
            + now.state()
            + " with version "
            + now.version()
            + ", and only the approved content can be. Look at it and approve it again");
  }
}
