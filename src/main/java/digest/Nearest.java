package digest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody probably meant. */
final class Nearest {

  private Nearest() {}

  /** The candidate with the fewest slips, or empty when all are far away. */
  static Optional<String> to(String word, Collection<String> candidates) {
    String wanted = plain(word);
    int slips = Math.max(1, wanted.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(wanted, plain(candidate)) <= slips)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(wanted, plain(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code Did you mean "x"?}, or empty. */
  static String question(String word, Collection<String> candidates) {
    return to(word, candidates).map(Nearest::question).orElse("");
  }

  static String question(String candidate) {
    return "Did you mean \"" + candidate + "\"?";
  }

  /** {@code public_url}, {@code public-url} and {@code publicURL} are no slips. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Letters to insert, drop, change or swap with their neighbour (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int cheapest(int[][] slips, String a, String b, int i, int j) {
    boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
    int best = slips[i - 1][j - 1] + (equal ? 0 : 1);
    best = Math.min(best, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, slips[i - 2][j - 2] + 1) : best;
  }
}
