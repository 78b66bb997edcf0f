package digest.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a grown store into an empty one, of the same or of another database: every row, and the
 * numbers that come next.
 *
 * <p>The new store starts held and is not released before the old one is: at no instant may both
 * send. What is broken off in between leaves the old one as it was, but for the very last step.
 * Rows stream: memory does not grow with the store.
 */
public final class MoveStore {

  private static final Logger log = LoggerFactory.getLogger(MoveStore.class);

  /** What arrived in one table. */
  public record Moved(String table, long rows) {}

  private static final String MOVED = "nothing is sent: this store was moved to ";
  private static final String MOVING =
      "nothing is sent: a move to this store was begun and is not finished. Run it again: digest"
          + " database migrate --from … --to …";
  private static final String LAST_STEP =
      "nothing is sent: everything was moved to this store, but the move was interrupted before the"
          + " old one was told. Stop whatever uses the old one, then: digest database release";

  private final DatabaseSettings from;
  private final DatabaseSettings to;
  private final InstantSource clock;

  /** Nothing is opened yet. */
  public MoveStore(DatabaseSettings from, DatabaseSettings to, InstantSource clock) {
    this.from = from;
    this.to = to;
    this.clock = clock;
  }

  /**
   * Moves everything.
   *
   * @param progress is told each table and how many of its rows have gone, now and then and at its
   *     end
   * @return what arrived, counted and compared row by row
   * @throws StoreFault when it cannot be done; nothing was moved, and the old store is as it was
   */
  public List<Moved> move(ObjLongConsumer<String> progress) {
    demandThere();
    Dialect source = Dialect.of(from);
    demandNothingForeign(Dialect.of(to));
    try (Database old = Database.open(from, clock);
        Database fresh = Database.open(to, clock);
        AutoCloseable role = role(old)) {
      log.info("move begins from={} to={} role={}", from, to, role.getClass().getSimpleName());
      demandMovable(old, fresh);
      fresh.write(handle -> Nodes.hold(handle, MOVING));
      return copy(source, fresh.dialect(), progress);
    } catch (StoreFault e) {
      throw e;
    } catch (JdbiException | SQLException e) {
      throw StoreFault.of(e, to.url());
    } catch (Exception e) {
      throw new StoreFault("the move from " + from + " could not be ended: " + e.getMessage(), e);
    }
  }

  private List<Moved> copy(Dialect source, Dialect target, ObjLongConsumer<String> progress)
      throws SQLException {
    try (Handle lock = Jdbi.open(source.unpooled());
        Handle reading = Jdbi.open(source.unpooled());
        Handle writing = Jdbi.open(target.unpooled())) {
      // Nobody writes there until the end: what is read is all there is.
      lock.begin();
      source.writeAlone(lock);
      lock.execute("UPDATE store SET held = held");
      if (source.isShared()) {
        reading.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      }
      reading.begin();
      writing.begin();
      target.writeAlone(writing);
      writing.execute("DELETE FROM store");
      List<Moved> moved = new TableCopy(source, reading, target, writing, progress).all();
      Counters.goOnAfter(
          writing, target.isShared(), Counters.lastToken(reading, source.isShared()));
      String held = held(writing);
      Nodes.hold(writing, LAST_STEP);
      writing.commit();
      Nodes.hold(lock, movedWords(target));
      lock.commit();
      writing.createUpdate("UPDATE store SET held = :held").bind("held", held).execute();
      reading.rollback();
      return moved;
    }
  }

  private String movedWords(Dialect target) {
    return MOVED
        + target.place()
        + " on "
        + WorldTime.words(clock.instant())
        + ". Let database.url name that one. Only if that one is never used: digest database release";
  }

