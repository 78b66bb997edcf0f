package digest.store;

import digest.edition.Article;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every article ever read, each once, whatever feeds and links it came by (picking P6).
 *
 * <p>Lists are newest first, by date and then by id, so that equal stores give equal lists.
 */
public final class Articles {

  private static final String NEWEST_FIRST = " ORDER BY a.published_at DESC, a.id LIMIT :limit";

  /**
   * Led by the dates, whatever a planner thinks: SQLite would turn EXISTS into a join and UNION
   * into a merge, and read the whole archive for either. Of an article that another newsletter's
   * feed brought first, ours is named. Bodies that nobody will compare are not read: a large import
   * must not cost the memory of its texts.
   */
  private static final String SEEN =
      """
      WITH lately (id) AS (
        SELECT p.id FROM articles p
        WHERE p.published_at >= :day AND (p.published_at >= :from OR p.dating = 'DAY')
        UNION ALL SELECT s.id FROM articles s
        WHERE s.first_seen_at >= :from AND NOT (
          s.published_at >= :day AND (s.published_at >= :from OR s.dating = 'DAY')))
      SELECT a.id, a.source, a.guid, a.link, a.title, a.author, a.published_at, a.dating,
        a.first_seen_at, a.summary, a.topics, a.image, a.language, a.related, a.featured, a.access,
        CASE WHEN a.feed IN (<feeds>) THEN a.feed ELSE (
          SELECT MIN(f.feed) FROM article_feeds f
          WHERE f.article_id = a.id AND f.feed IN (<feeds>)) END AS feed,
        CASE WHEN a.published_at >= :day THEN substr(a.html, 1, :opening) ELSE '' END AS html
      FROM lately CROSS JOIN articles a
      WHERE a.id = lately.id
        AND (a.published_at <= :until OR a.first_seen_at <= :until)
        AND (
          SELECT MIN(f.feed) FROM article_feeds f
          WHERE f.article_id = a.id AND f.feed IN (<feeds>)) IS NOT NULL""";

  private static final String CHANGED =
      """
      SELECT a.* FROM articles a WHERE (a.revision, a.id) > (:revision, :after)
      ORDER BY a.revision, a.id LIMIT :limit""";

  private final Database database;

  /** Works on an open store. */
  public Articles(Database database) {
    this.database = database;
  }

  /**
   * What a reading brought.
   *
   * @param added not known before
   * @param updated known, and its text has changed
   * @param unchanged known as it is
   */
  public record Saved(int added, int updated, int unchanged) {}

  /**
   * Keeps what a feed brought, in one transaction.
   *
   * <p>What is known keeps its id, its first sight and the feed that had it first; that feed's new
   * text replaces the old one. An edited article is not news (picking P8).
   */
  public Saved save(List<Article> articles) {
    return database.write(
        handle -> {
          handle.execute("UPDATE store SET revision = revision + 1");
          ArticleShelf shelf = new ArticleShelf(handle);
          articles.forEach(shelf::put);
          return shelf.saved();
        });
  }

  /** The article of this id, or of an id that turned out to be the same article's. */
  public Optional<Article> find(Article.Id id) {
    return database.read(handle -> new ArticleShelf(handle).known(Alias.of(id)));
  }

  /** The article this link leads to, whatever its tracking parameters. */
  public Optional<Article> byLink(String link) {
    return database.read(
        handle -> {
          ArticleShelf shelf = new ArticleShelf(handle);
          return Alias.ofLink(link).flatMap(shelf::known);
        });
  }

  /**
   * What these feeds brought, one after the other, in no order.
   *
   * @param from published or first seen then or later
   * @param until published or first seen then or before
   * @param opening so many characters of each body; none of what was published before
   */
  public void eachSeen(
      Collection<String> feeds,
      Instant from,
      Instant until,
      int opening,
      Consumer<? super Article> taker) {
    if (feeds.isEmpty()) {
      return;
    }
    database.read(
        handle -> {
          handle
              .createQuery(SEEN)
              .bindList("feeds", List.copyOf(feeds))
              .bind("from", Micros.of(from))
              // The whole local day of an article that is dated by a day counts.
              .bind("day", Micros.of(from.minus(Duration.ofDays(1))))
              .bind("until", Micros.of(until))
              .bind("opening", opening)
              .map(ArticleRow::read)
              .forEach(taker);
          return 0;
        });
  }

  /** The newest by date. */
  public List<Article> latest(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT a.* FROM articles a" + NEWEST_FIRST)
                .bind("limit", limit)
                .map(ArticleRow::read)
                .list());
  }

  /** Those that hold every word of the text, in any order and case; all for an empty text. */
  public List<Article> search(String text, int limit) {
    List<String> words = Words.of(text);
    String where = Words.condition("a.words", words.size());
    return database.read(
        handle -> {
          var query =
              handle.createQuery("SELECT a.* FROM articles a WHERE " + where + NEWEST_FIRST);
          Words.bind(query, words);
          return query.bind("limit", limit).map(ArticleRow::read).list();
        });
  }

  /** The revision of the latest change; grows with each reading (see {@link #changedAfter}). */
  public long revision() {
    return database.read(
        handle -> handle.createQuery("SELECT revision FROM store").mapTo(Long.class).one());
  }

  /** An article, and the reading that last changed it. */
  public record Change(long revision, Article article) {}

  /**
   * What was added or changed after the place given, in the order of the changes: for whoever keeps
   * a copy. The next place is that of the last change; at the end the list is empty.
   *
   * @param revision of the last change known; 0 for none
   * @param after the article of that change; empty for none
   */
  public List<Change> changedAfter(long revision, String after, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(CHANGED)
                .bind("revision", revision)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, ctx) -> new Change(row.getLong("revision"), ArticleRow.read(row, ctx)))
                .list());
  }

  /** How many there are. */
  public long count() {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM articles").mapTo(Long.class).one());
  }
}
