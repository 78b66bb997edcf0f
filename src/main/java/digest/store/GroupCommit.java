package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.edition.Edition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Intents and outcomes in one transaction. Plain JDBC: this is the store's busiest place. */
final class GroupCommit {

  private static final String INTENT =
      """
      UPDATE deliveries SET
        state = 'SENDING', changed_at = ?
      WHERE edition_id = ? AND subscriber_id = ? AND state = 'CLAIMED' AND claim = ?""";

  private static final String TOUCHED =
      """
      UPDATE frozen_editions SET started_at = COALESCE(started_at, :now), latest_at = :now
      WHERE edition_id = :edition""";

  private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(1);

  private final Database database;
  private final InstantSource clock;

  /** Editions whose articles are SENT already: the first accepted message did it. */
  private final Set<Edition.Id> covered = new HashSet<>();

  /** Begun by us, without an outcome yet. */
  private final Set<Delivery.Id> underWay = new HashSet<>();

  private final Prepared prepared = new Prepared();

  /** When an edition's clock was last written. */
  private final Map<Edition.Id, Instant> touched = new HashMap<>();

  GroupCommit(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What an attempt came to.
   *
   * @param settlement null for one that never began: its row goes back as it was
   */
  record Outcome(Claim claim, @Nullable Settlement settlement) {
    Delivery.Id id() {
      return claim.id();
    }

    boolean isAccepted() {
      return settlement != null && settlement.state() == Delivery.State.ACCEPTED;
    }

    /** Whether the try has a row of its own; one that was accepted stands in the delivery. */
    boolean isToldApart() {
      return settlement != null && settlement.isTry() && !isAccepted();
    }
  }

  /** What a commit changed. */
  private static final class Written {
    private final boolean[] granted;
    private final List<Outcome> settled;

    private Written(boolean[] granted, List<Outcome> settled) {
      this.granted = granted;
      this.settled = settled;
    }
  }

  /** For each intent, in order, whether its row is SENDING now. */
  boolean[] write(List<Intent> intents, List<Outcome> outcomes) {
    Instant now = clock.instant();
    Written written = inOne(intents, outcomes, now);
    for (Outcome outcome : outcomes) {
      underWay.remove(outcome.id());
    }
    remember(begun(intents, written.granted), written.settled, now);
    return written.granted;
  }

  private Written inOne(List<Intent> intents, List<Outcome> outcomes, Instant now) {
    try {
      return database.writeBeside(
          handle -> {
            Connection connection = handle.getConnection();
            List<Outcome> settled =
                new OutcomeRows(connection, prepared, database.dialect(), now).write(outcomes);
            boolean[] granted = intend(connection, intents, now);
            account(handle, begun(intents, granted), outcomes, settled, now);
            return new Written(granted, settled);
          });
    } catch (RuntimeException | Error e) {
      prepared.forget();
      throw e;
    }
  }

  private static List<Delivery.Id> begun(List<Intent> intents, boolean[] granted) {
    List<Delivery.Id> begun = new ArrayList<>(granted.length);
    for (int i = 0; i < granted.length; i++) {
      if (granted[i]) {
        begun.add(intents.get(i).id());
      }
    }
    return begun;
  }

  /** Only what is durable. */
  private void remember(List<Delivery.Id> begun, List<Outcome> outcomes, Instant now) {
    for (Outcome outcome : outcomes) {
      if (outcome.isAccepted()) {
        covered.add(outcome.id().edition());
      }
    }
    for (Delivery.Id id : begun) {
      underWay.add(id);
      if (isDue(id.edition(), now)) {
        touched.put(id.edition(), now);
      }
    }
  }

  private boolean[] intend(Connection connection, List<Intent> intents, Instant now)
      throws SQLException {
    boolean[] granted = new boolean[intents.size()];
    if (granted.length == 0) {
      return granted;
    }
    if (database.isShared()) {
      return PostgresIntents.write(connection, intents, now);
    }
    PreparedStatement update = prepared.of(connection, INTENT);
    long at = Micros.of(now);
    for (Intent intent : intents) {
      update.setLong(1, at);
      update.setLong(2, intent.id().edition().value());
      update.setLong(3, intent.id().subscriber().value());
      update.setLong(4, intent.claim().token());
      update.addBatch();
    }
    int[] changed = update.executeBatch();
    for (int i = 0; i < granted.length; i++) {
      granted[i] = changed[i] == 1;
    }
    return granted;
  }

  /** What follows for the editions, in the same transaction; all nodes lock them in one order. */
  private void account(
      Handle handle,
      List<Delivery.Id> begun,
      List<Outcome> outcomes,
      List<Outcome> settled,
      Instant now) {
    Set<Edition.Id> editions = new TreeSet<>(Comparator.comparingLong(Edition.Id::value));
    Set<Edition.Id> reached = new HashSet<>();
    Set<Edition.Id> ended = new HashSet<>();
    for (Outcome outcome : settled) {
      ended.add(outcome.id().edition());
      if (outcome.isAccepted()) {
        reached.add(outcome.id().edition());
      }
    }
    reached.removeAll(covered);
    editions.addAll(ended);
    for (Delivery.Id id : begun) {
      editions.add(id.edition());
      ended.remove(id.edition());
    }
    if (!ended.isEmpty()) {
      ended.removeAll(busy(outcomes));
    }
    for (Edition.Id edition : editions) {
      account(handle, edition, reached.contains(edition), ended.contains(edition), now);
    }
  }

  private void account(
      Handle handle, Edition.Id edition, boolean isReached, boolean isEnded, Instant now) {
    if (isReached || isEnded || isDue(edition, now)) {
      touch(handle, edition, now);
    }
    if (isReached) {
      NeverRepeat.sent(handle, edition, now);
    }
    if (isEnded) {
      NeverRepeat.finish(handle, edition, now);
    }
  }

  /** Editions with a message under way: they cannot end now, which saves the look. */
  private Set<Edition.Id> busy(List<Outcome> outcomes) {
    Set<Delivery.Id> still = new HashSet<>(underWay);
    for (Outcome outcome : outcomes) {
      still.remove(outcome.id());
    }
    Set<Edition.Id> busy = new HashSet<>();
    for (Delivery.Id id : still) {
      busy.add(id.edition());
    }
    return busy;
  }

  private boolean isDue(Edition.Id edition, Instant now) {
    Instant last = touched.get(edition);
    return last == null || Duration.between(last, now).compareTo(BETWEEN_TOUCHES) >= 0;
  }

  /** Writes when the ledger was last at work; whoever ends an edition waits here for the others. */
  private static void touch(Handle handle, Edition.Id edition, Instant now) {
    handle
        .createUpdate(TOUCHED)
        .bind("now", Micros.of(now))
        .bind("edition", edition.value())
        .execute();
  }
}
