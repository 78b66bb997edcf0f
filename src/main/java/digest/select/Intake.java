package digest.select;

import digest.edition.Article;
import digest.edition.Reason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes in articles, each once: of all the reason why they are out, as far as they are; of those
 * that may be picked also what tells their story from another. No body is kept.
 */
final class Intake implements Consumer<Article> {

  private final Gate gate;
  private final Published published;
  private final Map<Article.Id, Article> articles = new HashMap<>();
  private final Map<Article.Id, Verdict> verdicts = new HashMap<>();
  private final Map<Article.Id, Telling> tellings = new HashMap<>();
  private final Map<Article.Id, Gate.Filler> fillers = new HashMap<>();

  Intake(Gate gate, Published published) {
    this.gate = gate;
    this.published = published;
  }

  @Override
  public void accept(Article article) {
    articles.put(article.id(), article.withoutBody());
    Optional<Verdict> refusal = gate.refusal(article);
    refusal.ifPresent(verdict -> verdicts.put(article.id(), verdict));
    Gate.Filler filler = refusal.isPresent() ? gate.filler(article) : Gate.Filler.NONE;
    if (filler != Gate.Filler.NONE) {
      fillers.put(article.id(), filler);
    }
    if (refusal.isEmpty() || filler != Gate.Filler.NONE) {
      tellings.put(article.id(), Telling.of(article));
    }
  }

  boolean has(Article.Id id) {
    return articles.containsKey(id);
  }

  Optional<Article> find(Article.Id id) {
    return Optional.ofNullable(articles.get(id));
  }

  /** Of a candidate or a filler. */
  Optional<Telling> telling(Article.Id id) {
    return Optional.ofNullable(tellings.get(id));
  }

  Optional<Verdict> verdict(Article.Id id) {
    return Optional.ofNullable(verdicts.get(id));
  }

  void put(Article.Id id, Reason reason, String detail) {
    verdicts.put(id, new Verdict(reason, detail));
  }

  void put(Article.Id id, Verdict verdict) {
    verdicts.put(id, verdict);
  }

  /** Those that nothing speaks against so far, newest first. */
  List<Article> open() {
    return newestFirst(article -> !verdicts.containsKey(article.id()));
  }

  /** Those that may fill a thin edition in this way, newest first. */
  List<Article> fillers(Gate.Filler kind) {
    return newestFirst(article -> fillers.get(article.id()) == kind);
  }

  /** All, newest first, then by id. */
  List<Article> all() {
    return newestFirst(article -> true);
  }

  private List<Article> newestFirst(Predicate<Article> wanted) {
    return articles.values().stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing(published::order, Comparator.reverseOrder())
                .thenComparing(Article::id))
        .toList();
  }
}
