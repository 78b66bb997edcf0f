package digest.select;

import digest.edition.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every textbook does, to be better than: cosine of TF-IDF over ICU's words, no weights. */
final class TfIdfCosine {

  private final List<Article> articles;
  private final Map<Article.Id, Map<String, Double>> vectors = new HashMap<>();

  TfIdfCosine(List<Article> articles) {
    this.articles = articles;
    Map<String, Integer> documents = new HashMap<>();
    Map<Article.Id, Map<String, Integer>> counts = new HashMap<>();
    for (Article article : articles) {
      Map<String, Integer> own = new HashMap<>();
      words(article).forEach(word -> own.merge(word, 1, Integer::sum));
      own.keySet().forEach(word -> documents.merge(word, 1, Integer::sum));
      counts.put(article.id(), own);
    }
    counts.forEach((id, own) -> vectors.put(id, vector(own, documents)));
  }

  /** The nearest first; anything with a word in common counts. */
  List<Article> near(Article host, int count) {
    Map<String, Double> own = vector(host);
    Map<Article, Double> scores = new HashMap<>();
    articles.forEach(other -> scores.put(other, dot(own, vector(other))));
    return articles.stream()
        .filter(other -> !other.id().equals(host.id()) && scores.getOrDefault(other, 0.0) > 0)
        .sorted(
            Comparator.comparing((Article other) -> scores.getOrDefault(other, 0.0))
                .reversed()
                .thenComparing(Article::id))
        .limit(count)
        .toList();
  }

  private Map<String, Double> vector(Article article) {
    return vectors.getOrDefault(article.id(), Map.of());
  }

  private static List<String> words(Article article) {
    String text = Key.of(article.title() + " . " + Opening.of(article, 400));
    List<String> words = new ArrayList<>();
    var breaks = Breaks.words(text);
    int start = 0;
    for (int end = breaks.next(); end >= 0; end = breaks.next()) {
      if (Breaks.isWord(breaks)) {
        words.add(text.substring(start, end));
      }
      start = end;
    }
    return words;
  }

  private Map<String, Double> vector(Map<String, Integer> counts, Map<String, Integer> documents) {
    Map<String, Double> vector = new HashMap<>();
    counts.forEach(
        (word, count) ->
            vector.put(
                word,
                count * Math.log((double) articles.size() / documents.getOrDefault(word, 1))));
    double length = Math.sqrt(vector.values().stream().mapToDouble(x -> x * x).sum());
    vector.replaceAll((word, weight) -> length == 0 ? 0 : weight / length);
    return vector;
  }

  private static double dot(Map<String, Double> one, Map<String, Double> other) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : one.entrySet()) {
      sum += entry.getValue() * other.getOrDefault(entry.getKey(), 0.0);
    }
    return sum;
  }
}
