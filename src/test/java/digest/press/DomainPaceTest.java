package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.press.DomainLimits.Limit;
import digest.press.DomainPace.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delivery/S4: so much to a recipients' domain, and less when it asks for less. */
class DomainPaceTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;

  private long now = Long.MAX_VALUE - SECOND; // nanoTime may overflow

  @Test
  void noMoreAreUnderWayThanAllowed() {
    DomainPace pace = new DomainPace(new Limit(3, 0));
    begin(pace, 3);
    assertThat(pace.isFull()).isTrue();
    pace.end(now, now, Answer.NEITHER);
    assertThat(pace.isFull()).isFalse();
    pace.begin(now);
    pace.undo();
    assertThat(pace.isFull()).isFalse();
  }

  @Test
  void noMoreBeginASecondThanAllowed() {
    DomainPace pace = new DomainPace(new Limit(0, 20));
    assertThat(begunIn(pace, 10, Answer.TAKEN)).isBetween(195, 203);
  }

  @Test
  @DisplayName("delivery/S4: slow replies to messages of one moment halve the pace once")
  void aVolleyOfSlowRepliesHalvesOnce() {
    DomainPace pace = new DomainPace(new Limit(8, 0));
    begin(pace, 8);
    long begun = now;
    now += SECOND / 10;
    for (int i = 0; i < 8; i++) {
      pace.end(begun, now, Answer.SLOW);
    }
    now += 10 * SECOND;
    begin(pace, 4);
    assertThat(pace.isFull()).isTrue();
    pace.end(now, now, Answer.NEITHER);
    assertThat(pace.isFull()).isFalse();
  }

  @Test
  @DisplayName("delivery/S4: never below one at a time, and one a second")
  void itNeverStops() {
    DomainPace pace = new DomainPace(new Limit(0, 0));
    int begun = begunIn(pace, 600, Answer.SLOW);
    assertThat(begun).isGreaterThanOrEqualTo((int) (600 * DomainPace.SLOWEST));
    begun = begunIn(pace, 100, Answer.SLOW);
    assertThat(begun).isEqualTo(100);
  }

  @Test
  @DisplayName("delivery/S4: who is put off here and there, as by greylisting, slows nobody down")
  void singleSlowRepliesAreNoRequest() {
    DomainPace pace = new DomainPace(new Limit(4, 0));
    for (int i = 0; i < 1000; i++) {
      pace.begin(now);
      now += MILLI;
      pace.end(now - MILLI, now, i % 3 == 1 ? Answer.SLOW : Answer.TAKEN);
      assertThat(pace.isSlowed()).isFalse();
    }
    for (int i = 0; i < 60; i++) {
      pace.begin(now);
      now += MILLI;
      pace.end(now - MILLI, now, i % 8 > 0 ? Answer.SLOW : Answer.TAKEN);
    }
    assertThat(pace.isSlowed()).isTrue();
  }

  @Test
  @DisplayName("delivery/S4: slowly up again, at full pace within minutes")
  void itIsAtFullPaceAgainAfterMinutes() {
    DomainPace pace = new DomainPace(new Limit(4, 100));
    begunIn(pace, 60, Answer.SLOW);
    assertThat(pace.isSlowed()).isTrue();
    int soon = begunIn(pace, 20, Answer.TAKEN);
    assertThat(soon).as("slowly").isLessThan(20 * 25);
    begunIn(pace, 120, Answer.TAKEN);
    assertThat(pace.isSlowed()).isFalse();
    assertThat(begunIn(pace, 10, Answer.TAKEN)).isBetween(980, 1012);
  }

  @Test
  void whoIsNotMailedForTenMinutesHasForgotten() {
    DomainPace pace = new DomainPace(new Limit(0, 0));
    begunIn(pace, 60, Answer.SLOW);
    now += 601 * SECOND;
    assertThat(pace.nanosToNext(now)).isZero();
    assertThat(pace.isSlowed()).isFalse();
    assertThat(pace.isIdle(now)).isTrue();
  }

  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource({
    "421, RCPT, SLOW",
    "450, RCPT, SLOW",
    "451, DATA, SLOW",
    "451, ., SLOW",
    "421, MAIL, SLOW",
    "452, RCPT, NEITHER",
    "421, CONNECT, NEITHER",
    "450, EHLO, NEITHER",
  })
  @DisplayName("delivery/S4: what slows a domain down")
  void onlySomeRepliesToAMailSlowItsDomainDown(int code, String command, Answer answer) {
    SmtpReply reply = new SmtpReply(code, null, "later", command);
    assertThat(DomainPaces.answer(new Outcome.Deferred(reply, "later"))).isEqualTo(answer);
  }

  @Test
  void aBrokenLinkSaysNothingOfTheDomain() {
    assertThat(DomainPaces.answer(new Outcome.Deferred(null, "broke"))).isEqualTo(Answer.NEITHER);
    assertThat(DomainPaces.answer(new Outcome.Uncertain(".", "broke"))).isEqualTo(Answer.NEITHER);
    SmtpReply taken = new SmtpReply(250, null, "ok", ".");
    assertThat(DomainPaces.answer(new Outcome.Accepted(taken))).isEqualTo(Answer.TAKEN);
  }

  private void begin(DomainPace pace, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(pace.isFull()).isFalse();
      pace.begin(now);
    }
  }

  /** As many as it lets begin, each answered at once. */
  private int begunIn(DomainPace pace, int seconds, Answer answer) {
    int begun = 0;
    for (long end = now + seconds * SECOND; end - now > 0; now += MILLI) {
      while (!pace.isFull() && pace.nanosToNext(now) == 0 && begun < 100_000) {
        pace.begin(now);
        pace.end(now, now, answer);
        begun++;
      }
    }
    return begun;
  }
}
