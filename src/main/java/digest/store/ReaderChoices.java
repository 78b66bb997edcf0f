package digest.store;

import digest.edition.Choice;
import digest.edition.PersonalPicks;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The choices of one edition's readers, worked out once for each set of topics, however many
 * readers chose it. Not for two threads.
 */
final class ReaderChoices {

  /** Of sets of topics: more are worked out anew rather than kept. */
  private static final int KEPT = 10_000;

  private final @Nullable PersonalPicks picks;
  private final Map<String, Choice> known = new HashMap<>();

  /**
   * @param picks null where everybody gets all
   */
  ReaderChoices(@Nullable PersonalPicks picks) {
    this.picks = picks;
  }

  /** Whether there is anything to choose. */
  boolean areAll() {
    return picks == null;
  }

  /**
   * @param topics as they are stored
   */
  Choice of(String topics) {
    if (picks == null) {
      return Choice.ALL;
    }
    Choice choice = known.get(topics);
    if (choice == null) {
      choice = picks.of(Json.strings(topics));
      if (known.size() < KEPT) {
        known.put(topics, choice);
      }
    }
    return choice;
  }
}
