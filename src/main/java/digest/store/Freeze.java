package digest.store;

import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.edition.Edition;
import digest.edition.Rings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Fixes an edition's content and audience (delivery A1).
 *
 * <p>The deliveries are written in chunks, so that no other writer waits long, and count only from
 * the last transaction, which makes the edition FROZEN. What a killed freeze leaves is invisible
 * and is thrown away. One freeze runs at a time, so that a living one is never taken for such
 * remains.
 */
final class Freeze {

  private static final String FREEZE =
      """
      UPDATE editions SET state = 'FROZEN'
      WHERE id = :id AND state = 'APPROVED' AND hash = :hash AND approved_hash = :hash""";

  private static final String COUNTS_FROM_NOW =
      """
      UPDATE frozen_editions SET frozen_at = :now, builder = NULL, ring = :ring
      WHERE edition_id = :id AND builder = :builder""";

  private static final String OURS =
      """
      SELECT COUNT(*) FROM frozen_editions
      WHERE edition_id = :id AND builder = :builder AND frozen_at IS NULL""";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TOO_LATE = "its time had passed by more than the grace";

  private final Database database;
  private final FrozenEdition frozen;
  private final Candidates candidates;
  private final Addressees addressees;
  private final ZoneDues dues;
  private final Function<Subscriber.Id, String> messageIds;
  private final String builder = UUID.randomUUID().toString();
  private final @Nullable Rings rings;
  private final ToIntFunction<Candidates.Candidate> ring;
  private final ChunkSize chunkSize;

  Freeze(
      Database database,
      Edition edition,
      FrozenEdition frozen,
      Addressees addressees,
      Function<Optional<ZoneId>, Due> dues,
      Function<Subscriber.Id, String> messageIds,
      @Nullable Rings rings,
      ChunkSize chunkSize) {
    this.database = database;
    this.frozen = frozen;
    this.candidates = Candidates.of(edition, addressees);
    this.addressees = addressees;
    this.dues = new ZoneDues(dues);
    this.messageIds = messageIds;
    this.rings = rings;
    this.ring = RingRows.of(rings);
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
    HalfBuilt.discardAll(database, frozen.edition());
    boolean whole = false;
    try {
      begin();
      Subscriber.Id last = Subscriber.Id.NONE;
      List<Candidates.Candidate> written = write(last);
      while (!written.isEmpty()) {
        chunkSize.end();
        last = written.get(written.size() - 1).id();
        written = write(last);
      }
      survey();
      finish();
      whole = true;
    } finally {
      if (!whole) {
        HalfBuilt.discard(database, frozen.edition(), builder);
      }
    }
  }

  private void begin() {
    database.write(
        handle -> {
          FrozenRow.begin(handle, frozen, addressees.list(), builder);
          return null;
        });
  }

  private List<Candidates.Candidate> write(Subscriber.Id after) {
    return database.write(
        handle -> {
          int rows = chunkSize.begin();
          demandOurs(handle);
          List<Candidates.Candidate> chunk = candidates.after(handle, after, rows);
          insert(handle, chunk);
          return chunk;
        });
  }

  private void insert(Handle handle, List<Candidates.Candidate> chunk) throws SQLException {
    long now = Micros.of(frozen.frozenAt());
    new BirthRows(handle.getConnection(), frozen.edition().value(), now)
        .write(chunk.stream().map(this::birth).toList());
  }

  private BirthRows.Birth birth(Candidates.Candidate candidate) {
    Due due = dues.in(candidate.zone());
    Delivery.Exclusion why = candidate.exclusion();
    if (why != null) {
      return birth(candidate, due, Delivery.State.EXCLUDED, why.name());
    }
    return switch (due.fate()) {
      case GOES -> birth(candidate, due, Delivery.State.PENDING, null);
      case TOO_LATE -> birth(candidate, due, Delivery.State.EXPIRED, TOO_LATE);
      case MERGED ->
          birth(candidate, due, Delivery.State.EXCLUDED, Delivery.Exclusion.WRONG_SLOT.name());
    };
  }

  private BirthRows.Birth birth(
      Candidates.Candidate candidate, Due due, Delivery.State state, @Nullable String remark) {
    return new BirthRows.Birth(
        candidate,
        state,
        messageIds.apply(candidate.id()),
        Micros.of(due.at()),
        remark,
        ring.applyAsInt(candidate));
  }

  /** A freeze that was stopped for long, and lost its turn meanwhile, writes nothing more. */
  private void demandOurs(Handle handle) {
    int ours =
        handle
            .createQuery(OURS)
            .bind("id", frozen.edition().value())
            .bind("builder", builder)
            .mapTo(Integer.class)
            .one();
    if (ours == 0) {
      throw new StaleEdition(
          "edition " + frozen.edition() + " is being frozen by somebody else; nothing was lost");
    }
  }

  /** Beside all who write: it takes its time. */
  private void survey() {
    database.read(
        handle -> {
          database.dialect().survey(handle);
          return null;
        });
  }

  private void finish() {
    database.write(
        handle -> {
          demandOurs(handle);
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
              .bind("ring", rings == null ? Rings.REST : rings.first())
              .bind("id", frozen.edition().value())
              .bind("builder", builder)
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
