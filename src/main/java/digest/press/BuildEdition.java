package digest.press;

import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.SelectionRules;
import digest.edition.Slot;
import digest.render.Dates;
import digest.select.Selection;
import digest.select.SubjectLine;
import digest.store.Articles;
import digest.store.Editions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks the articles of a slot and stores them as a draft. */
public final class BuildEdition {

  /**
   * What a build came to.
   *
   * @param existed the slot had its edition already; nothing was fetched or changed
   * @param fetched a report for each feed looked at
   */
  public record Built(Edition edition, boolean existed, List<FetchFeeds.Report> fetched) {}

  private static final int ARCHIVE = 2000;
  private static final Duration ARCHIVE_AGE = Duration.ofDays(365);
  private static final int PREHEADER_MAX = 110;
  private static final Set<Reason> LEFT_OVER =
      Set.of(Reason.OVER_MAX, Reason.OVER_SECTION, Reason.OVER_SOURCE, Reason.RELATED);
  private static final Logger log = LoggerFactory.getLogger(BuildEdition.class);

  private final FetchFeeds fetchFeeds;
  private final Articles articles;
  private final Editions editions;
  private final Selection selection;
  private final InstantSource clock;

  /** Uses the given rooms; closes none of them. */
  public BuildEdition(
      FetchFeeds fetchFeeds,
      Articles articles,
      Editions editions,
      Selection selection,
      InstantSource clock) {
    this.fetchFeeds = fetchFeeds;
    this.articles = articles;
    this.editions = editions;
    this.selection = selection;
    this.clock = clock;
  }

  /**
   * The edition of a slot: the one that exists, or a new one (picking E1).
   *
   * <p>Picked as of the newsletter's cutoff before the due; a trigger by hand picks as of the
   * moment when its feeds have been read (picking P1).
   */
  public Built build(Newsletter newsletter, Slot slot) {
    return build(newsletter, slot, () -> cutoff(newsletter, slot));
  }

  /**
   * The same, as of another moment: no article published after it, less the settling, is picked.
   */
  public Built buildAt(Newsletter newsletter, Slot slot, Instant cutoff) {
    return build(newsletter, slot, () -> cutoff);
  }

  private Instant cutoff(Newsletter newsletter, Slot slot) {
    Instant now = clock.instant();
    Instant planned = slot.instant().minus(newsletter.cadence().cutoff());
    return slot.isManual() || planned.isAfter(now) ? now : planned;
  }

  private Built build(Newsletter newsletter, Slot slot, Supplier<Instant> cutoff) {
    Optional<Edition> existing = editions.find(newsletter.id(), slot.key());
    if (existing.isPresent()) {
      return new Built(existing.get(), true, List.of());
    }
    List<FetchFeeds.Report> fetched = fetchFeeds.now(newsletter.feeds());
    Selection.Result selected = selection.select(request(newsletter, slot, cutoff.get()));
    Edition edition = store(newsletter, slot, selected);
    log.info(
        "edition built edition={} newsletter={} slot={} picks={} state={} hash={}",
        edition.id(),
        newsletter.id(),
        slot.key(),
        edition.content().picks().size(),
        edition.state(),
        edition.hash());
    return new Built(edition, false, fetched);
  }

  private Selection.Request request(Newsletter newsletter, Slot slot, Instant cutoff) {
    List<Edition> previous = editions.latest(newsletter.id(), 2);
    Cadence.Pace pace = newsletter.cadence().pace(slot.when());
    Duration age = newsletter.rules().ageLimit(pace);
    boolean first = previous.isEmpty() && newsletter.rules().maxAge() == null;
    List<String> feeds = newsletter.feeds().stream().map(Feed::location).toList();
    return new Selection.Request(
        newsletter,
        cutoff,
        cutoff.minus(first ? pace.firstWindow() : age),
        slot.isManual(),
        articles.seen(feeds, cutoff.minus(age)),
        editions.coverage(newsletter.id()),
        leftOver(previous),
        archive(feeds, cutoff),
        relatedLinks(previous),
        lastLead(previous));
  }

