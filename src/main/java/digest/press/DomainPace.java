package digest.press;

import digest.press.DomainLimits.Limit;
import java.time.Duration;

/**
 * How fast one recipients' domain is mailed: within its limit, and slower while it asks for it
 * (delivery S4). Pure: the time is passed in, in nanoseconds of a clock that never jumps. For one
 * thread.
 *
 * <p>Where most of the last messages are put off, a transient reply halves what may be under way
 * and how many may begin a second, once for all messages that had begun by then; here and there
 * one, as of a server that greets strangers so, does not. Successes then raise both, a step a
 * second at most, so that the full pace is back after two minutes or so; who is not mailed for ten
 * has forgotten.
 */
final class DomainPace {

  /** What a message came to, as far as its domain's pace goes. */
  enum Answer {
    TAKEN,
    SLOW,
    NEITHER
  }

  /** A message a second; one at a time goes always. */
  static final double SLOWEST = 1;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();
  private static final double STEPS = 120;
  private static final long SAVED_UP = SECOND / 10;
  private static final int REMEMBERED = 40;
  private static final int FEW = 8;
  private static final double MOST = 0.6;

  private final Limit limit;
  private final Throughput throughput;
  private int answered; // of the last messages
  private long putOff; // a bit for each of them
  private int underWay;
  private boolean isBegun;
  private long nextAt;
  private boolean isSlowed;
  private long slowedAt;
  private long raisedAt;
  private double perSecond;
  private double fullPerSecond;
  private double connections;
  private double fullConnections;

  DomainPace(Limit limit) {
    this.limit = limit;
    this.throughput = new Throughput();
  }

  /** Whether so many are under way that a message must end first. */
  boolean isFull() {
    double most = isSlowed ? Math.max(1, Math.floor(connections)) : limit.connections();
    return most > 0 && underWay >= most;
  }

  /** How long until the rate lets another begin; 0 when it does now. */
  long nanosToNext(long now) {
    heal(now);
    return isBegun && rate() > 0 ? Math.max(0, nextAt - now) : 0;
  }

  void begin(long now) {
    underWay++;
    throughput.count(now);
    if (rate() > 0) {
      long earliest = isSlowed ? now : now - SAVED_UP;
      nextAt = (isBegun && nextAt - earliest > 0 ? nextAt : earliest) + (long) (SECOND / rate());
      isBegun = true;
    }
  }

  /** One that had begun did not get as far as the wire. */
  void undo() {
    underWay--;
  }

  /**
   * @param begun when it began
   */
  void end(long begun, long now, Answer answer) {
    answered = Math.min(REMEMBERED, answered + 1);
    putOff = (putOff << 1 | (answer == Answer.SLOW ? 1 : 0)) & ((1L << REMEMBERED) - 1);
    switch (answer) {
      case TAKEN -> raise(now);
      case SLOW -> {
        if (isAskingForLess()) {
          slow(begun, now);
        }
      }
      case NEITHER -> {}
    }
    underWay--;
  }

  boolean isSlowed() {
    return isSlowed;
  }

  /** Whether nothing is lost when this is forgotten. */
  boolean isIdle(long now) {
    heal(now);
    return underWay == 0 && !isSlowed && nanosToNext(now) == 0;
  }

  private boolean isAskingForLess() {
    int several = Long.bitCount(putOff);
    return several >= FEW && several >= MOST * answered;
  }

  private double rate() {
    return isSlowed ? perSecond : limit.perSecond();
  }

  private void slow(long begun, long now) {
    if (isSlowed && begun - slowedAt <= 0) {
      return; // said of the pace before this one
    }
    if (!isSlowed) {
      fullPerSecond = limit.perSecond() > 0 ? limit.perSecond() : throughput.perSecond(now);
      fullConnections = limit.connections() > 0 ? limit.connections() : underWay;
      perSecond = fullPerSecond;
      connections = Math.min(fullConnections, underWay + FEW - 1);
    }
    isSlowed = true;
    answered = 0;
    putOff = 0;
    slowedAt = now;
    raisedAt = now;
    perSecond = Math.max(SLOWEST, perSecond / 2);
    connections = Math.max(1, connections / 2);
    isBegun = true;
    nextAt = now + (long) (SECOND / perSecond);
  }

  private void raise(long now) {
    if (!isSlowed || now - raisedAt < SECOND) {
      return;
    }
    raisedAt = now;
    perSecond += fullPerSecond / STEPS;
    connections += fullConnections / STEPS;
    isSlowed = perSecond < fullPerSecond || connections < fullConnections;
  }

  private void heal(long now) {
    if (isSlowed && now - Math.max(slowedAt, raisedAt) > FORGOTTEN) {
      isSlowed = false;
    }
  }

  /** How many began in a second, of this one and the last the busier. */
  private static final class Throughput {
    private long since;
    private int now;
    private int before;
    private boolean isCounting;

    void count(long time) {
      turn(time);
      now++;
    }

    double perSecond(long time) {
      turn(time);
      return Math.max(1, Math.max(now, before));
    }

    private void turn(long time) {
      if (!isCounting || time - since >= SECOND) {
        before = isCounting && time - since < 2 * SECOND ? now : 0;
        now = 0;
        since = time;
        isCounting = true;
      }
    }
  }
}
