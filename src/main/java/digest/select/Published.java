package digest.select;

import digest.edition.Article;
import digest.edition.Feed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When an article counts as published, by how much of a date its feed gave (picking P5). */
final class Published {

  private final Map<String, ZoneId> zones = new HashMap<>();

  Published(List<Feed> feeds) {
    for (Feed feed : feeds) {
      if (feed.zone() != null) {
        zones.put(feed.location(), feed.zone());
      }
    }
  }

  /** The first instant it can have been published at. */
  Instant from(Article article) {
    return article.dating() == Article.Dating.NONE ? article.firstSeenAt() : article.publishedAt();
  }

  /** Whether it can have been published after the bound: of a day, any part counts. */
  boolean isAfter(Article article, Instant bound) {
    Instant last = article.dating() == Article.Dating.DAY ? nextDay(article) : from(article);
    return last.isAfter(bound);
  }

  /** Where it stands among others: of a day, first sight decides within the day. */
  Instant order(Article article) {
    Instant from = from(article);
    if (article.dating() != Article.Dating.DAY || article.firstSeenAt().isBefore(from)) {
      return from;
    }
    Instant end = nextDay(article).minusNanos(1);
    return article.firstSeenAt().isBefore(end) ? article.firstSeenAt() : end;
  }

  private Instant nextDay(Article article) {
    ZoneId zone = zones.getOrDefault(article.feed(), ZoneOffset.UTC);
    return article
        .publishedAt()
        .atZone(zone)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay(zone)
        .toInstant();
  }
}
