package digest.web;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The desk's plain words for states; each comes with a sign and a colour, never a colour alone. */
final class Wording {

  private Wording() {}

  /** A count as people write it: {@code 4,812}. */
  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** A count with its noun: {@code 1 person}, {@code 4,812 people}. */
  static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** As {@code 812 a second}; of a slow one, {@code 12 a minute}. */
  static String pace(double perSecond) {
    return perSecond >= 10
        ? count(Math.round(perSecond)) + " a second"
        : count(Math.round(60 * perSecond)) + " a minute";
  }

  /** A state's pill: {@code kind} is its colour, {@code icon} its sign. */
  static Map<String, Object> pill(String kind, String icon, String text) {
    return Map.of("kind", kind, "icon", icon, "text", text);
  }

  /** Where an edition stands. */
  static Map<String, Object> edition(
      Edition edition, Newsletter.Approval approval, Progress progress) {
    return switch (edition.state()) {
      case DRAFT -> draft(edition, approval);
      case APPROVED -> pill("info", "ok", "Approved");
      case FROZEN -> frozen(edition, progress);
      case CANCELLED -> pill("", "drop", "Cancelled");
      case SKIPPED -> pill("", "drop", "Skipped");
      case MISSED -> pill("warn", "warn", "Missed");
    };
  }

  private static Map<String, Object> draft(Edition edition, Newsletter.Approval approval) {
    if (edition.marks().held() != null) {
      return pill("bad", "warn", "Held");
    }
    return approval == Newsletter.Approval.REQUIRED
        ? pill("warn", "warn", "Waiting for approval")
        : pill("info", "clock", "Draft");
  }

  private static Map<String, Object> frozen(Edition edition, Progress progress) {
    if (edition.marks().paused() != null) {
      return pill("warn", "pause", "Paused");
    }
    if (progress.open() > 0) {
      return pill("info", "live", "Sending");
    }
    return progress.hasFailures()
        ? pill("warn", "warn", "Done, not everybody got it")
        : pill("ok", "ok", "Sent");
  }

  /** How one person's mail stands. */
  static Map<String, Object> delivery(Delivery.State state) {
    return switch (state) {
      case PENDING, CLAIMED -> pill("info", "clock", "In the queue");
      case SENDING -> pill("info", "send", "On its way");
      case ACCEPTED -> pill("ok", "ok", "Sent");
      case DEFERRED -> pill("warn", "warn", "Waiting to retry");
      case REJECTED -> pill("bad", "bad", "Failed");
      case EXPIRED -> pill("bad", "bad", "Given up");
      case UNCERTAIN -> pill("warn", "info", "May have got it");
      case EXCLUDED -> pill("", "drop", "Left out");
    };
  }

  /** Why somebody does not get an edition. */
  static String exclusion(Delivery.Exclusion why) {
    return switch (why) {
      case UNSUBSCRIBED -> "Unsubscribed";
      case SUPPRESSED -> "Suppressed";
      case UNCONFIRMED -> "Not confirmed";
      case OUTSIDE_SEGMENT -> "Outside the segment";
      case NOTHING_CHOSEN -> "Nothing about their topics";
      case WRONG_SLOT -> "Another time zone's turn";
      case ERASED -> "Erased";
      case NOT_DELIVERABLE -> "Address cannot be served";
      case OTHER_DOMAIN -> "Domain not allowed here";
      case CANCELLED -> "Cancelled";
      case POISON -> "Broke the sending";
    };
  }

  /** A delivery's remark: an exclusion's name becomes its words, anything else is words already. */
  static String remark(String remark) {
    return Arrays.stream(Delivery.Exclusion.values())
        .filter(why -> why.name().equals(remark))
        .findFirst()
        .map(Wording::exclusion)
        .orElse(remark);
  }

  /** Why an article is in or out. */
  static String reason(Reason reason) {
    return switch (reason) {
      case LEAD -> "The lead";
      case PICKED -> "Picked";
      case FILLED -> "Fills a gap";
      case CARRIED -> "Carried over";
      case RELATED -> "Shown as related";
      case TOO_EARLY -> "Before the window";
      case SETTLING -> "Still settling";
      case FUTURE -> "In the future";
      case TOO_OLD -> "Too old";
      case EXPIRED -> "Expired";
      case ALREADY_SENT -> "Sent before";
      case RESERVED_ELSEWHERE -> "In another edition";
      case DUPLICATE_OF -> "A duplicate";
      case UPDATE_OF -> "An update of one sent";
      case ALREADY_COVERED -> "Covered before";
      case NOT_PUBLIC -> "Not public";
      case EXCLUDED_RULE -> "Excluded by a rule";
      case EXCLUDED_EDITOR -> "Dropped by an editor";
      case OVER_MAX -> "No room left";
      case OVER_SECTION -> "Section is full";
      case OVER_SOURCE -> "Enough of its source";
      case NO_TEASER -> "Has no text";
      case SIZE_BUDGET -> "Mail would be too large";
      case UNPUBLISHED -> "Taken back";
    };
  }
}
