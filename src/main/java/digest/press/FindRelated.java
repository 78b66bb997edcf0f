package digest.press;

import digest.edition.Article;
import digest.select.RelatedIndex;
import digest.store.Articles;
import java.util.List;
import java.util.function.Consumer;

/** Finds what the archive holds about the subject of an article, without the deduper of a mail. */
public final class FindRelated {

  private static final int BATCH = 500;

  /** An article, and what is most related to it, the nearest first. */
  public record Found(Article article, List<RelatedIndex.Match> related) {}

  private final Articles articles;
  private final KeepArchive archive;

  FindRelated(Articles articles, KeepArchive archive) {
    this.articles = articles;
    this.archive = archive;
  }

  /** Of these articles, in their order. */
  public List<Found> of(List<Article> hosts, int count) {
    RelatedIndex index = archive.upToDate();
    return hosts.stream().map(host -> found(index, host, count)).toList();
  }

  /** Of every article that is open to all, one after the other. */
  public void ofAll(int count, Consumer<Found> taker) {
    RelatedIndex index = archive.upToDate();
    List<Articles.Change> batch = articles.changedAfter(0, "", BATCH);
    while (!batch.isEmpty()) {
      batch.stream()
          .map(Articles.Change::article)
          .filter(article -> article.access() == Article.Access.OPEN)
          .forEach(article -> taker.accept(found(index, article, count)));
      Articles.Change last = batch.get(batch.size() - 1);
      batch = articles.changedAfter(last.revision(), last.article().id().value(), BATCH);
    }
  }

  private static Found found(RelatedIndex index, Article host, int count) {
    return new Found(host, index.near(host, RelatedIndex.Scope.ALL, count));
  }
}
