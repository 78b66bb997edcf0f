package digest.store;

import digest.delivery.Claim;
import digest.delivery.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens on the wire before anybody acts on it (delivery L1).
 *
 * <p>One thread writes. Intents and outcomes of all connections travel together: a commit starts as
 * soon as somebody waits for one, on a server half a millisecond later, and takes everything
 * gathered since the last.
 *
 * <p>When the store fails, intents fail with it, so that no message begins that cannot be recorded;
 * outcomes are kept and tried again with the next commit, and every second (delivery L5). Safe for
 * many threads.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  /** Less than the time a program has to end in (delivery L4). */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** A commit is several journeys to a server, which does much the same for one row or twenty. */
  private static final Duration COMPANY = Duration.ofNanos(500_000);

  private final Gathering gathering;
  private final GroupCommit commits;
  private final Thread writer;

  /** Starts the writing thread. */
  public Ledger(Database database, InstantSource clock) {
    this.gathering = new Gathering(database.isShared() ? COMPANY : Duration.ZERO);
    this.commits = new GroupCommit(database, clock);
    this.writer = new Thread(this::write, "digest-ledger");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  /**
   * Says that messages' bodies begin, and does not wait: their rows become SENDING with a commit
   * that starts now, so the {@link #intend} that follows waits less. A connection announces as many
   * as its window allows; what is announced and not begun is settled like the rest.
   *
   * @return one for each claim, in order
   */
  public List<Intent> announce(List<Claim> claims) {
    return gathering.announce(claims);
  }

  /** What was announced or claimed and never began: its row goes back as it was before. */
  public void giveBack(Claim claim) {
    gathering.settle(new GroupCommit.Outcome(claim, null));
  }

  /** The same as {@link #intend(Intent)} for one that was not announced before. */
  public boolean intend(Claim claim) {
    return intend(gathering.announce(claim));
  }

  /**
   * Returns when the row is durably SENDING: then, and not before, the final dot may be written.
   *
   * @return false when the row is not this claim's any more: withdrawn, given back or taken over
   * @throws StoreFault when it could not be written; the row is as before
   */
  public boolean intend(Intent intent) {
    if (!intent.isAnswered()) {
      gathering.hurry(intent);
    }
    return intent.awaitGrant();
  }

  /** Notes what an attempt came to, and returns at once; durable with the next commit. */
  public void settle(Claim claim, Settlement settlement) {
    gathering.settle(new GroupCommit.Outcome(claim, settlement));
  }

  /**
   * Returns when all outcomes noted before are durable.
   *
   * @throws StoreFault when the store fails meanwhile; nothing is lost, call again
   */
  public void flush() {
    gathering.flush();
  }

  /**
   * Writes what is left, then ends.
   *
   * @throws StoreFault when that was not possible; the rows are SENDING and become UNCERTAIN
   */
  @Override
  public void close() {
    try {
      flushPatiently();
    } finally {
      gathering.close();
      awaitWriter();
    }
  }

  /** A database that restarts is back in a moment: to give up would make outcomes uncertain. */
  private void flushPatiently() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean flushed = false;
    while (!flushed) {
      try {
        gathering.flush();
        flushed = true;
      } catch (StoreFault e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  private void awaitWriter() {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The writing thread's life. */
  private void write() {
    Gathering.Batch batch = gathering.next();
    while (batch != null) {
      write(batch);
      batch = gathering.next();
    }
  }

  private void write(Gathering.Batch batch) {
    boolean[] granted;
    try {
      granted = commits.write(batch.intents(), batch.outcomes());
    } catch (RuntimeException | Error e) {
      fail(batch, StoreFault.of(e, "ledger"));
      return;
    }
    boolean again = gathering.written(batch);
    Intent.answer(batch.intents(), granted);
    if (again) {
      log.info("store writes again");
    }
  }

  private void fail(Gathering.Batch batch, StoreFault fault) {
    boolean first = gathering.failed(batch, fault);
    Intent.fail(batch.intents(), fault);
    if (first) {
      log.error("store fails outcomes={} cause={}", batch.outcomes().size(), fault.getMessage());
    }
  }
}
