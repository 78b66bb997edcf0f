package digest.select;

import digest.edition.Article;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an article is about: its terms, and how much each stands for it, from 1 to {@link #FULL}.
 *
 * <p>Title, topics and body count as picking R2 weighs them. A weight grows ever more slowly with
 * repetition, so that no single word speaks for all.
 */
record Profile(Map<String, Integer> weights) {

  static final int FULL = 200;

  private static final int WORDS = 400;
  private static final int TITLE_LETTERS = 500;
  private static final double TITLE = 8;
  private static final double TOPIC = 3;
  private static final double BODY = 1;
  static double K = Double.parseDouble(System.getProperty("K", "4"));
  static double B = Double.parseDouble(System.getProperty("B", "0.5"));
  static double GENERAL = Double.parseDouble(System.getProperty("GENERAL", "0.3"));
  static double PIVOT = Double.parseDouble(System.getProperty("PIVOT", "100"));

  /** Reads title, topics and the opening of the body. */
  static Profile of(Article article) {
    String title = article.title();
    List<String> head = WordBreaks.of(title.substring(0, Math.min(title.length(), TITLE_LETTERS)));
    List<String> body = WordBreaks.of(Opening.of(article, WORDS));
    CommonWords common = CommonWords.of(body.isEmpty() ? head : body, article.language());
    Map<String, Double> counts = new HashMap<>();
    add(counts, head, TITLE, common);
    article.topics().forEach(topic -> add(counts, WordBreaks.of(topic), TOPIC, common));
    add(counts, body, BODY / (1 - B + B * body.size() / PIVOT), common);
    article.topics().forEach(topic -> counts.merge(topicTerm(topic), TOPIC, Double::max));
    return new Profile(weights(counts));
  }

  /** A topic as a whole, beside its words. */
  static String topicTerm(String topic) {
    String key = Key.of(topic);
    return "#" + key.substring(0, Math.min(key.length(), 100));
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

  private static Map<String, Integer> weights(Map<String, Double> counts) {
    Map<String, Integer> weights = new TreeMap<>();
    counts.forEach(
        (term, count) ->
            weights.put(term, Math.max(1, (int) StrictMath.rint(FULL * count / (count + K)))));
    return weights;
  }
}
