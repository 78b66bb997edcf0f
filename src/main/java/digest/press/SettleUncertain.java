package digest.press;

import digest.audience.EmailAddress;
import digest.delivery.Delivery;
import digest.delivery.Evidence;
import digest.mail.RelayLog;
import digest.store.Deliveries;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the doubt about mails that may have gone out, by what the relay itself wrote down. Only what
 * is UNCERTAIN is touched, and only what the file tells of; in memory are the uncertain ones alone,
 * however long the file is.
 */
public final class SettleUncertain {

  private static final Logger log = LoggerFactory.getLogger(SettleUncertain.class);

  /**
   * What a file says.
   *
   * @param uncertain how many there are before
   * @param evidence for those the file tells of
   * @param ignored records about all other mails
   */
  public record Findings(int uncertain, List<Evidence> evidence, long ignored) {

    /** How many of the uncertain the relay has. */
    public int accepted() {
      return count(Delivery.State.ACCEPTED);
    }

    /** How many it could not hand on. */
    public int rejected() {
      return count(Delivery.State.REJECTED);
    }

    /** How many it does not tell of; they stay uncertain. */
    public int notFound() {
      return uncertain - evidence.size();
    }

    private int count(Delivery.State verdict) {
      return (int) evidence.stream().filter(one -> one.verdict() == verdict).count();
    }
  }

  /** What was written down; less than was found when others were quicker. */
  public record Settled(int accepted, int rejected) {}

  private final Deliveries deliveries;
  private final InstantSource clock;

  SettleUncertain(Deliveries deliveries, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Reads a log or table; changes nothing.
   *
   * @throws Refusal when it cannot be read, or is nothing a relay has written
   */
  public Findings look(Path file) {
    Map<String, Delivery> uncertain = deliveries.uncertain();
    Map<String, RelayLog.Entry> best = new HashMap<>();
    RelayLog.Reading reading =
        read(file, uncertain, entry -> best.merge(entry.messageId(), entry, SettleUncertain::more));
    List<Evidence> evidence =
        best.values().stream().map(entry -> evidence(entry, uncertain)).toList();
    return new Findings(uncertain.size(), evidence, reading.others());
  }

  /** Writes down what was found; doing it twice changes nothing more. */
  public Settled settle(Findings findings) {
    Map<Delivery.State, Integer> settled = deliveries.settle(findings.evidence(), clock.instant());
    int accepted = settled.getOrDefault(Delivery.State.ACCEPTED, 0);
    int rejected = settled.getOrDefault(Delivery.State.REJECTED, 0);
    log.info("uncertain settled accepted={} rejected={}", accepted, rejected);
    return new Settled(accepted, rejected);
  }

  private static RelayLog.Reading read(
      Path file, Map<String, Delivery> uncertain, Consumer<RelayLog.Entry> found) {
    RelayLog.Reading reading;
    try {
      reading =
          RelayLog.read(
              file,
              uncertain::containsKey,
              entry -> {
                if (isItsReader(entry, uncertain.get(entry.messageId()))) {
                  found.accept(entry);
                }
              });
    } catch (NoSuchFileException e) {
      throw new Refusal("there is no file " + file);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e.getMessage());
    }
    if (reading.understood() == 0) {
      throw new Refusal(
          file
              + " holds nothing that a relay wrote about mails. Give the log of Postfix or Exim, or a"
              + " table (CSV) whose first line names a column message_id and a column status");
    }
    return reading;
  }

  /** A mail with our Message-ID to somebody else is a copy that somebody passed on. */
  private static boolean isItsReader(RelayLog.Entry entry, @Nullable Delivery delivery) {
    String recipient = entry.recipient();
    if (delivery == null || recipient == null) {
      return delivery != null;
    }
    try {
      EmailAddress address = EmailAddress.of(recipient);
      return address.domain().equals(delivery.address().domain())
          && address.local().equalsIgnoreCase(delivery.address().local());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Who was handed on at all has it, whatever else was tried. */
  private static RelayLog.Entry more(RelayLog.Entry one, RelayLog.Entry other) {
    return other.fate().compareTo(one.fate()) >= 0 ? other : one;
  }

  private static Evidence evidence(RelayLog.Entry entry, Map<String, Delivery> uncertain) {
    Delivery delivery = Objects.requireNonNull(uncertain.get(entry.messageId()));
    return new Evidence(delivery.id(), entry.messageId(), entry.fate().verdict(), entry.reply());
  }
}
