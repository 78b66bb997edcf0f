package digest.edition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * That the clocks of a zone are put, and the slots that fall into it.
 *
 * @param local what the clocks show when they are put
 * @param by forward when positive
 * @param slots whose local time does not exist, or comes twice
 */
public record ClockChange(Instant at, LocalDateTime local, Duration by, List<Affected> slots) {

  /**
   * A slot whose local time does not exist, or comes twice.
   *
   * @param merged another slot comes in its place (picking Z7)
   */
  public record Affected(Slot slot, boolean merged) {}

  /** Copies the list. */
  public ClockChange {
    slots = List.copyOf(slots);
  }

  /** Whether a part of the day is left out; else one comes twice. */
  public boolean isForward() {
    return !by.isNegative();
  }
}
