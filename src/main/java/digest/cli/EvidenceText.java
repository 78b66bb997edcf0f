package digest.cli;

import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.Evidence;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints what is known of a delivery for people: every try, in the relay's own words. */
final class EvidenceText {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Screen out;
  private final Instant now;

  EvidenceText(Screen out, Instant now) {
    this.out = out;
    this.now = now;
  }

  /** A delivery with its tries; empty where the edition is no longer in the store. */
  void print(Delivery delivery, List<Attempt> tries, Optional<Edition> edition) {
    out.line(Style.BOLD, "Edition " + delivery.id().edition() + name(edition));
    Table facts = Table.of("", "").flexible(1);
    facts.row(style(delivery.state()), "Now", state(delivery));
    edition.ifPresent(one -> facts.row("Subject", one.content().subject()));
    facts.row("Message-ID", "<" + delivery.messageId() + ">");
    if (isDueAgain(delivery)) {
      facts.row("Next try", next(delivery.nextAttemptAt()));
    }
    facts.lines(out).forEach(line -> out.stream().println("  " + line));
    tries.forEach(this::print);
    if (tries.isEmpty()) {
      out.line(Style.DIM, "  No try was made.");
    }
  }

  private void print(Attempt attempt) {
    String at = SECOND.format(attempt.at().atZone(ZoneId.systemDefault()));
    boolean read = isRead(attempt.reply());
    String head = read ? "  Log      " : "  Try " + pad(attempt.number());
    out.line(style(attempt.became()), head + at + "  " + Words.state(attempt.became()));
    String words = words(attempt);
    if (!words.isEmpty()) {
      out.paragraph(Style.PLAIN, " ".repeat(11), words);
    }
  }

  private static String pad(int number) {
    return String.format(Locale.ROOT, "%-5d", number);
  }

  private static String words(Attempt attempt) {
    return attempt.reply() == null ? remark(attempt.remark()) : said(attempt.reply());
  }

  /** The relay's words, and what they answered. */
  static String said(SmtpReply reply) {
    return isRead(reply) ? reply.text() : reply + " " + asked(reply);
  }

  /** {@code (after RCPT)}; nothing of what no command asked for. */
  private static String asked(SmtpReply reply) {
    return switch (reply.command()) {
      case "." -> "(after the mail's last line)";
      default -> "(after " + reply.command() + ")";
    };
  }

  private static boolean isRead(@Nullable SmtpReply reply) {
    return reply != null && reply.command().equals(Evidence.COMMAND);
  }

  private static String name(Optional<Edition> edition) {
    return edition.map(one -> " · " + one.newsletter() + " no. " + one.number()).orElse("");
  }

  private static String state(Delivery delivery) {
    String remark = delivery.lastReply() == null ? remark(delivery.remark()) : "";
    boolean excluded = delivery.state() == Delivery.State.EXCLUDED;
    return Words.state(delivery.state()) + (excluded && !remark.isEmpty() ? ": " + remark : "");
  }

  /** Who is left out has a reason, which may be followed by details. */
  static String remark(@Nullable String remark) {
    if (remark == null) {
      return "";
    }
    return Arrays.stream(Delivery.Exclusion.values())
        .filter(why -> remark.equals(why.name()))
        .map(Words::exclusion)
        .findFirst()
        .orElse(remark);
  }

  private static boolean isDueAgain(Delivery delivery) {
    return delivery.nextAttemptAt() != null
        && (delivery.state() == Delivery.State.DEFERRED
            || delivery.state() == Delivery.State.PENDING);
  }

  private String next(@Nullable Instant at) {
    if (at == null || !at.isAfter(now)) {
      return "now";
    }
    return When.here(at, "") + " (in " + When.words(Duration.between(now, at)) + ")";
  }

  private static Style style(Delivery.State state) {
    return switch (state) {
      case ACCEPTED -> Style.GOOD;
      case DEFERRED, UNCERTAIN -> Style.WARNING;
      case REJECTED, EXPIRED -> Style.BAD;
      case EXCLUDED -> Style.DIM;
      case PENDING, CLAIMED, SENDING -> Style.PLAIN;
    };
  }
}
