package digest.cli;

import digest.delivery.Pace;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.Outlook;
import digest.press.Press;
import digest.store.Timing;
import digest.store.Waiting;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an edition is; the counts add up to the candidates.
 *
 * @param nextDue the first of those whose own time is still to come, or null
 * @param lastDue the last of them, or null
 * @param waiting pending, claimed, sending and deferred: {@code accepted + waiting + failed +
 *     excluded} are the candidates
 * @param failed rejected, uncertain and expired
 * @param secondsLeft until nobody waits any more; 0 when nobody does, null when it cannot be told
 */
record StatusShape(
    long id,
    String state,
    long candidates,
    long pending,
    long claimed,
    long sending,
    long accepted,
    long deferred,
    long rejected,
    long uncertain,
    long expired,
    long excluded,
    @Nullable Instant nextDue,
    @Nullable Instant lastDue,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    double perSecond,
    long waiting,
    long failed,
    @Nullable Long secondsLeft) {

  static StatusShape of(Press press, Edition edition) {
    Progress progress = press.steerEdition().progress(edition.id());
    Optional<Waiting> ahead = press.timetable().ahead(edition.id());
    Timing timing = press.rooms().deliveries().timing(edition.id());
    Pace pace = Outlook.of(press, edition.id(), progress, timing);
    return new StatusShape(
        edition.id().value(),
        edition.state().name(),
        progress.candidates(),
        progress.pending(),
        progress.claimed(),
        progress.sending(),
        progress.accepted(),
        progress.deferred(),
        progress.rejected(),
        progress.uncertain(),
        progress.expired(),
        progress.excluded(),
        ahead.map(Waiting::first).orElse(null),
        ahead.map(Waiting::last).orElse(null),
        timing.startedAt(),
        timing.finishedAt(),
        Math.round(timing.perSecond() * 10) / 10.0,
        pace.waiting(),
        pace.failed(),
        pace.left() == null ? null : pace.left().toSeconds());
  }
}
