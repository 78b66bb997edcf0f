package digest.press;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Newsletter;
import digest.edition.Wish;
import digest.store.Editions;
import digest.store.Wishes;
import java.time.InstantSource;
import java.util.Map;

/** Writes down what an editor wants of an article in a newsletter; the next build obeys. */
public final class WishForArticle {

  /** Recency gives 100 at most, so this decides every order. */
  private static final int MOST_POINTS = 1_000;

  private final Wishes wishes;
  private final Editions editions;
  private final InstantSource clock;

  WishForArticle(Wishes wishes, Editions editions, InstantSource clock) {
    this.wishes = wishes;
    this.editions = editions;
    this.clock = clock;
  }

  /**
   * Keeps the wishes, in the place of earlier ones of their kinds.
   *
   * @param points for each kind; 0 for kinds that have none
   * @throws Refusal when points are out of range, or an update is wanted of what was never sent
   */
  public void wish(Newsletter newsletter, Article article, Map<Wish.Kind, Integer> points) {
    points.forEach((kind, value) -> check(newsletter, article, kind, value));
    points.forEach(
        (kind, value) ->
            wishes.save(new Wish(newsletter.id(), article.id(), kind, value, clock.instant())));
  }

  /** Forgets all wishes of an article in a newsletter; how many there were. */
  public int clear(Newsletter newsletter, Article article) {
    return wishes.clear(newsletter.id(), article.id());
  }

  private void check(Newsletter newsletter, Article article, Wish.Kind kind, int points) {
    if (Math.abs(points) > MOST_POINTS) {
      throw new Refusal(
          points + " points are too many; give from -" + MOST_POINTS + " to " + MOST_POINTS);
    }
    if (kind == Wish.Kind.UPDATE && !wasSent(newsletter, article)) {
      throw new Refusal(
          "\""
              + article.title()
              + "\" was not sent in "
              + newsletter.id()
              + ", so there is nothing to update; it is picked like any other");
    }
  }

  private boolean wasSent(Newsletter newsletter, Article article) {
    Coverage coverage = editions.coverage(newsletter.id()).get(article.id());
    return coverage != null && coverage.state() == Coverage.State.SENT;
  }
}
