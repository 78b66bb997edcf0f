package digest.press;

import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Editions;
import digest.store.Feeds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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

  /** The variants of one hour are picked after one look at each feed, not after twenty. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(BuildEdition.class);

  private final FetchFeeds fetchFeeds;
  private final DraftEdition draftEdition;
  private final Editions editions;
  private final Feeds feeds;
  private final Timetable timetable;
  private final InstantSource clock;
  private final QuietSources quietSources;

  /** Uses the given rooms; closes none of them. */
  BuildEdition(
      FetchFeeds fetchFeeds,
      DraftEdition draftEdition,
      Editions editions,
      Feeds feeds,
      Timetable timetable,
      InstantSource clock) {
    this.fetchFeeds = fetchFeeds;
    this.draftEdition = draftEdition;
    this.editions = editions;
    this.feeds = feeds;
    this.timetable = timetable;
    this.clock = clock;
    this.quietSources = new QuietSources(feeds);
  }

  /**
   * The edition of a slot: the one that exists, or a new one (picking E1).
   *
   * <p>Picked as of the newsletter's cutoff before the first due; a trigger by hand picks as of the
   * moment when its feeds have been read (picking P1).
   */
  public Built build(Newsletter newsletter, Slot slot) {
    return build(newsletter, slot, () -> cutoff(newsletter, slot), UnaryOperator.identity());
  }

  /**
   * The same, as of another moment: no article published after it, less the settling, is picked.
   */
  public Built buildAt(Newsletter newsletter, Slot slot, Instant cutoff) {
    return build(newsletter, slot, () -> cutoff, UnaryOperator.identity());
  }

  /** As of now, for what must not go by itself any more: with this state in place of a draft's. */
  Built buildAs(Newsletter newsletter, Slot slot, Edition.State state, String note) {
    return build(newsletter, slot, clock::instant, thinness -> thinness.unless(state, note));
  }

  private Instant cutoff(Newsletter newsletter, Slot slot) {
    Instant now = clock.instant();
    Instant first = timetable.dues(newsletter, slot).first();
    Instant planned = first.minus(newsletter.cadence().cutoff());
    return slot.isManual() || planned.isAfter(now) ? now : planned;
  }

  private Built build(
      Newsletter newsletter,
      Slot slot,
      Supplier<Instant> cutoff,
      UnaryOperator<Thinness> judgement) {
    Optional<Edition> existing = editions.find(newsletter.id(), slot.key());
    if (existing.isPresent()) {
      return new Built(existing.get(), true, List.of());
    }
    List<FetchFeeds.Report> fetched = fetchFeeds.now(toFetch(newsletter, slot));
    Edition edition = store(newsletter, slot, cutoff.get(), judgement);
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

  private List<Feed> toFetch(Newsletter newsletter, Slot slot) {
    Instant fresh = clock.instant().minus(FRESH);
    return slot.isVariant()
        ? newsletter.feeds().stream().filter(feed -> !wasRead(feed, fresh)).toList()
        : newsletter.feeds();
  }

  private boolean wasRead(Feed feed, Instant since) {
    return feeds
        .find(feed.location())
        .map(FeedState::lastGood)
        .filter(good -> good.isAfter(since))
        .isPresent();
  }

  private Edition store(
      Newsletter newsletter, Slot slot, Instant cutoff, UnaryOperator<Thinness> judgement) {
    History history =
        slot.isVariant()
            ? History.of(editions, newsletter.id(), slot.zone())
            : History.of(editions, newsletter.id());
    DraftEdition.Draft draft =
        draftEdition.draft(newsletter, slot, cutoff, clock.instant(), history);
    Thinness thinness =
        judgement.apply(watched(newsletter, slot, history.isFirst(), draft.thinness()));
    return editions.create(
        newsletter.id(),
        slot,
        draft.content(),
        thinness.state(),
        thinness.marks(),
        draft.explanations(),
        clock.instant());
  }

  /** An empty edition too is held while a source is silent: skipping would hide it (picking C2). */
  private Thinness watched(Newsletter newsletter, Slot slot, boolean isFirst, Thinness thinness) {
    return slot.isManual()
        ? thinness
        : timetable
            .line(newsletter, slot)
            .previousDue(slot)
            .flatMap(previous -> quietSources.why(newsletter, previous, isFirst))
            .map(thinness::held)
            .orElse(thinness);
  }
}
