package digest.delivery;

import org.jspecify.annotations.Nullable;

/** What an attempt came to. */
public sealed interface Outcome {

  /** The kind of an outcome, for a {@code switch} without {@code default}. */
  enum Verdict {
    ACCEPTED,
    DEFERRED,
    REJECTED,
    UNCERTAIN,
    BLOCKED
  }

  /** The kind of this outcome. */
  Verdict verdict();

  /** 2yz to end-of-data: never again. */
  record Accepted(SmtpReply reply) implements Outcome {
    @Override
    public Verdict verdict() {
      return Verdict.ACCEPTED;
    }
  }

  /**
   * 4yz anywhere, or the link broke before the final dot, or a fault nobody foresaw.
   *
   * @param reply null when there was none
   */
  record Deferred(@Nullable SmtpReply reply, String cause) implements Outcome {
    @Override
    public Verdict verdict() {
      return Verdict.DEFERRED;
    }
  }

  /** 5yz to RCPT or to end-of-data: this recipient is refused for good. */
  record Rejected(SmtpReply reply) implements Outcome {
    @Override
    public Verdict verdict() {
      return Verdict.REJECTED;
    }
  }

  /** The link broke after the final dot and before the reply (RFC 1047). */
  record Uncertain(String command, String cause) implements Outcome {
    @Override
    public Verdict verdict() {
      return Verdict.UNCERTAIN;
    }
  }

  /**
   * Our own fault: login refused, sender refused, policy. The recipient is not blamed, the dispatch
   * stops.
   */
  record Blocked(SmtpReply reply) implements Outcome {
    @Override
    public Verdict verdict() {
      return Verdict.BLOCKED;
    }
  }
}
