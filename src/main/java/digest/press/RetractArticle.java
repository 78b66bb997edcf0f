package digest.press;

import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.delivery.Rendering;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.render.Finding;
import digest.render.MarkupCheck;
import digest.select.TeaserCutter;
import digest.store.Affected;
import digest.store.AffectedReaders;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Revisions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an article out of an edition that is being sent, or was: whoever has no mail yet gets one
 * without it.
 *
 * <p>The edition is paused until no message of it is in any node's hands; then the new revision
 * counts, and the dispatch goes on. Killed at any point, either the old or the new revision counts
 * as a whole; a pause that is left behind says how to go on.
 */
public final class RetractArticle {

  /**
   * What would be done, for a person to confirm.
   *
   * @param after what the edition says then
   * @param had how many have it already, or may have it
   * @param remaining how many still get the edition
   * @param isNamedInIntro the editor's own words name it, too, and stay
   */
  public record Plan(
      Edition edition,
      List<Retraction.Item> items,
      EditionContent after,
      long had,
      long remaining,
      boolean isNamedInIntro) {}

  private static final Duration POLL = Duration.ofMillis(100);

  /** A message under way takes seconds; a relay that hangs after the final dot takes minutes. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(RetractArticle.class);

  private final Database database;
  private final Editions editions;
  private final Deliveries deliveries;
  private final Revisions revisions;
  private final Catalogue catalogue;
  private final Duration patience;
  private final InstantSource clock;
  private final LongSupplier nanos;

  RetractArticle(Rooms rooms, Catalogue catalogue, Duration lease, LongSupplier nanos) {
    this.database = rooms.database();
    this.editions = rooms.editions();
    this.deliveries = rooms.deliveries();
    this.revisions = new Revisions(rooms.database());
    this.catalogue = catalogue;
    this.patience = lease.plus(MARGIN);
    this.clock = rooms.clock();
    this.nanos = nanos;
  }

  /** What was taken out of an edition so far, oldest first. */
  public List<Retraction> retractions(Edition.Id id) {
    return revisions.retractions(id);
  }

  /** How many have, or may have, a mail with what was retracted. */
  public long had(Retraction retraction) {
    return revisions.had(retraction.edition(), retraction.revision());
  }

  /**
   * Looks what it would come to; changes nothing.
   *
   * @param articles links or ids
   * @param subject an editor's, or null
   * @param intro an editor's, empty to take it out, or null
   * @throws Refusal when the edition is not frozen, an article is not in it, or none would be left
   */
  public Plan plan(
      Edition.Id id, List<String> articles, @Nullable String subject, @Nullable String intro) {
    Edition edition = frozen(id);
    Retracting retracting = retracting(edition);
    List<Retraction.Item> items = retracting.find(articles);
    EditionContent after = fitted(edition, retracting.without(items, subject, intro));
    AffectedReaders readers = new AffectedReaders(database, id, affected(edition, after, items));
    Progress progress = deliveries.progress(id);
    return new Plan(
        edition,
        items,
        after,
        readers.had(deliveries.revision(id) + 1),
        progress.open() - readers.emptied(),
        Retracting.isNamedInIntro(after, items));
  }

  private Affected affected(Edition edition, EditionContent after, List<Retraction.Item> items) {
    return new RetractionReach(edition.content(), after, items)
        .over(frozenEdition(edition.id()).places());
  }

  /**
   * Does it; returns when nobody is sent the article any more.
   *
   * @param by who asked
   * @throws Refusal when messages of it stay in somebody's hands; nothing is changed then
   */
  public Retraction retract(Plan plan, String by) {
    Edition edition = plan.edition();
    Edition.Id id = edition.id();
    int revision = deliveries.revision(id) + 1;
    FrozenEdition frozen = revised(edition, plan.after());
    Retraction retraction =
        new Retraction(
            id, revision, edition.content().subject(), plan.items(), by, clock.instant());
    Affected affected = affected(edition, plan.after(), plan.items());
    String link = plan.items().get(0).link();
    long began = nanos.getAsLong();
    Stop never = new Stop();
    try {
      do {
        revisions.hold(id, words(id, link));
        takeOver();
        if (revisions.write(edition, plan.after(), frozen, retraction, affected)) {
          log.info("article retracted edition={} revision={}", id, revision);
          return retraction;
        }
      } while (nanos.getAsLong() - began < patience.toNanos() && !never.await(POLL));
    } finally {
      // After it was written there is none of ours any more.
      revisions.release(id);
    }
    throw new Refusal(
        "messages of edition "
            + id
            + " are still under way after "
            + Spoken.length(patience)
            + "; nothing was changed and sending goes on. See: digest edition status "
            + id
            + ", then try again");
  }

  private static String words(Edition.Id id, String link) {
    return link
        + ". If that has ended without a word, repeat it: digest edition retract "
        + id
        + " --article LINK; or send it as it is: digest edition resume "
        + id;
  }

  /** What dead nodes left would be waited for in vain. */
  private void takeOver() {
    if (database.isShared()) {
      deliveries.takeOver(clock.instant());
      return;
    }
    Optional<AutoCloseable> role = database.tryDispatch();
    if (role.isPresent()) {
      try {
        deliveries.recover(clock.instant());
      } finally {
        DispatchEdition.giveBack(role.get());
      }
    }
  }

  private EditionContent fitted(Edition edition, EditionContent content) {
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    WeighHtml weigh = Imprint.weigh(frozenEdition(edition.id()), edition);
    return new FitToSize(new TeaserCutter(), newsletter).fit(content, weigh::bytes).content();
  }

  /** With the templates that were frozen; a layout that lost its footer is not sent. */
  private FrozenEdition revised(Edition edition, EditionContent content) {
    FrozenEdition revised = Imprint.revised(frozenEdition(edition.id()), edition, content);
    for (Rendering rendering : revised.renderings().values()) {
      MarkupCheck.check(rendering).stream()
          .filter(finding -> finding.severity() == Finding.Severity.BLOCKER)
          .findFirst()
          .ifPresent(
              finding -> {
                throw new Refusal(
                    "edition " + edition.id() + " cannot go without it: " + finding.text());
              });
    }
    return revised;
  }

  private FrozenEdition frozenEdition(Edition.Id id) {
    return editions
        .frozen(id)
        .orElseThrow(() -> new Refusal("edition " + id + " is not frozen; approve it first"));
  }

  private Retracting retracting(Edition edition) {
    List<Retraction.Item> retracted =
        retractions(edition.id()).stream().flatMap(done -> done.items().stream()).toList();
    return new Retracting(edition, catalogue.newsletter(edition.newsletter()), retracted);
  }

  private Edition frozen(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    if (edition.state().isEditable()) {
      throw new Refusal(
          "edition "
              + id
              + " is "
              + edition.state()
              + "; nobody has it yet. Take the article out: digest edition edit "
              + id
              + " --drop ARTICLE");
    }
    if (edition.state() != Edition.State.FROZEN) {
      throw new Refusal("edition " + id + " is " + edition.state() + "; nobody gets it any more");
    }
    return edition;
  }
}
