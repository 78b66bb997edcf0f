package digest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A role held by an open transaction, and the thread that shows the server that its holder lives.
 *
 * <p>A killed holder's connection breaks, a stopped one falls silent: either way the server ends
 * the transaction, and the role is free.
 */
final class PostgresRole implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostgresRole.class);

  private static final String LOCK = "SELECT pg_advisory_xact_lock" + PostgresDialect.lock("?");

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** What a wait for a lock ends with when the time is up. */
  private static final String NOT_AVAILABLE = "55P03";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition end = lock.newCondition();
  private final Connection connection;
  private final String role;
  private final Duration betweenSigns;
  private boolean closed;

  private PostgresRole(Connection connection, String role, Duration betweenSigns) {
    this.connection = connection;
    this.role = role;
    this.betweenSigns = betweenSigns;
  }

  /**
   * @param source whose sessions say how long to wait, and how long a holder may be silent
   */
  static Optional<AutoCloseable> take(
      DataSource source, String role, Duration betweenSigns, String place) {
    try {
      Connection connection = source.getConnection();
      if (!isTaken(connection, role)) {
        connection.close();
        return Optional.empty();
      }
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER.toMillis()));
      PostgresRole taken = new PostgresRole(connection, role, betweenSigns);
      Thread signs = new Thread(taken::live, "digest-role-" + role);
      signs.setDaemon(true);
      signs.start();
      return Optional.of(taken);
    } catch (SQLException e) {
      throw StoreFault.of(e, place);
    }
  }

  private static boolean isTaken(Connection connection, String role) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement wait = connection.prepareStatement(LOCK)) {
      wait.setString(1, role);
      wait.execute();
      return true;
    } catch (SQLException e) {
      if (NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      connection.close();
      throw e;
    }
  }

  private void live() {
    lock.lock();
    try (Statement sign = connection.createStatement()) {
      while (!closed) {
        end.awaitNanos(betweenSigns.toNanos());
        if (!closed) {
          sign.execute("SELECT 1");
        }
      }
    } catch (SQLException e) {
      log.warn("role lost role={} cause={}", role, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Gives it back; one that was lost is not there to be given back. */
  @Override
  public void close() {
    lock.lock();
    try (connection) {
      closed = true;
      end.signal();
      connection.rollback();
    } catch (SQLException e) {
      log.debug("role was lost before it was given back role={}", role, e);
    } finally {
      lock.unlock();
    }
  }
}
