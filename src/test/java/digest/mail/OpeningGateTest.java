package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.SmtpReply;
import digest.mail.Transport.Ending;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpeningGateTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Ending REFUSED =
      new Ending.Blocked(new SmtpReply(535, "5.7.8", "wrong login", "AUTH"));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final OpeningGate gate = new OpeningGate(now::get);

  private void leave(Ending ending) {
    gate.leave(ending, gate.refusals());
  }

  @Test
  @DisplayName("delivery/S2 safety/T21: a login is tried three times at most, for minutes")
  void threeRefusalsAreTheLastForTenMinutes() {
    int tries = 0;
    for (int minute = 0; minute < 9; minute++) {
      if (gate.enter() == null) {
        tries++;
        leave(REFUSED);
      }
      now.addAndGet(60 * SECOND);
    }
    assertThat(tries).isEqualTo(3);
    assertThat(gate.enter()).asString().contains("wrong login", "3 times");
    now.addAndGet(10 * 60 * SECOND);
    assertThat(gate.enter()).isNull();
  }

  @Test
  @DisplayName("delivery/S2 safety/T21: forty connections at once try a wrong login three times")
  void aStormOfConnectionsTriesThreeTimes() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Thread[] storm = new Thread[40];
    for (int i = 0; i < storm.length; i++) {
      storm[i] =
          new Thread(
              () -> {
                awaitQuietly(go);
                Ending known = gate.enter();
                if (known == null) {
                  tries.incrementAndGet();
                  leave(REFUSED);
                } else {
                  refused.incrementAndGet();
                }
              });
      storm[i].start();
    }
    go.countDown();
    for (Thread thread : storm) {
      thread.join(10_000);
    }
    assertThat(tries).hasValue(3);
    assertThat(refused).hasValue(37);
  }

  @Test
  void aLoginThatIsTakenForgivesThoseBefore() {
    for (int i = 0; i < 10; i++) {
      assertThat(gate.enter()).isNull();
      leave(i % 3 == 2 ? new Ending.Done() : REFUSED);
    }
  }

  @Test
  @DisplayName("delivery/S3: what has just failed is not tried by all the others")
  void whatHasJustFailedIsNotTriedAgainAtOnce() {
    assertThat(gate.enter()).isNull();
    leave(new Ending.Unreachable("refused"));
    now.addAndGet(4 * SECOND);
    assertThat(gate.enter()).isEqualTo(new Ending.Unreachable("refused"));
    now.addAndGet(SECOND);
    assertThat(gate.enter()).isNull();
  }

  @Test
  void otherRefusalsAreNotCountedAsLogins() {
    for (int i = 0; i < 10; i++) {
      assertThat(gate.enter()).isNull();
      leave(new Ending.Blocked(new SmtpReply(554, null, "go away", "CONNECT")));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("delivery/S2: a login that was taken before another was refused does not hide it")
  void anOlderSuccessHidesNoRefusal() {
    assertThat(gate.enter()).isNull();
    int before = gate.refusals();
    for (int i = 0; i < 2; i++) {
      assertThat(gate.enter()).isNull();
      leave(REFUSED);
    }
    gate.leave(new Ending.Done(), before);

    assertThat(gate.enter()).isNull();
    leave(REFUSED);
    assertThat(gate.enter()).asString().contains("3 times");
  }
}
