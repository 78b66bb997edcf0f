package digest.web;

import digest.delivery.Delivery.State;
import digest.delivery.Progress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Which deliveries of an edition a page shows; the parts add up to all. */
enum DeliveryFilter {
  ALL("All"),
  SENT("Sent"),
  QUEUE("In the queue"),
  WAITING("Waiting to retry"),
  UNSURE("May have got it"),
  FAILED("Failed"),
  OUT("Left out");

  private final String label;

  DeliveryFilter(String label) {
    this.label = label;
  }

  /** The filter of a key in an address; all for an unknown one. */
  static DeliveryFilter of(String key) {
    return Arrays.stream(values())
        .filter(filter -> filter.key().equals(key))
        .findFirst()
        .orElse(ALL);
  }

  String label() {
    return label;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Set<State> states() {
    return switch (this) {
      case ALL -> EnumSet.allOf(State.class);
      case SENT -> EnumSet.of(State.ACCEPTED);
      case QUEUE -> EnumSet.of(State.PENDING, State.CLAIMED, State.SENDING);
      case WAITING -> EnumSet.of(State.DEFERRED);
      case UNSURE -> EnumSet.of(State.UNCERTAIN);
      case FAILED -> EnumSet.of(State.REJECTED, State.EXPIRED);
      case OUT -> EnumSet.of(State.EXCLUDED);
    };
  }

  long count(Progress progress) {
    return switch (this) {
      case ALL -> progress.candidates();
      case SENT -> progress.accepted();
      case QUEUE -> progress.pending() + progress.claimed() + progress.sending();
      case WAITING -> progress.deferred();
      case UNSURE -> progress.uncertain();
      case FAILED -> progress.rejected() + progress.expired();
      case OUT -> progress.excluded();
    };
  }
}
