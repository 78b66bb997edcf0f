package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Editions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  private static final Logger log = LoggerFactory.getLogger(BuildEdition.class);

  private final FetchFeeds fetchFeeds;
  private final DraftEdition draftEdition;
  private final Editions editions;
  private final InstantSource clock;

  /** Uses the given rooms; closes none of them. */
  BuildEdition(
      FetchFeeds fetchFeeds, DraftEdition draftEdition, Editions editions, InstantSource clock) {
    this.fetchFeeds = fetchFeeds;
    this.draftEdition = draftEdition;
    this.editions = editions;
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
    Edition edition = store(newsletter, slot, cutoff.get());
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

  private Edition store(Newsletter newsletter, Slot slot, Instant cutoff) {
    History history = History.of(editions, newsletter.id());
    DraftEdition.Draft draft =
        draftEdition.draft(newsletter, slot, cutoff, clock.instant(), history);
    return editions.create(
        newsletter.id(),
        slot,
        draft.content(),
        draft.thinness().state(),
        draft.thinness().marks(),
        draft.explanations(),
        clock.instant());
  }
}
