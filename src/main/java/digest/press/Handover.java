package digest.press;

import digest.delivery.Claim;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Transport;
import digest.store.Intent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
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

  /** In the order of their turns, those with the relay first: never many more than the window. */
  private final Deque<InHand> hands = new ArrayDeque<>();

  /** Of those, whose turn has not come. */
  private int ahead;

  private int onRecord;
  private @Nullable InHand made; // the next

  /** A claim on its way through a connection. */
  private static final class InHand {
    private final Claim claim;
    private @Nullable Eml mail;
    private boolean isTaken;
    private @Nullable Intent intent; // when it is on record: announced, without an outcome
    private boolean isDotted; // its final dot may have been written, and there is no outcome

    private InHand(Claim claim) {
      this.claim = claim;
    }
  }

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
      add(claim.get());
    }
    return true;
  }

  @Override
  public boolean isReady() {
    while (made == null && (ahead > 0 || look())) {
      made = make(firstAhead());
    }
    return made != null;
  }

  @Override
  public Eml next() {
    InHand next = hasNext() ? made : null;
    if (next == null || next.mail == null) {
      throw new NoSuchElementException("no claimed mail is left");
    }
    made = null;
    ahead--;
    next.isTaken = true;
    announce();
    return next.mail;
  }

  @Override
  public boolean wanted(Eml asked) {
    InHand hand = hand(asked);
    boolean isWanted = run.isWanted(hand.claim);
    if (!isWanted) {
      giveBack(hand);
      run.forget(hand.claim);
    }
    return isWanted;
  }

  /** Whoever was tried before may be why a connection broke, and would break it for others too. */
  @Override
  public boolean isAlone(Eml asked) {
    return hand(asked).claim.attempts() > 0;
  }

  @Override
  public boolean isIntended(Eml begun) {
    Intent intent = hand(begun).intent;
    return intent != null && intent.isAnswered();
  }

  @Override
  public boolean intend(Eml begun) {
    InHand hand = hand(begun);
    Intent intent = hand.intent;
    if (intent == null) {
      intent = record(hand, run.announce(List.of(hand.claim)).get(0));
    }
    hand.isDotted = run.intend(intent);
    if (!hand.isDotted) {
      giveBack(hand);
    }
    return hand.isDotted;
  }

  @Override
  public void settle(Eml sent, Outcome outcome) {
    InHand hand = hand(sent);
    remove(hand);
    run.settle(hand.claim, outcome);
    announce();
  }

  @Override
  public void giveBack(Eml unsent) {
    giveBack(hand(unsent));
  }

  @Override
  public void untried(Eml unseen) {
    InHand hand = hand(unseen);
    hand.isDotted = false;
    giveBack(hand);
  }

  @Override
  public boolean mayChunk() {
    return run.mayChunk();
  }

  @Override
  public int window() {
    return window;
  }

  /** The connection ended: what is on record and was not begun goes back to the store. */
  @Override
  public void close() {
    List.copyOf(hands).forEach(this::giveBack);
  }

  private void giveBack(InHand hand) {
    boolean wasOnRecord = hand.intent != null;
    remove(hand);
    if (hand.isDotted) {
      run.abandon(hand.claim);
    } else if (wasOnRecord) {
      run.giveBack(hand.claim);
    }
  }

  /** Takes what is at hand, up to a window's worth. */
  private boolean look() {
    Optional<Claim> claim = queue.poll();
    while (claim.isPresent()) {
      add(claim.get());
      claim = ahead < window ? queue.poll() : Optional.empty();
    }
    return ahead > 0;
  }

  /** Null for one of whom no mail can be made. */
  private @Nullable InHand make(InHand hand) {
    hand.mail = run.make(hand.claim).orElse(null);
    if (hand.mail == null) {
      remove(hand);
      return null;
    }
    return hand;
  }

  /** When half the window is used: a commit for each mail would cost more than the mail. */
  private void announce() {
    if (onRecord > window / 2) {
      return;
    }
    if (ahead <= window) {
      look();
    }
    List<InHand> next = new ArrayList<>(window);
    for (InHand hand : hands) {
      if (hand.intent == null && onRecord + next.size() < window) {
        next.add(hand);
      }
    }
    if (!next.isEmpty()) {
      announce(next);
    }
  }

  private void announce(List<InHand> next) {
    List<Claim> claims = new ArrayList<>(next.size());
    next.forEach(hand -> claims.add(hand.claim));
    List<Intent> intents = run.announce(claims);
    for (int i = 0; i < intents.size(); i++) {
      record(next.get(i), intents.get(i));
    }
  }

  private void add(Claim claim) {
    hands.add(new InHand(claim));
    ahead++;
  }

  private Intent record(InHand hand, Intent intent) {
    hand.intent = intent;
    onRecord++;
    return intent;
  }

  private void remove(InHand hand) {
    hands.remove(hand);
    onRecord -= hand.intent == null ? 0 : 1;
    hand.intent = null;
    ahead -= hand.isTaken ? 0 : 1;
    made = hand == made ? null : made;
  }

  private InHand firstAhead() {
    for (InHand hand : hands) {
      if (!hand.isTaken) {
        return hand;
      }
    }
    throw new IllegalStateException("nobody waits for a turn");
  }

  private InHand hand(Eml of) {
    for (InHand hand : hands) {
      if (hand.mail == of) {
        return hand;
      }
    }
    throw new IllegalStateException("a mail of nobody's in hand: " + of.messageId());
  }
}
