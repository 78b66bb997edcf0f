package digest.press;

import digest.edition.Article;
import digest.select.RelatedIndex;
import digest.select.RelatedIndex.Mark;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import digest.store.Articles;
import java.util.List;
import java.util.function.Consumer;

/** Finds what is most related to articles in the whole archive, without the deduper of a mail. */
public final class FindRelated {

  private static final int BATCH = 250;

  private final KeepArchive keepArchive;
  private final RelatedIndex index;
  private final Articles articles;

  /** Uses the given rooms; closes none of them. */
  public FindRelated(KeepArchive keepArchive, RelatedIndex index, Articles articles) {
    this.keepArchive = keepArchive;
    this.index = index;
    this.articles = articles;
  }

  /**
   * An article, and what is about the same subject.
   *
   * @param matches the nearest first, possibly none (picking R1)
   */
  public record Neighbours(Article article, List<Match> matches) {
    /** Copies the list. */
    public Neighbours {
      matches = List.copyOf(matches);
    }
  }

  /** At most {@code count} for each of these, in their order. */
  public List<Neighbours> of(List<Article> hosts, int count) {
    keepArchive.refresh();
    return hosts.stream().map(host -> of(host, count)).toList();
  }

  /**
   * The same for every article that is open to all, one after the other, in the order they came in.
   * What changes meanwhile is left out.
   */
  public void ofAll(int count, Consumer<Neighbours> taker) {
    keepArchive.refresh();
    long latest = articles.revision();
    Mark mark = Mark.NONE;
    List<Articles.Change> changes = after(mark);
    while (!changes.isEmpty()) {
      for (Articles.Change change : changes) {
        if (change.revision() <= latest && change.article().access() == Article.Access.OPEN) {
          taker.accept(of(change.article(), count));
        }
        mark = new Mark("", change.revision(), change.article().id().value());
      }
      changes = after(mark);
    }
  }

  private List<Articles.Change> after(Mark mark) {
    return articles.changedAfter(mark.revision(), mark.after(), BATCH);
  }

  private Neighbours of(Article host, int count) {
    return new Neighbours(host, index.near(host, Scope.ALL, count));
  }
}
