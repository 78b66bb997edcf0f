package digest.press;

import digest.edition.Cadence;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.select.Selection;
import digest.store.Articles;
import digest.store.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/** Picks the articles of an edition from the store; changes nothing. */
final class PickArticles {

  private final Articles articles;
  private final Wishes wishes;
  private final KeepArchive archive;
  private final Selection selection;

  PickArticles(Articles articles, Wishes wishes, KeepArchive archive, Selection selection) {
    this.articles = articles;
    this.wishes = wishes;
    this.archive = archive;
    this.selection = selection;
  }

  /**
   * What an edition would show.
   *
   * @param when its local date-time, which gives the newsletter's pace
   * @param known articles that were neither published nor seen by then are not looked at
   */
  Selection.Result pick(
      Newsletter newsletter, LocalDateTime when, Instant cutoff, Instant known, History history) {
    Cadence.Pace pace = newsletter.cadence().pace(when);
    Duration age = newsletter.rules().ageLimit(pace);
    boolean narrow = history.isFirst() && newsletter.rules().maxAge() == null;
    Selection.Request request =
        new Selection.Request(
            newsletter,
            cutoff,
            cutoff.minus(narrow ? pace.firstWindow() : age),
            history.coverage(),
            wishes.of(newsletter.id()),
            history.leftOver(),
            history.relatedLinks(),
            history.lastLead());
    return selection.select(request, material(newsletter, cutoff.minus(age), known));
  }

  private Selection.Material material(Newsletter newsletter, Instant from, Instant known) {
    List<String> feeds = newsletter.feeds().stream().map(Feed::location).toList();
    return new Selection.Material(
        taker -> articles.eachSeen(feeds, from, known, Selection.Material.OPENING, taker),
        articles::find,
        archive.upToDate());
  }
}
