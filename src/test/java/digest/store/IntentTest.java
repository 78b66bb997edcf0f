package digest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IntentTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("delivery/L1: whoever waits for a commit gets its own answer, whoever else waits")
  void everybodyGetsTheirOwnAnswer() throws Exception {
    Random random = new Random(4);
    for (int round = 0; round < 3_000; round++) {
      List<Intent> intents = intents(1 + random.nextInt(8));
      boolean[] granted = new boolean[intents.size()];
      Map<Integer, Future<Boolean>> waiting = new HashMap<>();
      for (int i = 0; i < granted.length; i++) {
        granted[i] = random.nextBoolean();
        Intent intent = intents.get(i);
        if (random.nextInt(4) > 0) { // the others' turn has not come
          waiting.put(i, threads.submit(intent::awaitGrant));
        }
      }
      LockSupport.parkNanos(random.nextInt(100_000)); // some ask before the answer, some after
      Intent.answer(intents, granted);
      for (int i = 0; i < granted.length; i++) {
        if (waiting.containsKey(i)) {
          assertThat(waiting.get(i).get(20, TimeUnit.SECONDS))
              .as("round " + round)
              .isEqualTo(granted[i]);
        }
        assertThat(intents.get(i).isAnswered()).isTrue();
        assertThat(intents.get(i).awaitGrant()).isEqualTo(granted[i]);
      }
    }
  }

  @Test
  @DisplayName("delivery/L1: those who sleep are woken over the heads of those who do not wait")
  void theLastSleeperIsWoken() throws Exception {
    List<Intent> intents = intents(9);
    Future<Boolean> third = asleep(intents.get(2));
    Future<Boolean> last = asleep(intents.get(8));
    Intent.answer(intents, new boolean[] {true, true, false, true, true, true, true, true, true});
    assertThat(third.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(last.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @DisplayName("delivery/L1: who wakes for no reason while a commit is answered forgets nobody")
  void wakingInTheMiddleForgetsNobody() throws Exception {
    boolean[] granted = new boolean[20_000]; // so many that answering them takes its time
    for (int round = 0; round < 30; round++) {
      List<Intent> intents = intents(granted.length);
      CompletableFuture<Thread> sleeper = new CompletableFuture<>();
      Future<Boolean> first = asleep(intents.get(0), sleeper);
      Future<Boolean> last = asleep(intents.get(granted.length - 1));
      CountDownLatch running = new CountDownLatch(1);
      Future<?> waker = threads.submit(() -> wakeUntilDone(sleeper.join(), first, running));
      running.await();
      Intent.answer(intents, granted);
      last.get(20, TimeUnit.SECONDS);
      waker.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("delivery/L5: when the store fails, all who wait for the commit hear why")
  void aFaultIsForAll() {
    List<Intent> intents = intents(3);
    List<Future<Boolean>> waiting = new ArrayList<>();
    intents.forEach(intent -> waiting.add(asleep(intent)));
    Intent.fail(intents, new StoreFault("the disk is full"));
    waiting.forEach(one -> assertThatThrownBy(one::get).hasRootCauseMessage("the disk is full"));
    assertThatThrownBy(intents.get(0)::awaitGrant).isInstanceOf(StoreFault.class);
  }

  @Test
  @DisplayName(
      "delivery/L1: who is interrupted waits on, without turning in circles, and is told later")
  void anInterruptionIsKeptForLater() throws Exception {
    Intent intent = intents(1).get(0);
    AtomicBoolean isInterrupted = new AtomicBoolean();
    Thread waiter =
        new Thread(
            () -> {
              intent.awaitGrant();
              isInterrupted.set(Thread.currentThread().isInterrupted());
            });
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.WAITING);
    waiter.interrupt();
    await().until(() -> !waiter.isInterrupted()); // with it set, park would return at once
    await().until(() -> waiter.getState() == Thread.State.WAITING);
    Intent.answer(List.of(intent), new boolean[] {true});
    waiter.join(20_000);
    assertThat(isInterrupted).isTrue();
  }

  private static void wakeUntilDone(Thread sleeper, Future<?> answer, CountDownLatch running) {
    running.countDown();
    while (!answer.isDone()) {
      LockSupport.unpark(sleeper);
    }
  }

  /** Its thread waits when this returns. */
  private Future<Boolean> asleep(Intent intent) {
    return asleep(intent, new CompletableFuture<>());
  }

  private Future<Boolean> asleep(Intent intent, CompletableFuture<Thread> thread) {
    Future<Boolean> answer =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              return intent.awaitGrant();
            });
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.join().getState() == Thread.State.WAITING);
    return answer;
  }

  private static List<Intent> intents(int count) {
    return LongStream.range(0, count).mapToObj(i -> new Intent(GatheringTest.claim(i))).toList();
  }
}
