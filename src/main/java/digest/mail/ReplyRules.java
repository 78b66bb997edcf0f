package digest.mail;

import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a reply means for the delivery; pure.
 *
 * <p>Judged by the first digit (RFC 5321 §4.2.1), by the command it answered, and by a list of
 * replies that concern us and not the recipient ({@code our-fault.txt}, delivery S2).
 */
public final class ReplyRules {

  private static final String FILE = "our-fault.txt";
  private static final int STORAGE_EXCEEDED = 552;

  private final Set<String> statuses = new HashSet<>();
  private final Set<Integer> codes = new HashSet<>();
  private final Set<String> words = new HashSet<>();

  /** Reads the list that comes with the program. */
  public ReplyRules() {
    try (InputStream file = ReplyRules.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing in the program's jar; build it anew");
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /**
   * The outcome of a mail whose {@link SmtpReply#command()} got this reply.
   *
   * @param reply a refusal to MAIL, RCPT or DATA, or any reply to the final dot
   * @throws IllegalArgumentException when the reply is none or lets the dialogue go on
   */
  public Outcome outcome(SmtpReply reply) {
    boolean isAccepted = reply.command().equals(".") && reply.code() / 100 == 2;
    if (isAccepted) {
      return new Outcome.Accepted(reply);
    }
    if (!reply.isTransient() && !reply.isPermanent()) {
      throw new IllegalArgumentException(reply + " after " + reply.command() + " decides nothing");
    }
    if (isOurFault(reply)) {
      return new Outcome.Blocked(reply);
    }
    return reply.isTransient() || isTooManyRecipients(reply)
        ? new Outcome.Deferred(reply, "the relay asks to try later")
        : new Outcome.Rejected(reply);
  }

  private boolean isOurFault(SmtpReply reply) {
    String status = reply.status();
    if (status != null && statuses.contains(status)) {
      return true;
    }
    String text = reply.text().toLowerCase(Locale.ROOT);
    return reply.isPermanent()
        && switch (reply.command()) {
          case "." -> words.stream().anyMatch(text::contains);
          case "RCPT", "DATA" ->
              codes.contains(reply.code()) || words.stream().anyMatch(text::contains);
          default -> true; // CONNECT, EHLO, STARTTLS, AUTH, MAIL: no recipient was named yet
        };
  }

  /** RFC 5321 §4.5.3.1.10: some servers say it with 552, and mean 452. */
  private static boolean isTooManyRecipients(SmtpReply reply) {
    return reply.code() == STORAGE_EXCEEDED
        && (reply.text().toLowerCase(Locale.ROOT).contains("too many recipients")
            || "5.5.3".equals(reply.status()));
  }

  private void learn(String line) {
    String[] rule = line.strip().split(" ", 2);
    switch (rule[0]) {
      case "", "#" -> {}
      case "status" -> statuses.add(rule[1]);
      case "code" -> codes.add(Integer.valueOf(rule[1]));
      case "words" -> words.add(rule[1]);
      default -> throw new IllegalStateException(FILE + ": \"" + line + "\" is no rule");
    }
  }
}