  /** A file that is not there would be made. */
  private void demandThere() {
    for (DatabaseSettings settings : List.of(from, to)) {
      if (!SqliteDialect.speaks(settings.url()) && !PostgresDialect.speaks(settings.url())) {
        throw new StoreFault(
            "\""
                + settings.url()
                + "\" is no store that is known here; use sqlite:FILE or"
                + " jdbc:postgresql://HOST/DATABASE");
      }
    }
    Path file = file(from);
    if (file != null && !Files.isRegularFile(file)) {
      throw new StoreFault("--from " + from.url() + ": there is no such file. Check the path");
    }
    if (from.url().equals(to.url()) || isSameFile(file, file(to))) {
      throw new StoreFault(
          "--from and --to are the same store, " + from.url() + ". Name an empty one in --to");
    }
  }

  private static boolean isSameFile(@Nullable Path one, @Nullable Path other) {
    return one != null && other != null && one.equals(other);
  }

  private static @Nullable Path file(DatabaseSettings settings) {
    return SqliteDialect.speaks(settings.url()) ? SqliteDialect.file(settings) : null;
  }

  /** Tables of somebody else's are found before ours are made beside them. */
  private void demandNothingForeign(Dialect target) {
    try (Handle handle = Jdbi.open(target.unpooled())) {
      List<String> tables = handle.createQuery(target.tables()).mapTo(String.class).list();
      if (!tables.isEmpty() && !tables.contains("store")) {
        throw new StoreFault(
            "--to "
                + target.place()
                + " is not empty: it has the tables "
                + String.join(", ", tables.subList(0, Math.min(5, tables.size())))
                + ", which are not Digest's. Name an empty database");
      }
    } catch (JdbiException e) {
      throw StoreFault.of(e, target.place());
    }
  }

  private void demandMovable(Database old, Database fresh) {
    String held = new Nodes(old).look().held();
    if (held != null && held.startsWith(MOVED)) {
      throw new StoreFault("--from " + from.url() + ": " + held);
    }
    String there = new Nodes(fresh).look().held();
    if (LAST_STEP.equals(there)) {
      throw new StoreFault("--to " + to.url() + ": " + there);
    }
    if (old.name().equals(fresh.name())) {
      throw new StoreFault(
          "--to " + to.url() + " is the same store as --from, or a copy of it. Name an empty one");
    }
    List<String> full = fresh.read(handle -> full(handle, fresh.dialect()));
    if (!full.isEmpty()) {
      throw new StoreFault(
          "--to "
              + to.url()
              + " is not empty: it holds "
              + String.join(", ", full)
              + ". Nothing was moved. Name an empty database");
    }
  }

  private static List<String> full(Handle handle, Dialect dialect) {
    List<String> full = new ArrayList<>();
    for (String table : handle.createQuery(dialect.tables()).mapTo(String.class).list()) {
      long rows = handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one();
      if (rows > 0 && !table.equals("store")) {
        full.add(rows + " " + table);
      }
    }
    return full;
  }

  /** While it is held nobody dispatches from the old store; in a cluster the signs of life tell. */
  private AutoCloseable role(Database old) {
    Instant living = clock.instant().minus(Duration.ofMinutes(2));
    Nodes.Standing standing = new Nodes(old).look();
    if (old.isShared()) {
      standing.nodes().stream()
          .filter(node -> !node.isGone() && node.beatAt().isAfter(living))
          .findFirst()
          .ifPresent(
              node -> {
                throw inUse(" by node " + node.id() + " on host " + node.host());
              });
    }
    return old.tryDispatch().orElseThrow(() -> inUse(""));
  }

  private StoreFault inUse(String whom) {
    return new StoreFault(
        "--from "
            + from.url()
            + " is in use"
            + whom
            + ". Stop digest serve and wait for what is being sent, then run this again");
  }

  private static @Nullable String held(Handle handle) {
    return handle
        .createQuery("SELECT COALESCE(held, '') FROM store")
        .mapTo(String.class)
        .findOne()
        .filter(words -> !words.isEmpty())
        .orElse(null);
  }
}
