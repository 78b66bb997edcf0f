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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private record Written(List<Boolean> granted, List<Delivery.Id> begun, List<Outcome> settled) {}

  /** For each intent, in order, whether its row is SENDING now. */
  List<Boolean> write(List<Gathering.Intent> intents, List<Outcome> outcomes) {
    Instant now = clock.instant();
    Written written =
        database.writeBeside(
            handle -> {
              List<Outcome> settled = new OutcomeRows(handle.getConnection(), now).write(outcomes);
              List<Boolean> granted = intend(handle.getConnection(), intents, now);
              List<Delivery.Id> begun =
                  IntStream.range(0, intents.size())
                      .filter(granted::get)
                      .mapToObj(i -> intents.get(i).id())
                      .toList();
              account(handle, begun, settled, now);
              return new Written(granted, begun, settled);
            });
    outcomes.forEach(outcome -> underWay.remove(outcome.id()));
    remember(written.begun(), written.settled(), now);
    return written.granted();
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

  private static List<Boolean> intend(
      Connection connection, List<Gathering.Intent> intents, Instant now) throws SQLException {
    if (intents.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement update = connection.prepareStatement(INTENT)) {
      for (Gathering.Intent intent : intents) {
        update.setLong(1, Micros.of(now));
        update.setLong(2, intent.id().edition().value());
        update.setLong(3, intent.id().subscriber().value());
        update.setLong(4, intent.claim().token());
        update.addBatch();
      }
      return Arrays.stream(update.executeBatch()).mapToObj(changed -> changed == 1).toList();
    }
  }

  /** What follows for the editions, in the same transaction; all nodes lock them in one order. */
  private void account(Handle handle, List<Delivery.Id> begun, List<Outcome> settled, Instant now) {
    Set<Edition.Id> busy = busy(begun, settled);
    Set<Edition.Id> reached = editions(settled.stream().filter(Outcome::isAccepted));
    Set<Edition.Id> ended = editions(settled.stream());
    reached.removeAll(covered);
    ended.removeAll(busy);
    Stream.concat(begun.stream(), settled.stream().map(Outcome::id))
        .map(Delivery.Id::edition)
        .distinct()
        .sorted(Comparator.comparingLong(Edition.Id::value))
        .filter(
            edition -> isDue(edition, now) || reached.contains(edition) || ended.contains(edition))
        .forEach(
            edition -> {
              touch(handle, edition, now);
              if (reached.contains(edition)) {
                NeverRepeat.sent(handle, edition, now);
              }
              if (ended.contains(edition)) {
                NeverRepeat.finish(handle, edition, now);
              }
            });
  }

  private static Set<Edition.Id> editions(Stream<Outcome> outcomes) {
    return outcomes
        .map(outcome -> outcome.id().edition())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Editions with a message under way: they cannot end now, which saves the look. */
  private Set<Edition.Id> busy(List<Delivery.Id> begun, List<Outcome> outcomes) {
    Set<Delivery.Id> still = new HashSet<>(underWay);
    outcomes.forEach(outcome -> still.remove(outcome.id()));
    return Stream.concat(begun.stream(), still.stream())
        .map(Delivery.Id::edition)
        .collect(Collectors.toSet());
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
