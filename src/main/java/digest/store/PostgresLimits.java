package digest.store;

import java.time.Duration;

/**
 * How long things may take on a connection to PostgreSQL; zero means for ever.
 *
 * @param socket the client waits for an answer: longer than any statement may take, so that only a
 *     server that vanished without a word is given up
 * @param idle a transaction is ended whose client says nothing: it was stopped in the middle, and
 *     all others wait for its locks
 * @param lock a statement waits for others' locks
 * @param statement a statement runs, waiting included
 */
record PostgresLimits(Duration socket, Duration idle, Duration lock, Duration statement) {

  /** Everything of ours is done in seconds. */
  static final PostgresLimits WORK =
      new PostgresLimits(
          Duration.ofSeconds(75),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60));

  /**
   * For what writes: sooner than the shortest lease is over. Who is stopped in the middle of a
   * transaction holds locks that a taker-over waits for, and would go on with it after all
   * (delivery L6).
   */
  static final PostgresLimits WRITING =
      new PostgresLimits(WORK.socket(), Duration.ofSeconds(4), WORK.lock(), WORK.statement());

  /** A new index on a large table takes its time, and Flyway waits in a transaction beside it. */
  static final PostgresLimits MIGRATION =
      new PostgresLimits(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO);

  /** After so long in silence a role's holder has lost it. */
  static final Duration ROLE_LOST = Duration.ofSeconds(30);

  private static final Duration MARGIN = Duration.ofSeconds(15);

  /** For the connection that holds a role, after waiting for it. */
  static PostgresLimits role(Duration patience) {
    Duration least = Duration.ofMillis(1);
    Duration wait = patience.compareTo(least) < 0 ? least : patience;
    return new PostgresLimits(patience.plus(MARGIN), ROLE_LOST, wait, Duration.ZERO);
  }

  /** As a session is started with them, and with commits that are on the disk when they return. */
  String options() {
    return "-c idle_in_transaction_session_timeout="
        + idle.toMillis()
        + " -c lock_timeout="
        + lock.toMillis()
        + " -c statement_timeout="
        + statement.toMillis()
        + " -c synchronous_commit=on";
  }
}
