package digest.edition;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One numbered issue of a newsletter.
 *
 * <p>What is approved is a hash, and only that hash can be frozen and sent: an edit makes version
 * n+1 with a new hash and clears the approval (picking E3). Sending and sent are not states; they
 * are derived from the deliveries.
 *
 * @param number counts 1, 2, 3 … within the newsletter
 * @param version counts the edits from 1
 * @param hash SHA-256 of the stored content, 64 hex digits
 * @param createdAt when it was built: its content's cutoff lies here or before
 */
public record Edition(
    Id id,
    Newsletter.Id newsletter,
    int number,
    Slot slot,
    EditionContent content,
    int version,
    String hash,
    State state,
    Marks marks,
    Instant createdAt) {

  /** The store's number of an edition. */
  public record Id(long value) {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /**
   * Remarks beside the state.
   *
   * @param held why a person must look before it may go, or null
   * @param paused why sending stopped, or null
   * @param approvedHash the content that somebody approved, or null
   * @param note why it was skipped or missed, or null
   */
  public record Marks(
      @Nullable String held,
      @Nullable String paused,
      @Nullable String approvedHash,
      @Nullable String note) {
    /** No remark. */
    public static final Marks NONE = new Marks(null, null, null, null);
  }

  /** Where an edition stands. */
  public enum State {
    /** Built, may be edited. */
    DRAFT,
    /** A person or the newsletter's setting said yes to this hash. */
    APPROVED,
    /** Content and audience are fixed; deliveries exist. */
    FROZEN,
    /** A person said no. */
    CANCELLED,
    /** Empty or thin; its articles stay unsent and roll on. */
    SKIPPED,
    /** Its slot passed beyond the grace; one click sends it all the same. */
    MISSED;

    /** The states that may follow. */
    public Set<State> followers() {
      return switch (this) {
        case DRAFT -> EnumSet.of(APPROVED, CANCELLED, SKIPPED, MISSED);
        case APPROVED -> EnumSet.of(DRAFT, FROZEN, CANCELLED, MISSED);
        case MISSED -> EnumSet.of(DRAFT, APPROVED, CANCELLED);
        case FROZEN -> EnumSet.of(CANCELLED);
        case CANCELLED, SKIPPED -> EnumSet.noneOf(State.class);
      };
    }

    /** Whether an editor may still change the content. */
    public boolean isEditable() {
      return this == DRAFT || this == APPROVED || this == MISSED;
    }
  }
}
