package digest.store;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Whether two titles are alike enough to be one article's (picking P6). */
final class Likeness {

  private static final double ENOUGH = 0.5;

  private Likeness() {}

  static boolean areAlike(String one, String other) {
    return of(one, other) >= ENOUGH;
  }

  /** Dice's coefficient over pairs of neighbouring letters: 0 nothing alike, 1 the same pairs. */
  static double of(String one, String other) {
    Set<String> ours = pairs(one);
    Set<String> theirs = pairs(other);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return one.equalsIgnoreCase(other) ? 1 : 0;
    }
    long shared = ours.stream().filter(theirs::contains).count();
    return 2.0 * shared / (ours.size() + theirs.size());
  }

  private static Set<String> pairs(String title) {
    String letters = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= letters.length(); i++) {
      pairs.add(letters.substring(i, i + 2));
    }
    return pairs;
  }
}
