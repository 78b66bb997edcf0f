package digest.press;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.edition.Newsletter;
import digest.mail.Notice;
import digest.mail.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails alerts to whoever looks after this program, from a thread of its own. A mail that cannot go
 * is logged and forgotten: nothing that is being sent ever waits for it, or fails by it.
 */
final class AlertMail implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlertMail.class);
  private static final int MOST_WAITING = 20;
  private static final long IDLE_SECONDS = 10;
  private static final long LAST_SECONDS = 3;

  private final List<EmailAddress> to;
  private final Catalogue catalogue;
  private final Transport transport;
  private final InstantSource clock;
  private final AlertLimit limit = new AlertLimit();
  private final AtomicLong number = new AtomicLong();
  private final ThreadPoolExecutor post;

  /**
   * @param to nobody when it is empty
   */
  AlertMail(List<EmailAddress> to, Catalogue catalogue, Transport transport, InstantSource clock) {
    this.to = List.copyOf(to);
    this.catalogue = catalogue;
    this.transport = transport;
    this.clock = clock;
    this.post =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            AlertMail::thread,
            (mail, full) -> log.warn("alert not mailed: too many wait already"));
    this.post.allowCoreThreadTimeOut(true);
  }

  /**
   * Mails it soon, unless this cause was mailed within the hour; returns at once.
   *
   * @param cause as {@code held edition=17}
   * @param subject one line
   * @param text what, where, and what to do
   */
  void send(String cause, String subject, String text) {
    if (!to.isEmpty() && limit.allows(cause, clock.instant())) {
      post.execute(() -> to.forEach(address -> deliver(cause, address, subject, text)));
    }
  }

  /** What was asked for before this still goes, if the relay is quick. */
  @Override
  public void close() {
    post.shutdown();
    try {
      if (!post.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the relay took too long for the last alerts; they are not mailed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(String cause, EmailAddress address, String subject, String text) {
    try {
      Outcomes outcomes = new Outcomes();
      Eml mail = mail(address, subject, text);
      Transport.Ending ending = transport.send(List.of(mail).iterator(), outcomes);
      if (isAccepted(outcomes.byRecipient().get(address))) {
        log.info("alert mailed cause={}", cause);
      } else {
        log.warn("alert not mailed cause={} ending={}", cause, ending.verdict());
      }
    } catch (RuntimeException e) {
      log.warn("alert not mailed cause={}", cause, e);
    }
  }

  private static boolean isAccepted(@Nullable Outcome outcome) {
    return outcome != null && outcome.verdict() == Outcome.Verdict.ACCEPTED;
  }

  private Eml mail(EmailAddress address, String subject, String text) {
    Mailbox from = new Mailbox("Digest", sender(address));
    String id = "alert-" + clock.instant().toEpochMilli() + "-" + number.incrementAndGet();
    return Notice.of(
        id + "@" + from.address().domain(),
        from,
        address,
        clock.instant(),
        "[Digest] " + subject,
        text + "\n\n-- \nDigest, for " + catalogue.site().title() + "\n");
  }

  /** An address that the relay lets us use; without any newsletter, the reader's own. */
  private EmailAddress sender(EmailAddress address) {
    return catalogue.newsletters().stream()
        .map(Newsletter::from)
        .map(Mailbox::address)
        .findFirst()
        .orElse(address);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "alerts");
    thread.setDaemon(true);
    return thread;
  }
}
