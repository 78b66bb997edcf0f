package digest.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * What differs between databases: how one is opened, whose turn it is to write, who may hold a
 * role, how it is copied, and the few words of SQL that are not the same.
 */
sealed interface Dialect permits SqliteDialect, PostgresDialect {

  /** Who freezes, so that a living freeze is told from a dead one's remains. */
  String FREEZER = "freezer";

  /** Looks at what a person can get wrong before a driver words it. */
  static Dialect of(DatabaseSettings settings) {
    if (SqliteDialect.speaks(settings.url())) {
      return SqliteDialect.of(settings);
    }
    if (PostgresDialect.speaks(settings.url())) {
      return PostgresDialect.of(settings);
    }
    throw new StoreFault(
        "database.url \""
            + settings.url()
            + "\" is not known here; use sqlite:PATH or jdbc:postgresql://HOST/DATABASE");
  }

  /** The place, for people: nothing secret. */
  String place();

  /** Where the tables' definitions are, for Flyway. */
  List<String> migrations();

  /** For work without a limit in time: making and changing tables. */
  DataSource unpooled();

  HikariDataSource writers();

  /** Their transactions see one instant. */
  HikariDataSource readers();

  /** Does something in one transaction, and ends that. */
  <T> T inTransaction(Jdbi jdbi, HandleCallback<T, SQLException> work) throws SQLException;

  /** Whether many processes, on many machines, may work on it at once. */
  boolean isShared();

  /**
   * The first statement of a transaction that looks and then acts: until it ends nobody else
   * writes.
   */
  void writeAlone(Handle handle);

  /** The first statement of a transaction that others of its kind may run beside. */
  void writeBeside(Handle handle);

  /**
   * Looks at what cannot be mended later, before the tables are made.
   *
   * @throws StoreFault when it cannot be reached, or cannot keep what we write
   */
  void check();

  /**
   * Takes a role that one holder at a time may have, among all processes and all objects of this
   * one. A killed holder loses it, and so does one that is stopped for long where others may live.
   *
   * @param patience how long to wait for it
   */
  Optional<AutoCloseable> tryRole(String role, Duration patience);

  /** Takes the role of the one dispatcher (delivery L8), where there may be only one. */
  Optional<AutoCloseable> tryDispatch();

  /** SQL for all tables of ours, by name. */
  String tables();

  /** SQL for the database's clock, in microseconds as the columns have them. */
  String now();

  /** SQL that ends a query for rows of {@code d} to be taken: those in others' hands are left. */
  String skipLocked();

  /** After many new deliveries, so that the next queries are planned for as many as there are. */
  void survey(Handle handle);

  /** SQL after a column's name: it is one of {@link #numbers}, bound as one text. */
  String among();

  /** Any number of numbers as one parameter, so that a statement is the same for all of them. */
  String numbers(long... numbers);

  /**
   * Copies everything into a new file, as of one instant.
   *
   * @param held why nothing may be sent from the copy
   */
  void backup(Jdbi reading, Path file, String held);
}
