package digest.cli;

import digest.delivery.Progress;
import java.util.ArrayList;
import java.util.List;

/** The line that adds up: everybody on the list, by what became of them (delivery A2). */
final class Accounting {

  private Accounting() {}

  /** {@code 416 candidates = 410 sent + 1 refused + 1 uncertain + 4 left out}. */
  static String line(Progress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(Words.number(progress.accepted()) + " sent");
    add(parts, progress.pending() + progress.claimed(), "waiting");
    add(parts, progress.sending(), "being sent");
    add(parts, progress.deferred(), "waiting for another try");
    add(parts, progress.rejected(), "refused");
    add(parts, progress.expired(), "given up");
    add(parts, progress.uncertain(), "uncertain");
    add(parts, progress.excluded(), "left out");
    return Words.count(progress.candidates(), "candidate") + " = " + String.join(" + ", parts);
  }

  private static void add(List<String> parts, long count, String word) {
    if (count > 0) {
      parts.add(Words.number(count) + " " + word);
    }
  }
}
