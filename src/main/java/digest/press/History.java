package digest.press;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.store.Editions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the editions of a newsletter so far mean for its next one.
 *
 * @param last the number of the newsletter's last edition; 0 for none
 * @param isFirst whether these readers have had none
 * @param coverage the never-repeat ledger
 * @param leftOver what had no room in the last edition
 * @param read what readers have of the last two, the newest first
 * @param retracted links that are not shown again, not even beside others
 */
record History(
    int last,
    boolean isFirst,
    Map<Article.Id, Coverage> coverage,
    Set<Article.Id> leftOver,
    List<EditionContent> read,
    Set<String> retracted) {

  private static final Set<Reason> LEFT_OVER =
      Set.of(
          Reason.OVER_MAX,
          Reason.OVER_SECTION,
          Reason.OVER_SOURCE,
          Reason.RELATED,
          Reason.SIZE_BUDGET);

  private static final int RECENT = 2;

  /** So many editions of one newsletter are not built between one that is replayed and today. */
  private static final int LOOKED_AT = 1_000;

  /** Copies the collections. */
  History {
    coverage = Map.copyOf(coverage);
    leftOver = Set.copyOf(leftOver);
    read = List.copyOf(read);
    retracted = Set.copyOf(retracted);
  }

  /** As the store has it now. */
  static History of(Editions editions, Newsletter.Id newsletter) {
    return of(
        number(editions.latest(newsletter, 1)),
        editions,
        editions.latestIssues(newsletter, 1),
        editions.latestFrozen(newsletter, RECENT),
        editions.coverage(newsletter),
        editions.retractedLinks(newsletter));
  }

  /** The same for the readers of one zone alone (picking Z3). */
  static History of(Editions editions, Newsletter.Id newsletter, ZoneId zone) {
    return of(
        number(editions.latest(newsletter, 1)),
        editions,
        editions.latest(newsletter, zone, 1),
        editions.latestFrozen(newsletter, zone, RECENT),
        editions.coverage(newsletter, zone),
        editions.retractedLinks(newsletter));
  }

  /** As it was before a moment. */
  static History before(Instant moment, Editions editions, Newsletter.Id newsletter) {
    List<Edition> earlier =
        editions.latest(newsletter, LOOKED_AT).stream()
            .filter(edition -> edition.createdAt().isBefore(moment))
            .toList();
    List<Edition> issues = earlier.stream().filter(e -> e.slot().corrects().isEmpty()).toList();
    List<Edition> frozen =
        issues.stream().filter(e -> e.state() == Edition.State.FROZEN).limit(RECENT).toList();
    Map<Article.Id, Coverage> coverage = new HashMap<>(editions.coverage(newsletter));
    coverage.values().removeIf(entry -> !entry.at().isBefore(moment));
    return of(
        number(earlier.stream().limit(1).toList()),
        editions,
        issues.stream().limit(1).toList(),
        frozen,
        coverage,
        editions.retractedLinks(newsletter));
  }

  private static int number(List<Edition> latest) {
    return latest.stream().mapToInt(Edition::number).sum();
  }

  private static History of(
      int last,
      Editions editions,
      List<Edition> latest,
      List<Edition> frozen,
      Map<Article.Id, Coverage> coverage,
      Set<String> retracted) {
    return new History(
        last,
        latest.isEmpty(),
        coverage,
        latest.stream()
            .flatMap(edition -> leftOver(editions.explanations(edition.id())))
            .collect(Collectors.toSet()),
        frozen.stream().map(Edition::content).toList(),
        retracted);
  }

  /** As if this edition had been sent. */
  History after(Newsletter.Id newsletter, DraftEdition.Draft draft, Instant at) {
    int number = last + 1;
    Map<Article.Id, Coverage> covered = new HashMap<>(coverage);
    for (Pick pick : draft.content().picks()) {
      Article.Id id = pick.article().id();
      int version = pick.story().version();
      Edition.Id edition = new Edition.Id(number);
      covered.put(id, new Coverage(newsletter, id, version, edition, Coverage.State.SENT, at));
    }
    List<EditionContent> recent = new ArrayList<>(List.of(draft.content()));
    recent.addAll(read);
    return new History(
        number,
        false,
        covered,
        leftOver(draft.explanations()).collect(Collectors.toSet()),
        recent.stream().limit(RECENT).toList(),
        retracted);
  }

  /** As if an edition had been skipped: nothing is covered, what was left over stays so. */
  History afterSkipping() {
    return new History(last + 1, false, coverage, leftOver, read, retracted);
  }

  /** Links that were shown as related in the last two editions (picking R3), or retracted. */
  Set<String> relatedLinks() {
    Stream<String> shown =
        read.stream()
            .flatMap(
                content ->
                    Stream.concat(
                        content.relatedPosts().stream(),
                        content.picks().stream().flatMap(pick -> pick.related().stream())))
            .map(Related::link);
    return Stream.concat(shown, retracted.stream()).collect(Collectors.toSet());
  }

  Article.@Nullable Id lastLead() {
    return read.stream()
        .limit(1)
        .flatMap(content -> content.picks().stream().limit(1))
        .map(pick -> pick.article().id())
        .findFirst()
        .orElse(null);
  }

  private static Stream<Article.Id> leftOver(List<Explanation> explanations) {
    return explanations.stream()
        .filter(explanation -> LEFT_OVER.contains(explanation.reason()))
        .map(Explanation::article);
  }
}
