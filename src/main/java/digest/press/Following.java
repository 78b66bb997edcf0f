package digest.press;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows an edition that other processes send, until there is work for this one (delivery L8). */
final class Following {

  private static final Duration EVERY = Duration.ofMillis(250);
  private static final Logger log = LoggerFactory.getLogger(Following.class);

  private final Database database;
  private final DispatchParts parts;
  private final Stop stop;
  private final InstantSource clock;

  Following(Database database, DispatchParts parts, Stop stop, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.stop = stop;
    this.clock = clock;
  }

  /** The dispatcher's role, when whoever has it ends with something left; empty when not. */
  Optional<AutoCloseable> role(Edition.Id id, Duration patience, Consumer<Progress> watch) {
    Optional<AutoCloseable> role = database.tryDispatch();
    if (role.isEmpty()) {
      log.info("another process dispatches; following edition={}", id);
    }
    while (role.isEmpty() && until(id, patience, watch)) {
      role = database.tryDispatch();
    }
    return role;
  }

  /**
   * Waits while others get on with it.
   *
   * @param patience how long nothing may change
   * @return whether it is worth to look for work of our own
   */
  boolean until(Edition.Id id, Duration patience, Consumer<Progress> watch) {
    Progress progress = parts.deliveries().progress(id);
    Glance counting = new Glance(System::nanoTime);
    Instant lastMove = clock.instant();
    while (progress.open() > 0
        && (!parts.isHalted(id) || parts.isBeingRetractedFrom(id))
        && !stop.await(EVERY)) {
      if (parts.isShared() ? parts.hasWork(id) : isFree()) {
        return true;
      }
      Optional<Progress> next = counting.take(() -> parts.deliveries().progress(id));
      if (next.isEmpty()) {
        continue;
      }
      lastMove = next.get().equals(progress) ? lastMove : clock.instant();
      progress = next.get();
      watch.accept(progress);
      if (Duration.between(lastMove, clock.instant()).compareTo(patience) > 0) {
        return false;
      }
    }
    return false;
  }

  /**
   * Waits while an article is taken out of it; whether that is what it stopped for, and it may go
   * on.
   *
   * @param revision of the run that was stopped
   */
  boolean untilRetracted(Edition.Id id, int revision, Duration patience) {
    Instant limit = clock.instant().plus(patience);
    boolean wasRetracted = false;
    while (parts.isBeingRetractedFrom(id) && clock.instant().isBefore(limit)) {
      wasRetracted = true;
      if (stop.await(EVERY)) {
        return false;
      }
    }
    return (wasRetracted || parts.deliveries().revision(id) != revision)
        && !stop.isRequested()
        && !parts.isHalted(id);
  }

  private boolean isFree() {
    Optional<AutoCloseable> role = database.tryDispatch();
    role.ifPresent(DispatchEdition::giveBack);
    return role.isPresent();
  }
}
