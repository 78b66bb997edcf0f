package digest.cli;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.Press;
import digest.store.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far an edition is; the counts add up to the candidates. */
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
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    double perSecond) {

  static StatusShape of(Press press, Edition edition) {
    Progress progress = press.steerEdition().progress(edition.id());
    Timing timing = press.rooms().deliveries().timing(edition.id());
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
        timing.startedAt(),
        timing.finishedAt(),
        Math.round(timing.perSecond() * 10) / 10.0);
  }
}
