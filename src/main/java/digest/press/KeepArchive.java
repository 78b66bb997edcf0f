package digest.press;

import digest.edition.Article;
import digest.select.RelatedIndex;
import digest.select.RelatedIndex.Mark;
import digest.store.Articles;
import digest.store.Database;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the archive's index as the store is (picking R2).
 *
 * <p>What is missing, damaged or another store's is built anew; what cannot be written stays as it
 * is, and the log says so: a cache is never an error for a user.
 */
public final class KeepArchive {

  /** Bodies may have half a million characters, and all of a batch are in memory. */
  private static final int BATCH = 250;

  private static final int NAME = 16;
  private static final Logger log = LoggerFactory.getLogger(KeepArchive.class);

  private final RelatedIndex index;
  private final Articles articles;
  private final String store;
  private boolean checked;

  /** Works on an open store. */
  public KeepArchive(RelatedIndex index, Articles articles, Database database) {
    this.index = index;
    this.articles = articles;
    this.store = name(database);
  }

  /**
   * Brings the index up to date; to be called before related items are asked for. One query when
   * nothing has changed. Does nothing while another process writes.
   */
  public synchronized void refresh() {
    try {
      if (!isUpToDate(index.mark())) {
        write();
      }
    } catch (UncheckedIOException e) {
      log.warn("related index not written, related items may be old cause={}", e.toString());
    }
  }

  private boolean isUpToDate(Mark mark) {
    return checked && mark.store().equals(store) && after(mark, 1).isEmpty();
  }

  private void write() {
    if (!index.isWritable()) {
      log.info("related index is being written by another process, read as it is");
      return;
    }
    try {
      Mark mark = index.mark();
      long least = articles.count();
      catchUp(isOfThisStore(mark) ? mark : anew());
      if (!checked && !isComplete(least)) {
        log.info("related index differs from the store, built anew articles={}", index.size());
        catchUp(anew());
      }
      checked = true;
    } finally {
      index.rest();
    }
  }

  /** A restored backup knows less, and may have gone on from there in another way. */
  private boolean isOfThisStore(Mark mark) {
    return mark.store().equals(store)
        && mark.revision() <= articles.revision()
        && articles.find(new Article.Id(mark.after())).isPresent();
  }

  /** It may even have the last change, and others before it. */
  private boolean isComplete(long least) {
    return index.size() >= least && index.size() <= articles.count();
  }

  private Mark anew() {
    index.clear();
    return Mark.NONE;
  }

  private void catchUp(Mark from) {
    Mark mark = from;
    int taken = 0;
    List<Articles.Change> changes = after(mark, BATCH);
    while (!changes.isEmpty()) {
      Articles.Change last = changes.get(changes.size() - 1);
      mark = new Mark(store, last.revision(), last.article().id().value());
      index.add(changes.stream().map(Articles.Change::article).toList(), mark);
      taken += changes.size();
      changes = after(mark, BATCH);
    }
    if (taken > 0) {
      log.info(
          "related index brought up to date articles={} anew={}", taken, from.equals(Mark.NONE));
    }
  }

  private List<Articles.Change> after(Mark mark, int limit) {
    return articles.changedAfter(mark.revision(), mark.after(), limit);
  }

  /** Tells stores apart and nothing of the secret. */
  private static String name(Database database) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("related index".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(database.secret()), 0, NAME);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
