package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs for days, and how it ends. */
class ServeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch ticking = new CountDownLatch(1);
  private final AtomicReference<@Nullable Ran> ran = new AtomicReference<>();

  @Test
  @DisplayName("delivery/L4, L8: what is frozen goes out by itself; all is closed, the clock first")
  void serveDispatchesAndEndsInOrder() throws InterruptedException {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start()) {
      TestHouse house = TestHouse.in(folder, relay.port()).withReaders();
      house.build();
      relay.at("MAIL").reply("421 4.3.2 restarting").times(1);
      house.run("edition", "send", "1", "--yes", "--wait", "0s");
      Thread serving = new Thread(() -> ran.set(house.with(watched(house.doors())).run("serve")));
      serving.start();
      ticking.await();
      await().atMost(PATIENCE).until(() -> relay.received().size() == 3);
      serving.interrupt();
      serving.join(PATIENCE.toMillis());
      assertThat(serving.isAlive()).isFalse();
    }
    assertThat(events).containsExactly("pages open", "clock open", "clock closed", "pages closed");
    Ran end = Objects.requireNonNull(ran.get());
    assertThat(end.code()).isZero();
    assertThat(end.out()).contains("The desk is at http://127.0.0.1:8025");
  }

  @Test
  void thePagesAreClosedWhenTheClockCannotStart() {
    TestHouse house = TestHouse.in(folder, 25);
    Doors doors = watched(house.doors());
    Doors broken =
        new Doors(
            doors.press(),
            doors.web(),
            press -> {
              throw new IllegalStateException("the clock cannot be started");
            },
            doors.readFeed(),
            doors.move(),
            doors.clock());
    assertThat(house.with(broken).run("serve").code()).isEqualTo(1);
    assertThat(events).containsExactly("pages open", "pages closed");
  }

  private Doors watched(Doors doors) {
    return new Doors(
        doors.press(),
        (press, options) -> {
          events.add("pages open");
          return new OpenPages("http://127.0.0.1:8025", () -> events.add("pages closed"));
        },
        press -> {
          events.add("clock open");
          ticking.countDown();
          return () -> events.add("clock closed");
        },
        doors.readFeed(),
        doors.move(),
        doors.clock());
  }
}
