package digest.press;

import digest.edition.Article;
import digest.select.RelatedIndex;
import digest.select.RelatedIndex.Mark;
import digest.store.Articles;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of related items as the store is (picking R2): what changed since the last look
 * is added, a missing or foreign index is built anew. Threads: safe.
 */
public final class KeepArchive {

  /** Bodies may have half a million characters, and all of a batch are in memory. */
  private static final int BATCH = 250;

  private static final Logger log = LoggerFactory.getLogger(KeepArchive.class);

  private final Articles articles;
  private final String store;
  private RelatedIndex index;
  private boolean checked;

  /**
   * Takes over the index.
   *
   * @param store a name that no other store has
   */
  KeepArchive(Articles articles, RelatedIndex index, String store) {
    this.articles = articles;
    this.index = index;
    this.store = store;
  }

  /**
   * The index, brought up to date. Another process that is writing it is not waited for; where the
   * disk refuses, one in memory takes its place until the end of this process.
   */
  public synchronized RelatedIndex upToDate() {
    try {
      bringUpToDate();
    } catch (UncheckedIOException e) {
      log.warn("related index kept in memory cause={}", e.toString());
      index.close();
      index = RelatedIndex.inMemory();
      bringUpToDate();
    }
    return index;
  }

  private void bringUpToDate() {
    boolean current = changes(known()).isEmpty();
    checked = checked || (current && isComplete());
    if ((checked && current) || !index.isWritable()) {
      return;
    }
    try {
      if (current || known().equals(Mark.NONE)) {
        index.clear();
      }
      int added = add();
      if (!checked && !isComplete()) {
        index.clear();
        added = add();
      }
      checked = true;
      log.info("related index updated articles={} size={}", added, index.size());
    } finally {
      index.rest();
    }
  }

  private int add() {
    int added = 0;
    List<Articles.Change> batch = changes(known());
    while (!batch.isEmpty()) {
      Articles.Change last = batch.get(batch.size() - 1);
      index.add(
          batch.stream().map(Articles.Change::article).toList(),
          new Mark(store, last.revision(), last.article().id().value()));
      added += batch.size();
      batch = changes(known());
    }
    return added;
  }

  /** A restored backup has other articles under numbers that the index believes it knows. */
  private boolean isComplete() {
    return index.size() == articles.count();
  }

  /** Of another store, or of this one's future, it knows nothing of ours. */
  private Mark known() {
    Mark mark = index.mark();
    boolean ours =
        mark.store().equals(store)
            && mark.revision() <= articles.revision()
            && articles.find(new Article.Id(mark.after())).isPresent();
    return ours ? mark : Mark.NONE;
  }

  private List<Articles.Change> changes(Mark known) {
    return articles.changedAfter(known.revision(), known.after(), BATCH);
  }
}
