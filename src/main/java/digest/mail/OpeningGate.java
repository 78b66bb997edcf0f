package digest.mail;

import digest.delivery.SmtpReply;
import digest.mail.Transport.Ending;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a storm of failures away from one relay, over all its connections: few are being opened at
 * once, what has just failed is not tried by all others too (delivery S3), and a login is refused
 * three times at most until ten minutes have passed or a person lets it be tried anew (delivery
 * S2). Safe for many threads.
 */
final class OpeningGate {

  /** At most so many are opened at once, and so many logins refused. */
  private static final int TRIES = 3;

  private static final long REFUSED_FOR = Duration.ofMinutes(10).toNanos();

  /**
   * Links that break one after the other must not each try anew; shorter than whoever probes an
   * unreachable relay waits.
   */
  private static final long FAILED_FOR = Duration.ofSeconds(5).toNanos();

  private final LongSupplier nanoTime;
  private int opening;
  private int refusals; // in a row
  private int refusalsEver;
  private long refusedAt;
  private @Nullable SmtpReply refusal;
  private @Nullable Ending failure;
  private long failedAt;

  OpeningGate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Waits until a connection may be opened; {@link #leave} must follow.
   *
   * @return null when it may; else how it would end
   */
  synchronized @Nullable Ending enter() {
    while (answer() == null && opening + refusals >= TRIES) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Ending.Unreachable("interrupted before a connection was opened");
      }
    }
    Ending known = answer();
    opening += known == null ? 1 : 0;
    return known;
  }

  /** How many logins were ever refused. */
  synchronized int refusals() {
    return refusalsEver;
  }

  /**
   * Says how the opening ended.
   *
   * @param refusalsBefore as they were when it began: one that goes well says nothing of logins
   *     that were refused meanwhile
   */
  synchronized void leave(Ending ending, int refusalsBefore) {
    opening--;
    switch (ending.verdict()) {
      case DONE -> {
        refusals = refusalsBefore == refusalsEver ? 0 : refusals;
        failure = null;
      }
      case UNREACHABLE -> {
        failure = ending;
        failedAt = nanoTime.getAsLong();
      }
      case BLOCKED -> refused(((Ending.Blocked) ending).reply());
    }
    notifyAll();
  }

  /** Logins may be tried anew. */
  synchronized void forgetRefusals() {
    refusals = 0;
    refusal = null;
    notifyAll();
  }

  private void refused(SmtpReply reply) {
    if (reply.command().equals("AUTH")) {
      refusals++;
      refusalsEver++;
      refusal = reply;
      refusedAt = nanoTime.getAsLong();
    }
  }

  private @Nullable Ending answer() {
    long now = nanoTime.getAsLong();
    if (refusals > 0 && opening == 0 && now - refusedAt > REFUSED_FOR) {
      refusals = 0;
    }
    if (refusals >= TRIES && refusal != null) {
      return new Ending.Blocked(
          new SmtpReply(
              refusal.code(),
              refusal.status(),
              refusal.text() + " (" + TRIES + " times; tried again after ten minutes)",
              refusal.command()));
    }
    return failure != null && now - failedAt < FAILED_FOR ? failure : null;
  }
}
