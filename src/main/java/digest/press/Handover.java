package digest.press;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection's mails, made as they are asked for, and their journal. As many claims as its
 * window allows are put on record as begun before their turn, so that a final dot seldom waits for
 * the disk (delivery L1). Used by one thread.
 */
final class Handover implements Iterator<Eml>, Transport.Journal, AutoCloseable {

  private final RelayClaims queue;
  private final DispatchRun run;
  private final int window;
  private final Deque<Claim> ahead = new ArrayDeque<>();
  private final Map<Delivery.Id, Claim> taken = new LinkedHashMap<>();

  /** Announced to the ledger, without an outcome: never more than the window. */
  private final Set<Delivery.Id> onRecord = new HashSet<>();

  /** Whose final dot may have been written, without an outcome. */
  private final Set<Delivery.Id> dotted = new HashSet<>();

  private @Nullable Claim made;
  private @Nullable Eml mail;

  Handover(RelayClaims queue, DispatchRun run) {
    this.queue = queue;
    this.run = run;
    this.window = run.window();
  }

  @Override
  public boolean hasNext() {
    while (!isReady()) {
      Optional<Claim> claim = queue.next();
      if (claim.isEmpty()) {
        return false;
      }
      ahead.add(claim.get());
    }
    return true;
  }

  @Override
  public boolean isReady() {
    while (mail == null && (!ahead.isEmpty() || look())) {
      made = ahead.poll();
      mail = made == null ? null : make(made);
    }
    return mail != null;
  }

  @Override
  public Eml next() {
    if (!hasNext() || mail == null || made == null) {
      throw new NoSuchElementException("no claimed mail is left");
    }
    Eml next = mail;
    taken.put(made.id(), made);
    mail = null;
    made = null;
    announce();
    return next;
  }

  @Override
  public boolean wanted(Eml asked) {
    Claim claim = claim(asked);
    boolean isWanted = run.isWanted(claim);
    if (!isWanted) {
      taken.remove(claim.id());
      giveBack(claim);
      run.forget(claim);
    }
    return isWanted;
  }

  @Override
  public boolean intend(Eml begun) {
    Claim claim = claim(begun);
    onRecord.add(claim.id());
    boolean isGranted = run.intend(claim);
    if (isGranted) {
      dotted.add(claim.id());
    } else {
      giveBack(begun);
    }
    return isGranted;
  }

  @Override
  public void settle(Eml sent, Outcome outcome) {
    Claim claim = claim(sent);
    taken.remove(claim.id());
    onRecord.remove(claim.id());
    dotted.remove(claim.id());
    run.settle(claim, outcome);
    announce();
  }

  @Override
  public void giveBack(Eml unsent) {
    Claim claim = claim(unsent);
    taken.remove(claim.id());
    giveBack(claim);
  }

  /** The connection ended: what is on record and was not begun goes back to the store. */
  @Override
  public void close() {
    if (made != null) {
      giveBack(made);
    }
    taken.values().forEach(this::giveBack);
    ahead.forEach(this::giveBack);
  }

  private void giveBack(Claim claim) {
    if (dotted.contains(claim.id())) {
      run.abandon(claim);
      return;
    }
    if (onRecord.remove(claim.id())) {
      run.giveBack(claim);
    }
  }

  /** Takes what is at hand, up to a window's worth. */
  private boolean look() {
    Optional<Claim> claim = queue.poll();
    while (claim.isPresent()) {
      ahead.add(claim.get());
      claim = ahead.size() < window ? queue.poll() : Optional.empty();
    }
    return !ahead.isEmpty();
  }

  private @Nullable Eml make(Claim claim) {
    Optional<Eml> eml = run.make(claim);
    if (eml.isEmpty()) {
      onRecord.remove(claim.id());
    }
    return eml.orElse(null);
  }

  /** When half the window is used: a commit for each mail would cost more than the mail. */
  private void announce() {
    if (onRecord.size() > window / 2) {
      return;
    }
    if (ahead.size() < window) {
      look();
    }
    List<Claim> next = new ArrayList<>(taken.values());
    if (made != null) {
      next.add(made);
    }
    next.addAll(ahead);
    next.removeIf(claim -> onRecord.contains(claim.id()));
    List<Claim> announced = next.subList(0, Math.min(next.size(), window - onRecord.size()));
    announced.forEach(claim -> onRecord.add(claim.id()));
    if (!announced.isEmpty()) {
      run.announce(announced);
    }
  }

  private Claim claim(Eml of) {
    Delivery.Id id = of.delivery();
    Claim claim = id == null ? null : taken.get(id);
    if (claim == null) {
      throw new IllegalStateException("a mail of nobody's in hand: " + of.messageId());
    }
    return claim;
  }
}
