package digest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who lives on this store, and whether anybody may send from it (picking C5).
 *
 * <p>Each sign of life is later than all that were there, whatever the clocks say: the last one is
 * always the greatest, and no clock that was set back makes a store look older than it is.
 */
public final class Nodes {

  /**
   * A process that sends from this store; one row for each installation and configuration.
   *
   * @param configuration a hash of what it publishes; empty once it has ended in an orderly way
   */
  public record Node(
      String id, String host, String configuration, Instant startedAt, Instant beatAt) {

    /** Whether it said that it ends. */
    public boolean isGone() {
      return configuration.isEmpty();
    }

    /** Whether it is no process but the mark that a person released the store. */
    public boolean isRelease() {
      return id.equals(RELEASE);
    }
  }

  /**
   * The store at one instant.
   *
   * @param held why nothing may be sent, or null
   * @param nodes the latest sign of life first
   */
  public record Standing(@Nullable String held, List<Node> nodes) {}

  private static final String RELEASE = "released";

  private static final String LATER =
      """
      CASE WHEN :now > COALESCE((SELECT MAX(beat_at) FROM nodes), 0) THEN :now
        ELSE (SELECT MAX(beat_at) FROM nodes) + 1 END""";

  private static final String BEAT =
      """
      INSERT INTO nodes (id, host, configuration, started_at, beat_at)
        SELECT :id, :host, :configuration, later, later FROM (SELECT %s AS later) AS l WHERE 1 = 1
      ON CONFLICT (id) DO UPDATE SET host = excluded.host, beat_at = excluded.beat_at,
        started_at = CASE WHEN nodes.configuration = '' THEN excluded.started_at
          ELSE nodes.started_at END,
        configuration = excluded.configuration"""
          .formatted(LATER);

  private final Database database;

  /** Over an open store. */
  public Nodes(Database database) {
    this.database = database;
  }

  /** How it stands now. */
  public Standing look() {
    return database.read(Nodes::standing);
  }

  /**
   * Gives a sign of life, if the store still stands so that this is right.
   *
   * @param sign whose; its instants are not looked at
   * @param now the sign is later than this, and than all signs before
   * @return when, as the store has it; empty when it was not right
   */
  public Optional<Instant> beat(Node sign, Instant now, Predicate<Standing> isRight) {
    return database.writeBeside(
        handle -> {
          if (!isRight.test(standing(handle))) {
            return Optional.empty();
          }
          beat(handle, sign, now);
          return Optional.of(
              handle
                  .createQuery("SELECT beat_at FROM nodes WHERE id = :id")
                  .bind("id", sign.id())
                  .map((row, context) -> Micros.at(row, "beat_at"))
                  .one());
        });
  }

  /** The same as the first sign of all: nobody else looks at the store meanwhile. */
  public Optional<Instant> enter(Node sign, Instant now, Predicate<Standing> isRight) {
    return database.write(
        handle ->
            isRight.test(standing(handle))
                ? Optional.of(first(handle, sign, now))
                : Optional.empty());
  }

  private static Instant first(Handle handle, Node sign, Instant now) {
    beat(handle, sign, now);
    return standing(handle).nodes().get(0).beatAt();
  }

  /** Says that a node ends; its last sign stays. */
  public void leave(String id) {
    database.writeBeside(
        handle ->
            handle
                .createUpdate("UPDATE nodes SET configuration = '' WHERE id = :id")
                .bind("id", id)
                .execute());
  }

  /**
   * Lets nobody send any more, unless somebody gave a sign of life after the store was looked at.
   *
   * @param words why, and what to do
   * @return whether it is held now
   */
  public boolean hold(String words, Standing seen) {
    return database.write(
        handle -> {
          if (!standing(handle).equals(seen)) {
            return false;
          }
          return hold(handle, words) == 1;
        });
  }

  /**
   * Lets everybody send again who comes; a person has said so.
   *
   * @param host where
   * @param now the mark is later than this, and than all signs before
   */
  public void release(String host, Instant now) {
    database.write(
        handle -> {
          handle.execute("UPDATE store SET held = NULL");
          beat(handle, new Node(RELEASE, host, "", now, now), now);
          return null;
        });
  }

  static int hold(Handle handle, String words) {
    return handle.createUpdate("UPDATE store SET held = :held").bind("held", words).execute();
  }

  private static void beat(Handle handle, Node sign, Instant now) {
    handle
        .createUpdate(BEAT)
        .bind("id", sign.id())
        .bind("host", sign.host())
        .bind("configuration", sign.configuration())
        .bind("now", Micros.of(now))
        .execute();
  }

  private static Standing standing(Handle handle) {
    String held =
        handle
            .createQuery("SELECT held FROM store")
            .map((row, context) -> Optional.ofNullable(row.getString("held")))
            .findOne()
            .flatMap(found -> found)
            .orElse(null);
    List<Node> nodes =
        handle
            .createQuery("SELECT * FROM nodes ORDER BY beat_at DESC, id")
            .map(
                (row, context) ->
                    new Node(
                        row.getString("id"),
                        row.getString("host"),
                        row.getString("configuration"),
                        Micros.at(row, "started_at"),
                        Micros.at(row, "beat_at")))
            .list();
    return new Standing(held, nodes);
  }
}
