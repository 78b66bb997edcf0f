package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import java.util.Iterator;

/**
 * The way mails leave: a relay, or a folder of files.
 *
 * <p>Safe for many threads: each call of {@link #send} has a connection of its own.
 */
public interface Transport extends AutoCloseable {

  /**
   * Sends mails over one connection until the iterator ends, or until going on is pointless.
   *
   * <p>The connection is opened before the first mail is taken, so an unreachable relay costs no
   * mail an attempt. Each mail taken and wanted is settled or given back before this returns. A
   * mail may be taken and asked for ({@link Journal#wanted}) before the one before it is settled;
   * settlements keep the order.
   *
   * @throws RuntimeException whatever the iterator or the journal throws; the connection is dropped
   *     without a final dot for the mail in hand, which is then not settled
   */
  Ending send(Iterator<Eml> mails, Journal journal);

  /** A person was told that it refuses us, and decides when to go on: it may be tried anew. */
  default void forgetRefusals() {}

  /** Ends all connections at once; mails in hand are settled as broken links. */
  @Override
  void close();

  /** Where the fate of each mail is written down; called by the sending thread. */
  interface Journal {

    /**
     * Whether the mail is still to go out: false for one withdrawn, suppressed or cancelled since
     * it was claimed. Asked before MAIL, and again where time has passed since; after false the
     * mail is skipped and not settled.
     */
    boolean wanted(Eml mail);

    /** Whether the next mail is at hand, so that to take it costs the one before no time. */
    default boolean isReady() {
      return true;
    }

    /**
     * Whether nothing else of its connection may be in flight with it: at it a connection broke
     * before, and would take the others along.
     */
    default boolean isAlone(Eml mail) {
      return false;
    }

    /** Whether {@link #intend} would answer at once. */
    default boolean isIntended(Eml mail) {
      return false;
    }

    /**
     * Called when the whole mail has been handed over but for its final dot; returns when SENDING
     * is durable (delivery L1). After false the dot is not written, the connection is dropped, and
     * the mail is not settled.
     */
    boolean intend(Eml mail);

    /** What the attempt came to; once for each mail that was wanted and, if asked, intended. */
    void settle(Eml mail, Outcome outcome);

    /** The mail was wanted, and nothing of it was begun when the stream ended. */
    default void giveBack(Eml mail) {}

    /** The mail was intended and has not gone out, which is not its recipient's fault. */
    default void untried(Eml mail) {
      giveBack(mail);
    }

    /**
     * Whether mails may go out as chunks, where the relay takes them. It is quicker; but the last
     * octet of a chunk is its final dot, so of one that a break cuts off nobody can tell whether it
     * was whole, while before a dot it was not.
     */
    default boolean mayChunk() {
      return false;
    }

    /** How many mails of one connection may be without an outcome, their last octet written. */
    default int window() {
      return 1;
    }
  }

  /** Why a stream of mails ended. */
  sealed interface Ending {

    /** The kind of an ending, for a {@code switch} without {@code default}. */
    enum Verdict {
      DONE,
      UNREACHABLE,
      BLOCKED
    }

    /** The kind of this ending. */
    Verdict verdict();

    /** The iterator ended. */
    record Done() implements Ending {
      @Override
      public Verdict verdict() {
        return Verdict.DONE;
      }
    }

    /**
     * No connection could be opened, or none that lasts: refused, no such host, banner 421, time
     * out. Worth another try later.
     *
     * @param cause for people and logs
     */
    record Unreachable(String cause) implements Ending {
      @Override
      public Verdict verdict() {
        return Verdict.UNREACHABLE;
      }
    }

    /**
     * Our own fault: login, sender, TLS or policy. Every other mail would fare the same.
     *
     * @param reply the relay's, or ours with the same codes where the relay never was asked
     */
    record Blocked(SmtpReply reply) implements Ending {
      @Override
      public Verdict verdict() {
        return Verdict.BLOCKED;
      }
    }
  }
}
