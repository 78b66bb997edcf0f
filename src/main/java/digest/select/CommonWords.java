package digest.select;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The words of one language that say little of what an article is about (picking R2). */
final class CommonWords {

  private static final Map<String, CommonWords> BY_LANGUAGE = read();
  private static final CommonWords NONE = new CommonWords("");

  /** So many words show their language. */
  private static final int ENOUGH = 100;

  private final String language;
  private final Set<String> stop = new HashSet<>();
  private final Set<String> general = new HashSet<>();

  private CommonWords(String language) {
    this.language = language;
  }

  /**
   * Those of the language the words are in, as far as its list shows it. Feeds say the language of
   * their software more often than that of their articles, so what they say decides only ties.
   */
  static CommonWords of(List<String> text, @Nullable String declared) {
    List<String> words = text.subList(0, Math.min(ENOUGH, text.size()));
    CommonWords best =
        declared == null
            ? NONE
            : BY_LANGUAGE.getOrDefault(Locale.forLanguageTag(declared).getLanguage(), NONE);
    long most = best.count(words);
    for (CommonWords list : BY_LANGUAGE.values()) {
      long hits = list.count(words);
      if (hits > most) {
        best = list;
        most = hits;
      }
    }
    return best;
  }

  private long count(List<String> words) {
    return words.stream().filter(stop::contains).count();
  }

  /** Its ISO code; empty when not known. */
  String language() {
    return language;
  }

  /** Says nothing at all. */
  boolean isStop(String word) {
    return stop.contains(word);
  }

  /** Stands in news of every kind. */
  boolean isGeneral(String word) {
    return general.contains(word);
  }

  private static Map<String, CommonWords> read() {
    Map<String, CommonWords> lists = new TreeMap<>();
    for (String line : Lines.of("common-words.txt")) {
      String[] parts = line.strip().split("\\s+", 3);
      CommonWords list = lists.computeIfAbsent(parts[0], CommonWords::new);
      List<String> words =
          List.of(parts[2].split("\\s+", -1)).stream().map(WordBreaks::folded).toList();
      (parts[1].equals("stop") ? list.stop : list.general).addAll(words);
    }
    return Collections.unmodifiableMap(lists);
  }
}
