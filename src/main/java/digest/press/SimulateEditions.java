package digest.press;

import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Editions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a newsletter's past or coming editions through, over the articles in the store: nothing is
 * fetched, stored or sent (picking C6). Each edition counts as sent for those after it.
 */
public final class SimulateEditions {

  /**
   * One edition as it would be.
   *
   * @param state DRAFT, held or not, or SKIPPED
   * @param hash of its content, as the store would have it
   */
  public record Simulated(
      Newsletter.Id newsletter,
      int number,
      Slot slot,
      Instant cutoff,
      Edition.State state,
      Edition.Marks marks,
      EditionContent content,
      String hash,
      List<Explanation> explanations) {}

  /** More are a mistake in the dates. */
  private static final int MOST = 1_000;

  private final DraftEdition draftEdition;
  private final Editions editions;
  private final Timetable timetable;

  SimulateEditions(DraftEdition draftEdition, Editions editions, Timetable timetable) {
    this.draftEdition = draftEdition;
    this.editions = editions;
    this.timetable = timetable;
  }

  /**
   * The editions that are due from one moment to another, both included, in order.
   *
   * @throws Refusal when there are more than a thousand
   */
  public List<Simulated> between(Newsletter newsletter, Instant from, Instant to) {
    List<Slot> slots =
        slots(newsletter, from, MOST + 1).stream()
            .takeWhile(slot -> !slot.instant().isAfter(to))
            .toList();
    if (slots.size() > MOST) {
      throw new Refusal(
          "more than "
              + MOST
              + " editions are due from "
              + from
              + " to "
              + to
              + "; choose a shorter time");
    }
    return play(newsletter, slots, from);
  }

  /** So many editions that are due from one moment on. */
  public List<Simulated> next(Newsletter newsletter, Instant from, int count) {
    if (count > MOST) {
      throw new Refusal("at most " + MOST + " editions can be simulated at once");
    }
    return play(newsletter, slots(newsletter, from, count), from);
  }

  private static List<Slot> slots(Newsletter newsletter, Instant from, int count) {
    LocalDateTime local = LocalDateTime.ofInstant(from, newsletter.cadence().zone());
    // A local time can be minutes before the instant it came from, where clocks went back.
    return newsletter.cadence().slotsAfter(local.minusHours(3), count + 200).stream()
        .filter(slot -> !slot.instant().isBefore(from))
        .limit(count)
        .toList();
  }

  private List<Simulated> play(Newsletter newsletter, List<Slot> slots, Instant from) {
    List<Simulated> played = new ArrayList<>();
    History history = History.before(from, editions, newsletter.id());
    for (Slot slot : slots) {
      Instant first = timetable.dues(newsletter, slot).first();
      Instant cutoff = first.minus(newsletter.cadence().cutoff());
      DraftEdition.Draft draft = draftEdition.draft(newsletter, slot, cutoff, first, history);
      played.add(simulated(newsletter, slot, cutoff, history, draft));
      history =
          draft.thinness().state() == Edition.State.SKIPPED
              ? history.afterSkipping()
              : history.after(newsletter.id(), draft, first);
    }
    return played;
  }

  private static Simulated simulated(
      Newsletter newsletter, Slot slot, Instant cutoff, History history, DraftEdition.Draft draft) {
    return new Simulated(
        newsletter.id(),
        history.last() + 1,
        slot,
        cutoff,
        draft.thinness().state(),
        draft.thinness().marks(),
        draft.content(),
        Editions.hash(draft.content()),
        draft.explanations());
  }
}
