package digest.mail;

import digest.delivery.SmtpReply;
import org.jspecify.annotations.Nullable;

/** The replies to one mail that was said in one breath: RSET, MAIL, RCPT, BDAT. For one thread. */
final class ChunkReplies {

  private static final int UNKNOWN_COMMAND = 500;
  private static final int UNKNOWN_PARAMETER = 504;

  private @Nullable SmtpReply reset;
  private @Nullable SmtpReply refusal; // the first to the envelope that is not 2yz
  private @Nullable SmtpReply last;
  private boolean isSeen;

  /** In the order they come. */
  void heard(SmtpReply reply) {
    switch (reply.command()) {
      case "RSET" -> reset = reply;
      case "." -> last = reply;
      default -> refusal = refusal == null && !isGood(reply) ? reply : refusal;
    }
    isSeen |= !reply.command().equals("RSET");
  }

  /** Whether anything was said to the mail itself. */
  boolean isSeen() {
    return isSeen;
  }

  /** What decides over the mail; null when what was said does not, or makes no sense. */
  @Nullable SmtpReply deciding() {
    if (refusal == null) {
      return last != null && (isGood(last) || isRefusal(last)) ? last : null;
    }
    // Some say 250 to a chunk for nobody.
    boolean isForNobody = last == null || isRefusal(last) || refusal.command().equals("RCPT");
    return isRefusal(refusal) && isForNobody && isFit(last) ? refusal : null;
  }

  /** Whether the relay has it now. */
  boolean isTaken() {
    return refusal == null && last != null && isGood(last);
  }

  /** Whether the relay said that it has not taken it. */
  boolean isLeft() {
    return last != null && isRefusal(last);
  }

  /** Whether the relay took the envelope, and then did not know what {@code BDAT} means. */
  boolean isChunkUnknown() {
    return refusal == null
        && last != null
        && last.code() >= UNKNOWN_COMMAND
        && last.code() <= UNKNOWN_PARAMETER
        && (last.status() == null || last.status().startsWith("5.5."));
  }

  /** Whether what the mail before left behind may be why this one was refused. */
  boolean isUnclear() {
    return reset != null && !isGood(reset);
  }

  /** The one that makes no sense, for people. */
  String strangest() {
    return String.valueOf(last == null || (isLeft() && refusal != null) ? refusal : last);
  }

  private static boolean isFit(@Nullable SmtpReply reply) {
    return reply == null || isGood(reply) || isRefusal(reply);
  }

  private static boolean isRefusal(SmtpReply reply) {
    return reply.isTransient() || reply.isPermanent();
  }

  private static boolean isGood(SmtpReply reply) {
    return reply.code() / 100 == 2;
  }
}
