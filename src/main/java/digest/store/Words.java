package digest.store;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/**
 * Texts as a search compares them: one case, one way of writing each letter, because SQLite knows
 * only the case of ASCII letters and PostgreSQL's {@code LIKE} none.
 */
final class Words {

  private static final int MOST = 10;

  private Words() {}

  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** The words of a search. */
  static List<String> of(String text) {
    return Arrays.stream(folded(text).split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .limit(MOST)
        .toList();
  }

  /** SQL that holds when the column has all words. */
  static String condition(String column, int words) {
    return words == 0
        ? "1 = 1"
        : IntStream.range(0, words)
            .mapToObj(i -> column + " LIKE :word" + i + " ESCAPE '!'")
            .collect(Collectors.joining(" AND "));
  }

  static void bind(Query query, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      query.bind("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
    }
  }
}
