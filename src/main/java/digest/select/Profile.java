package digest.select;

import digest.edition.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an article is about: its terms, and how much each stands for it, from 1 to {@link #FULL}.
 *
 * <p>Title, topics and body count as picking R2 weighs them. A weight grows ever more slowly with
 * repetition, so that no single word speaks for all; in a long body a word counts less.
 */
record Profile(Map<String, Integer> weights) {

  static final int FULL = 200;

  private static final int WORDS = 400;
  private static final int TITLE_LETTERS = 500;
  private static final int TOPIC_LETTERS = 100;
  private static final double TITLE = 8;

  /** A category is a topic that many articles have; how rare it is makes the difference (R2). */
  private static final double TOPIC = 3;

  private static final double WORD_OF_A_TOPIC = 1;
  private static final double BODY = 1;
  private static final double GENERAL = 0.3;

  /** So many counts make half of the full weight. */
  private static final double HALF = 1;

  /** A body of so many words counts in full. */
  private static final double USUAL_WORDS = 100;

  /** So many terms tell a subject as well as all do (measured: 30, 50, 80, all). */
  private static final int STRONGEST = 50;

  private static final char WHOLE_TOPIC = '#';

  /** Reads title, topics and the opening of the body. */
  static Profile of(Article article) {
    List<String> head = WordBreaks.of(beginning(article.title(), TITLE_LETTERS));
    List<String> body = WordBreaks.of(Opening.of(article, WORDS));
    List<String> all = new ArrayList<>(head);
    all.addAll(body);
    CommonWords common = CommonWords.of(all, article.language());
    Map<String, Double> counts = new HashMap<>();
    add(counts, head, TITLE, common);
    add(counts, body, BODY / (0.5 + 0.5 * body.size() / USUAL_WORDS), common);
    for (String topic : article.topics()) {
      add(counts, WordBreaks.of(beginning(topic, TOPIC_LETTERS)), WORD_OF_A_TOPIC, common);
      counts.put(topicTerm(topic), TOPIC);
    }
    return weighed(counts);
  }

  /** A topic as a whole, beside its words. */
  static String topicTerm(String topic) {
    return WHOLE_TOPIC + Key.of(beginning(topic, TOPIC_LETTERS));
  }

  static boolean isTopicTerm(String term) {
    return term.charAt(0) == WHOLE_TOPIC;
  }

  private static String beginning(String text, int letters) {
    return text.substring(0, Math.min(text.length(), letters));
  }

  private static void add(
      Map<String, Double> counts, List<String> words, double weight, CommonWords common) {
    for (String word : words) {
      if (!common.isStop(word)) {
        double counted = common.isGeneral(word) ? weight * GENERAL : weight;
        counts.merge(Stems.of(word, common.language()), counted, Double::sum);
      }
    }
  }

  private static Profile weighed(Map<String, Double> counts) {
    Map<String, Integer> weights = new TreeMap<>();
    counts.forEach(
        (term, count) -> {
          double share = count / (count + HALF);
          weights.put(term, Math.max(1, (int) StrictMath.rint(FULL * share)));
        });
    return new Profile(weights);
  }

  /** With so large a share of others' terms in it; what it has itself stays in full. */
  Profile with(Map<Profile, Double> others) {
    Map<String, Double> sums = new TreeMap<>();
    weights.forEach((term, weight) -> sums.put(term, (double) weight));
    others.forEach(
        (other, share) ->
            other.weights.forEach((term, weight) -> sums.merge(term, share * weight, Double::sum)));
    Map<String, Integer> joined = new TreeMap<>();
    sums.forEach((term, sum) -> joined.put(term, (int) StrictMath.rint(sum)));
    return new Profile(joined);
  }

  /**
   * Its strongest terms as a text. Of equal ones the longer is kept, as long words are rare ones.
   */
  String written() {
    StringBuilder text = new StringBuilder();
    weights.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Integer> one) -> -one.getValue())
                .thenComparing(one -> -one.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .limit(STRONGEST)
        .forEach(one -> text.append(one.getValue()).append(' ').append(one.getKey()).append('\n'));
    return text.toString();
  }

  /** What {@link #written} gave. */
  static Profile read(String written) {
    Map<String, Integer> weights = new TreeMap<>();
    written
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              weights.put(line.substring(space + 1), Integer.parseInt(line, 0, space, 10));
            });
    return new Profile(weights);
  }
}
