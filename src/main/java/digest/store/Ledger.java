package digest.store;

import digest.delivery.Delivery;
import digest.delivery.Settlement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens on the wire before anybody acts on it (delivery L1).
 *
 * <p>One thread writes. Intents and outcomes of all connections travel together: a commit starts as
 * soon as somebody waits for one, and takes everything gathered since the last.
 *
 * <p>When the store fails, intents fail with it, so that no message begins that cannot be recorded;
 * outcomes are kept and tried again with the next commit, and every second (delivery L5). Safe for
 * many threads.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private final Gathering gathering = new Gathering();
  private final GroupCommit commits;
  private final Thread writer;

  /**
   * Starts the writing thread.
   *
   * @param owner the one the deliveries were claimed for
   */
  public Ledger(Database database, String owner, InstantSource clock) {
    this.commits = new GroupCommit(database, owner, clock);
    this.writer = new Thread(this::write, "digest-ledger");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  /**
   * Says that a message's body begins, and does not wait: its row becomes SENDING with the next
   * commit that anybody waits for, so the {@link #intend} that follows waits less. A connection
   * announces as many as its window allows; what is announced and not begun is settled like the
   * rest.
   */
  public void announce(Delivery.Id id) {
    gathering.announce(id);
  }

  /**
   * Returns when the row is durably SENDING: then, and not before, the final dot may be written.
   *
   * @return false when the row is not this owner's any more: withdrawn, or given back
   * @throws StoreFault when it could not be written; the row is as before
   */
  public boolean intend(Delivery.Id id) {
    try {
      return gathering.hurry(id).granted().join();
    } catch (CompletionException e) {
      throw StoreFault.of(e.getCause() == null ? e : e.getCause(), "ledger");
    }
  }

  /** Notes what an attempt came to, and returns at once; durable with the next commit. */
  public void settle(Delivery.Id id, Settlement settlement) {
    gathering.settle(new GroupCommit.Outcome(id, settlement));
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
      gathering.flush();
    } finally {
      gathering.close();
      awaitWriter();
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
    try {
      List<Boolean> granted = commits.write(batch.intents(), batch.outcomes());
      if (gathering.written(batch)) {
        log.info("store writes again");
      }
      for (int i = 0; i < granted.size(); i++) {
        batch.intents().get(i).granted().complete(granted.get(i));
      }
    } catch (RuntimeException | Error e) {
      StoreFault fault = StoreFault.of(e, "ledger");
      if (gathering.failed(batch, fault)) {
        log.error("store fails outcomes={} cause={}", batch.outcomes().size(), fault.getMessage());
      }
      batch.intents().forEach(intent -> intent.granted().completeExceptionally(fault));
    }
  }
}
