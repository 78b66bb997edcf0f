package digest.press;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.store.Deliveries;
import digest.store.Editions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person may do to an edition on its way: pause, resume, cancel, send again. */
public final class SteerEdition {

  private final Editions editions;
  private final Deliveries deliveries;
  private final OpenRings rings;
  private final InstantSource clock;

  SteerEdition(Editions editions, Deliveries deliveries, OpenRings rings, InstantSource clock) {
    this.rings = rings;
    this.editions = editions;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** Nothing new begins; what is in flight ends. */
  public Edition pause(Edition.Id id, String why) {
    Edition edition = frozen(id);
    return editions.mark(id, marks(edition, why));
  }

  /**
   * The dispatcher goes on within two seconds; where a ring of readers took it badly, with the next
   * one.
   */
  public Edition resume(Edition.Id id) {
    Edition edition = frozen(id);
    // Ring first: killed in between, it is still paused, and resumed once more.
    if (edition.marks().paused() != null) {
      rings.overrule(id, clock.instant());
    }
    return editions.mark(id, marks(edition, null));
  }

  /** Says no: a draft never goes, of a frozen edition nobody else gets it. */
  public Edition cancel(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    if (!edition.state().followers().contains(Edition.State.CANCELLED)) {
      throw new Refusal("edition " + id + " is " + edition.state() + "; nothing is left to cancel");
    }
    Edition cancelled = editions.move(id, Edition.State.CANCELLED, edition.marks());
    deliveries.exclude(id, Delivery.Exclusion.CANCELLED, clock.instant());
    return cancelled;
  }

  /**
   * Puts deliveries that ended badly back in the queue.
   *
   * @return how many
   */
  public int resend(Edition.Id id, Set<Delivery.State> states) {
    frozen(id);
    for (Delivery.State state : states) {
      if (!state.isResendable()) {
        throw new Refusal(
            "deliveries that are "
                + state
                + " are not sent again; only rejected, expired, uncertain");
      }
    }
    return deliveries.resend(id, states, clock.instant());
  }

  /** The accounting. */
  public Progress progress(Edition.Id id) {
    Found.edition(editions, id);
    return deliveries.progress(id);
  }

  /** What is to say of a frozen edition that only some get for now; empty when all do. */
  public Optional<String> rings(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    return edition.state() == Edition.State.FROZEN
        ? rings.told(id, clock.instant())
        : Optional.empty();
  }

  private Edition frozen(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    if (edition.state() != Edition.State.FROZEN) {
      throw new Refusal("edition " + id + " is " + edition.state() + "; it is not being sent");
    }
    return edition;
  }

  private static Edition.Marks marks(Edition edition, @Nullable String paused) {
    return new Edition.Marks(
        edition.marks().held(), paused, edition.marks().approvedHash(), edition.marks().note());
  }
}
