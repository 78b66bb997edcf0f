package digest.cli;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Reason;
import java.util.Locale;

/** The plain words that people read for the states of the house. */
final class Words {

  private Words() {}

  /** {@code 1 article}, {@code 12 articles}. */
  static String count(long count, String noun) {
    return number(count) + " " + (count == 1 ? noun : noun + "s");
  }

  /** {@code 1 delivery}, {@code 12 deliveries}. */
  static String count(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  /** With a comma every three digits. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Where an edition stands, from its state, its marks and its deliveries. */
  static String state(Edition edition, Progress progress) {
    if (edition.state() == Edition.State.FROZEN) {
      return frozen(edition, progress);
    }
    String held = edition.marks().held() == null ? "" : ", held";
    return switch (edition.state()) {
      case DRAFT -> "Draft" + held;
      case APPROVED -> "Approved" + held;
      case CANCELLED -> "Cancelled";
      case SKIPPED -> "Skipped";
      case MISSED -> "Missed";
      case FROZEN -> "Sending";
    };
  }

  private static String frozen(Edition edition, Progress progress) {
    if (progress.open() == 0) {
      return progress.hasFailures() ? "Sent, some failed" : "Sent";
    }
    return edition.marks().paused() == null ? "Sending" : "Paused";
  }

  /** A delivery's state. */
  static String state(Delivery.State state) {
    return switch (state) {
      case PENDING, CLAIMED -> "Waiting";
      case SENDING -> "Being sent";
      case ACCEPTED -> "Sent";
      case DEFERRED -> "Waiting for another try";
      case REJECTED -> "Failed: refused";
      case UNCERTAIN -> "Uncertain";
      case EXPIRED -> "Failed: given up";
      case EXCLUDED -> "Left out";
    };
  }

  /** Why somebody does not get an edition. */
  static String exclusion(Delivery.Exclusion exclusion) {
    return switch (exclusion) {
      case UNSUBSCRIBED -> "has unsubscribed";
      case SUPPRESSED -> "suppressed (bounced, complained, or by hand)";
      case UNCONFIRMED -> "has not confirmed the subscription";
      case OUTSIDE_SEGMENT -> "outside the newsletter's segment";
      case NOTHING_CHOSEN -> "none of the articles is about the topics they chose";
      case WRONG_SLOT -> "gets it at another time";
      case ERASED -> "erased";
      case NOT_DELIVERABLE -> "the address cannot be mailed";
      case OTHER_DOMAIN -> "outside the allowed domains";
      case CANCELLED -> "the edition was cancelled";
      case POISON -> "the message could not be made";
    };
  }

  /** Why an article is in an edition or is not. */
  static String reason(Reason reason) {
    return switch (reason) {
      case LEAD -> "the lead";
      case PICKED -> "picked";
      case FILLED -> "fills up";
      case CARRIED -> "carried over";
      case RELATED -> "shown as related";
      case TOO_EARLY -> "too new";
      case SETTLING -> "too fresh, still settling";
      case FUTURE -> "dated in the future";
      case TOO_OLD -> "too old";
      case EXPIRED -> "waited too long";
      case ALREADY_SENT -> "sent before";
      case RESERVED_ELSEWHERE -> "in another edition";
      case DUPLICATE_OF -> "same story as another";
      case UPDATE_OF -> "older version of a story";
      case ALREADY_COVERED -> "story sent before";
      case NOT_PUBLIC -> "not public";
      case EXCLUDED_RULE -> "excluded by a rule";
      case EXCLUDED_EDITOR -> "taken out by the editor";
      case OVER_MAX -> "no room";
      case OVER_SECTION -> "no room in its section";
      case OVER_SOURCE -> "enough of its source";
      case NO_TEASER -> "no text";
      case SIZE_BUDGET -> "the mail would grow too big";
      case UNPUBLISHED -> "withdrawn by its site";
    };
  }

  /** The same as a heading over the articles it holds for. */
  static String reasonHeading(Reason reason) {
    String words = reason(reason);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
