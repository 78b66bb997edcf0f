package digest.press;

import digest.edition.Edition;
import digest.edition.SelectionRules;
import org.jspecify.annotations.Nullable;

/**
 * What follows from too few picks (picking C1, P10).
 *
 * @param state DRAFT or SKIPPED
 * @param marks why it is held or was skipped
 */
record Thinness(Edition.State state, Edition.Marks marks) {

  static Thinness of(SelectionRules rules, int picks) {
    if (picks == 0) {
      return skipped("EMPTY: no article was new enough and not yet sent");
    }
    if (picks >= rules.min()) {
      return new Thinness(Edition.State.DRAFT, Edition.Marks.NONE);
    }
    String thin = "THIN: " + picks + " of at least " + rules.min() + " articles";
    return switch (rules.thin()) {
      case SEND -> new Thinness(Edition.State.DRAFT, Edition.Marks.NONE);
      case SKIP -> skipped(thin);
      case HOLD -> new Thinness(Edition.State.DRAFT, new Edition.Marks(thin, null, null, null));
    };
  }

  /** The same with a remark, where it has none. */
  Thinness with(@Nullable String note) {
    return note == null || marks.note() != null
        ? this
        : new Thinness(
            state, new Edition.Marks(marks.held(), marks.paused(), marks.approvedHash(), note));
  }

  /** A draft that a person must look at, whatever its picks; a skipped one is not skipped. */
  Thinness held(String why) {
    String held = marks.held() == null ? why : why + ". " + marks.held();
    return new Thinness(Edition.State.DRAFT, new Edition.Marks(held, null, null, marks.note()));
  }

  /** A draft that may not go by itself any more; what has nothing to send stays skipped. */
  Thinness unless(Edition.State other, String note) {
    return state == Edition.State.DRAFT
        ? new Thinness(other, new Edition.Marks(marks.held(), null, null, note))
        : this;
  }

  private static Thinness skipped(String note) {
    return new Thinness(Edition.State.SKIPPED, new Edition.Marks(null, null, null, note));
  }
}