  private List<Article> archive(List<String> feeds, Instant cutoff) {
    Set<String> ours = new HashSet<>(feeds);
    return articles.archive(cutoff.minus(ARCHIVE_AGE), cutoff, ARCHIVE).stream()
        .filter(article -> ours.contains(article.feed()))
        .toList();
  }

  private Set<Article.Id> leftOver(List<Edition> previous) {
    return previous.stream()
        .limit(1)
        .flatMap(edition -> editions.explanations(edition.id()).stream())
        .filter(explanation -> LEFT_OVER.contains(explanation.reason()))
        .map(explanation -> explanation.article())
        .collect(Collectors.toSet());
  }

  private static Set<String> relatedLinks(List<Edition> previous) {
    return previous.stream()
        .map(Edition::content)
        .flatMap(
            content ->
                Stream.concat(
                    content.relatedPosts().stream(),
                    content.picks().stream().flatMap(pick -> pick.related().stream())))
        .map(Related::link)
        .collect(Collectors.toSet());
  }

  private static Article.@Nullable Id lastLead(List<Edition> previous) {
    return previous.stream()
        .flatMap(edition -> edition.content().picks().stream().limit(1))
        .map(pick -> pick.article().id())
        .findFirst()
        .orElse(null);
  }

  private Edition store(Newsletter newsletter, Slot slot, Selection.Result selected) {
    int number = 1 + editions.latest(newsletter.id(), 1).stream().mapToInt(Edition::number).sum();
    Thinness thinness = Thinness.of(newsletter.rules(), selected.picks().size());
    return editions.create(
        newsletter.id(),
        slot,
        content(newsletter, slot, number, selected),
        thinness.state(),
        thinness.marks(),
        selected.explanations(),
        clock.instant());
  }

  /** What follows from too few picks (picking C1, P10). */
  private record Thinness(Edition.State state, Edition.Marks marks) {
    static Thinness of(SelectionRules rules, int picks) {
      if (picks == 0) {
        return skipped("EMPTY: no article was new enough and not yet sent");
      }
      if (picks >= rules.min()) {
        return new Thinness(Edition.State.DRAFT, Edition.Marks.NONE);
      }
      String thin = "THIN: " + picks + " of at least " + rules.min() + " articles";
      return switch (rules.thin()) {
        case SEND -> new Thinness(Edition.State.DRAFT, Edition.Marks.NONE);
        case SKIP -> skipped(thin);
        case HOLD -> new Thinness(Edition.State.DRAFT, new Edition.Marks(thin, null, null, null));
      };
    }

    private static Thinness skipped(String note) {
      return new Thinness(Edition.State.SKIPPED, new Edition.Marks(null, null, null, note));
    }
  }

  private static EditionContent content(
      Newsletter newsletter, Slot slot, int number, Selection.Result selected) {
    return new EditionContent(
        subject(newsletter, slot.when(), number, selected.picks()),
        preheader(selected.picks()),
        null,
        selected.picks(),
        selected.relatedPosts());
  }

  private static String subject(
      Newsletter newsletter, LocalDateTime when, int number, List<Pick> picks) {
    String lead = picks.isEmpty() ? newsletter.title() : picks.get(0).article().title();
    String date = new Dates(newsletter.language()).full(when.toLocalDate());
    return SubjectLine.fill(newsletter.subject(), lead, newsletter.title(), date, number);
  }

  /** The headlines after the lead's, as many as an inbox shows. */
  private static String preheader(List<Pick> picks) {
    StringBuilder line = new StringBuilder();
    for (Pick pick : picks.subList(Math.min(1, picks.size()), picks.size())) {
      String title = pick.article().title();
      if (line.length() + title.length() + 3 > PREHEADER_MAX) {
        break;
      }
      line.append(line.isEmpty() ? "" : " · ").append(title);
    }
    return line.toString();
  }
}
