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

  private static Thinness skipped(String note) {
    return new Thinness(Edition.State.SKIPPED, new Edition.Marks(null, null, null, note));
  }
}
