package digest.web;

import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.Evidence;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.press.Press;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every try of one delivery, from the first to the next (desk D9). */
final class TimelineModel {

  private static final String[] NAMES = {
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"
  };

  private TimelineModel() {}

  /** The model of the panel beside the list. */
  static Map<String, Object> of(Press press, Edition edition, Delivery delivery, Instant now) {
    ZoneId zone = edition.slot().zone();
    List<Attempt> written =
        press.rooms().deliveries().attempts(edition.id(), List.of(delivery.id().subscriber()));
    List<Map<String, Object>> steps = new ArrayList<>();
    Attempt.all(delivery, written).forEach(attempt -> steps.add(step(attempt, zone, now)));
    Map<String, Object> model = new HashMap<>();
    model.put("to", delivery.address().toString());
    model.put("pill", Wording.delivery(delivery.state()));
    model.put("steps", steps);
    model.put("messageId", delivery.messageId());
    model.put("reason", reason(delivery));
    if (isDueAgain(delivery)) {
      model.put("next", step(name(delivery.attempts() + 1), "next", next(delivery), zone, now));
    }
    return model;
  }

  private static Map<String, Object> step(Attempt attempt, ZoneId zone, Instant now) {
    boolean read = attempt.reply() != null && isRead(attempt.reply());
    String name = read ? "The relay's log" : name(attempt.number());
    Map<String, Object> step =
        step(name + ", " + became(attempt.became()), kind(attempt), attempt.at(), zone, now);
    step.put("words", words(attempt));
    return step;
  }

  private static Map<String, Object> step(
      String name, String kind, Instant at, ZoneId zone, Instant now) {
    Map<String, Object> step = new HashMap<>();
    step.put("name", name);
    step.put("kind", kind);
    step.put("at", When.of(at, zone, now));
    step.put("words", "");
    return step;
  }

  /** The relay's words, and what they answered; nothing asked for what a log says. */
  static String words(SmtpReply reply) {
    if (isRead(reply)) {
      return reply.text();
    }
    return reply + (reply.command().equals(".") ? "" : " (after " + reply.command() + ")");
  }

  private static String words(Attempt attempt) {
    return attempt.reply() == null ? remark(attempt.remark()) : words(attempt.reply());
  }

  private static String remark(@Nullable String remark) {
    return remark == null ? "" : Wording.remark(remark);
  }

  private static boolean isRead(SmtpReply reply) {
    return reply.command().equals(Evidence.COMMAND);
  }

  private static String reason(Delivery delivery) {
    return delivery.state() == Delivery.State.EXCLUDED ? remark(delivery.remark()) : "";
  }

  private static boolean isDueAgain(Delivery delivery) {
    return delivery.nextAttemptAt() != null
        && (delivery.state() == Delivery.State.DEFERRED
            || delivery.state() == Delivery.State.PENDING);
  }

  private static Instant next(Delivery delivery) {
    Instant next = delivery.nextAttemptAt();
    return next == null ? delivery.changedAt() : next;
  }

  private static String name(int number) {
    return number >= 1 && number <= NAMES.length ? NAMES[number - 1] + " try" : "Try " + number;
  }

  private static String became(Delivery.State state) {
    return switch (state) {
      case ACCEPTED -> "sent";
      case DEFERRED -> "put off";
      case REJECTED -> "refused";
      case EXPIRED -> "given up";
      case UNCERTAIN -> "may have arrived";
      case EXCLUDED -> "left out";
      case PENDING, CLAIMED, SENDING -> "back in the queue";
    };
  }

  private static String kind(Attempt attempt) {
    return switch (attempt.became()) {
      case ACCEPTED -> "ok";
      case DEFERRED, UNCERTAIN -> "warn";
      case REJECTED, EXPIRED -> "bad";
      case EXCLUDED, PENDING, CLAIMED, SENDING -> "";
    };
  }
}
