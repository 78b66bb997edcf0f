package digest.store;

import digest.edition.Article;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Finds the place of each article of a reading, within one transaction. */
final class ArticleShelf {

  private static final String KNOWN =
      """
      SELECT a.* FROM articles a
      JOIN article_aliases n ON n.article_id = a.id
      WHERE n.kind = :kind AND n.value = :value""";

  private static final String ALIAS =
      """
      INSERT INTO article_aliases (kind, value, article_id) VALUES (:kind, :value, :article)
      ON CONFLICT (kind, value) DO NOTHING""";

  private static final String FEED =
      """
      INSERT INTO article_feeds (feed, article_id) VALUES (:feed, :article)
      ON CONFLICT (feed, article_id) DO NOTHING""";

  private static final int ID_LENGTH = 20;

  private final Handle handle;
  private int added;
  private int updated;
  private int unchanged;

  ArticleShelf(Handle handle) {
    this.handle = handle;
  }

  Articles.Saved saved() {
    return new Articles.Saved(added, updated, unchanged);
  }

  Optional<Article> known(Alias alias) {
    return handle
        .createQuery(KNOWN)
        .bind("kind", alias.kind().name())
        .bind("value", alias.value())
        .map(ArticleRow::read)
        .findOne();
  }

  void put(Article article) {
    Optional<Article> known = same(article);
    Article.Id id = known.isPresent() ? update(known.get(), article) : add(article);
    for (Alias alias : Alias.allOf(article)) {
      handle
          .createUpdate(ALIAS)
          .bind("kind", alias.kind().name())
          .bind("value", alias.value())
          .bind("article", id.value())
          .execute();
    }
    handle.createUpdate(FEED).bind("feed", article.feed()).bind("article", id.value()).execute();
  }

  /** The link decides first: some feeds give all their entries one guid, or a new one each day. */
  private Optional<Article> same(Article article) {
    Optional<Alias> link = Alias.ofLink(article.link());
    Optional<Article> byLink = link.flatMap(this::known);
    if (byLink.isPresent()) {
      return byLink;
    }
    return known(Alias.of(article.id()))
        .or(() -> Alias.ofGuid(article).flatMap(this::known))
        .filter(
            known ->
                Alias.ofLink(known.link()).equals(link)
                    || Likeness.areAlike(known.title(), article.title()));
  }

  private Article.Id add(Article article) {
    Article own = known(Alias.of(article.id())).isPresent() ? underNewId(article) : article;
    write(ArticleRow.INSERT, own);
    added++;
    return own.id();
  }

  private Article.Id update(Article known, Article read) {
    Article merged = known.feed().equals(read.feed()) ? merged(known, read) : known;
    if (merged.equals(known)) {
      unchanged++;
    } else {
      write(ArticleRow.UPDATE, merged);
      updated++;
    }
    return known.id();
  }

  private void write(String sql, Article article) {
    try (Update update = handle.createUpdate(sql)) {
      ArticleRow.bind(update, article);
      update.execute();
    }
  }

  /** The new text in the old place. A date that was there does not vanish with a feed's mistake. */
  private static Article merged(Article known, Article read) {
    boolean dated = read.dating() != Article.Dating.NONE;
    return copy(
        read,
        known.id(),
        dated ? rounded(read.publishedAt()) : known.publishedAt(),
        dated ? read.dating() : known.dating(),
        known.firstSeenAt());
  }

  /** Of a guid that many share, the first has the id; the others get one of their own. */
  private static Article underNewId(Article article) {
    String hash = Json.hash(article.id() + "\n" + article.link() + "\n" + article.title());
    StringBuilder id = new StringBuilder(ID_LENGTH);
    hash.chars()
        .limit(ID_LENGTH)
        .forEach(digit -> id.append((char) ('a' + Character.digit(digit, 16))));
    return copy(
        article,
        new Article.Id(id.toString()),
        article.publishedAt(),
        article.dating(),
        article.firstSeenAt());
  }

  /** As the store will give it back, or every reading would seem to change it. */
  private static Instant rounded(Instant instant) {
    return Micros.at(Micros.of(instant));
  }

  private static Article copy(
      Article article,
      Article.Id id,
      Instant publishedAt,
      Article.Dating dating,
      Instant firstSeenAt) {
    return new Article(
        id,
        article.feed(),
        article.source(),
        article.guid(),
        article.link(),
        article.title(),
        article.author(),
        publishedAt,
        dating,
        firstSeenAt,
        article.html(),
        article.summary(),
        article.topics(),
        article.image(),
        article.language(),
        article.related(),
        article.featured(),
        article.access());
  }
}
