package digest.press;

import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.render.CorrectionWords;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Revisions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mail that tells those who have a retracted article that it was retracted.
 *
 * <p>It is an edition of the same newsletter, one for each retraction, and goes the way of all
 * others; whom it is for is decided when it is frozen.
 */
public final class CorrectEdition {

  private final Editions editions;
  private final Deliveries deliveries;
  private final Revisions revisions;
  private final Catalogue catalogue;
  private final InstantSource clock;

  CorrectEdition(Rooms rooms, Catalogue catalogue) {
    this.editions = rooms.editions();
    this.deliveries = rooms.deliveries();
    this.revisions = new Revisions(rooms.database());
    this.catalogue = catalogue;
    this.clock = rooms.clock();
  }

  /**
   * The correction of an edition's oldest retraction that is not wholly corrected, else of the
   * newest: as it exists, or a draft.
   *
   * @param text an editor's own words, paragraphs apart by an empty line; null leaves a draft's
   * @param subject an editor's; null leaves a draft's
   * @throws Refusal when nothing was retracted from the edition, or it is a correction itself
   */
  public Edition draft(Edition.Id id, @Nullable String text, @Nullable String subject) {
    Edition edition = Found.edition(editions, id);
    Retraction retraction = next(edition);
    if (revisions.had(edition.id(), retraction.revision()) == 0) {
      throw new Refusal(
          "nobody has a mail with what was retracted from edition "
              + id
              + "; there is nobody to tell");
    }
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    Slot slot = slot(retraction, newsletter);
    Optional<Edition> existing = editions.find(newsletter.id(), slot.key());
    if (existing.isEmpty()) {
      return editions.create(
          newsletter.id(),
          slot,
          content(edition, retraction, newsletter, text, subject),
          Edition.State.DRAFT,
          Edition.Marks.NONE,
          List.of(),
          clock.instant());
    }
    Edition draft = existing.get();
    boolean changes = text != null || subject != null;
    if (changes && !draft.state().isEditable()) {
      throw new Refusal(
          "the correction is edition "
              + draft.id()
              + " and is "
              + draft.state()
              + "; its words cannot be changed any more");
    }
    return changes
        ? editions.edit(
            draft.id(),
            draft.version(),
            changed(
                draft.content(),
                content(edition, retraction, newsletter, text, subject),
                text,
                subject))
        : draft;
  }

  private static EditionContent changed(
      EditionContent before,
      EditionContent after,
      @Nullable String text,
      @Nullable String subject) {
    return new EditionContent(
        subject == null ? before.subject() : after.subject(),
        after.preheader(),
        text == null ? before.intro() : after.intro(),
        List.of(),
        List.of());
  }

  private Retraction next(Edition edition) {
    List<Retraction> all = revisions.retractions(edition.id());
    if (all.isEmpty()) {
      throw new Refusal(
          "nothing was retracted from edition "
              + edition.id()
              + ", so there is nothing to correct. First: digest edition retract "
              + edition.id()
              + " --article LINK");
    }
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return all.stream()
        .filter(each -> !isCorrected(each, newsletter))
        .findFirst()
        .orElse(all.get(all.size() - 1));
  }

  private boolean isCorrected(Retraction retraction, Newsletter newsletter) {
    return editions
        .find(newsletter.id(), slot(retraction, newsletter).key())
        .filter(found -> !found.state().isEditable())
        .map(found -> deliveries.progress(found.id()).open() == 0)
        .orElse(false);
  }

  private Slot slot(Retraction retraction, Newsletter newsletter) {
    return Slot.correction(
        new Slot.Correction(retraction.edition(), retraction.revision()),
        clock.instant(),
        newsletter.cadence().zone());
  }

  private static EditionContent content(
      Edition edition,
      Retraction retraction,
      Newsletter newsletter,
      @Nullable String text,
      @Nullable String subject) {
    CorrectionWords words = new CorrectionWords(newsletter.language());
    String said =
        retraction.items().stream()
            .map(item -> words.retracted(item.title(), edition.slot().when().toLocalDate()))
            .collect(Collectors.joining("\n\n"));
    return new EditionContent(
        subject == null ? words.subject(retraction.subject()) : oneLine(subject),
        said.replaceAll("\\s+", " "),
        text == null || text.isBlank() ? said : said + "\n\n" + text.strip(),
        List.of(),
        List.of());
  }

  private static String oneLine(String subject) {
    String line = subject.replaceAll("[\\s\\p{Cc}\\u2028\\u2029]+", " ").strip();
    if (line.isEmpty()) {
      throw new Refusal("the subject is empty; write one");
    }
    return line;
  }
}
