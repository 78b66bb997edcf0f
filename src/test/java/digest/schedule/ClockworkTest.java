package digest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import digest.cli.TestHouse;
import digest.edition.Edition;
import digest.press.Press;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** picking/C4: Quartz ticks, and nothing else. */
class ClockworkTest {

  private static final String NEVER_IN_A_TEST = "0 0 0 1 1 ? 2099";
  private static final String EVERY_SECOND = "* * * * * ?";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Ten minutes before the due at seven in Berlin: within the cutoff, not yet due. */
  private static final Instant BEFORE_DUE = Instant.parse("2026-11-22T05:50:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(BEFORE_DUE);
  private TestHouse house;
  private Press press;

  @BeforeEach
  void house() {
    house = TestHouse.in(folder, 25, now::get);
    press = house.press();
  }

  @AfterEach
  void close() {
    press.close();
    house.close();
  }

  @Test
  @DisplayName("picking/C4: the first ring comes at the start, not a minute later")
  void theBellRingsOnceAtTheStart() {
    try (Clockwork clock =
        Clockwork.start(
            press.keepSchedule()::tick,
            house.press().rooms().database(),
            now::get,
            NEVER_IN_A_TEST)) {
      await().atMost(PATIENCE).until(() -> !editions().isEmpty());
      assertThat(clock).isNotNull();
    }
    assertThat(editions()).hasSize(1);
  }

  @Test
  @DisplayName("picking/E1, C4: however often it rings, a slot has one edition, frozen when due")
  void theBellRingsAgainByItself() {
    try (Clockwork clock =
        Clockwork.start(
            press.keepSchedule()::tick, house.press().rooms().database(), now::get, EVERY_SECOND)) {
      await().atMost(PATIENCE).until(() -> state() == Edition.State.APPROVED);
      now.set(BEFORE_DUE.plus(Duration.ofMinutes(10)));
      await().atMost(PATIENCE).until(() -> state() == Edition.State.FROZEN);
      assertThat(clock).isNotNull();
    }
    assertThat(editions()).hasSize(1);
  }

  @Test
  void twoClocksInOneProgramDoNotDisturbEachOther() {
    try (Clockwork one =
            Clockwork.start(
                press.keepSchedule()::tick,
                house.press().rooms().database(),
                now::get,
                EVERY_SECOND);
        Clockwork other =
            Clockwork.start(
                house.press().keepSchedule()::tick,
                house.press().rooms().database(),
                now::get,
                EVERY_SECOND)) {
      await().atMost(PATIENCE).until(() -> state() == Edition.State.APPROVED);
      assertThat(one).isNotSameAs(other);
    }
    assertThat(editions()).hasSize(1);
  }

  @Test
  void afterClosingNothingRings() {
    Clockwork.start(
            press.keepSchedule()::tick, house.press().rooms().database(), now::get, EVERY_SECOND)
        .close();
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("digest_"))
            .filter(Thread::isAlive)
            .count();
    assertThat(threads).isZero();
  }

  @Test
  @DisplayName("delivery/L4: closing waits for a ring at work, which ends what it began")
  void closingWaitsForARingAtWork() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HttpServer site = slowSite(asked, answer);
    house.write(
        "digest.yaml",
        TestHouse.config(25, "daily", "0 0 7 ? * *", "Europe/Berlin")
                .replace("feed.xml", "http://127.0.0.1:" + site.getAddress().getPort() + "/feed")
            + "allowPrivate: [127.0.0.1]\n");
    Press slow = house.press();
    Clockwork clock =
        Clockwork.start(
            slow.keepSchedule()::tick, slow.rooms().database(), now::get, NEVER_IN_A_TEST);
    asked.await();
    Thread closing = new Thread(clock::close, "closing");
    closing.start();
    closing.join(300);
    assertThat(closing.isAlive()).isTrue();
    answer.countDown();
    closing.join(PATIENCE.toMillis());
    assertThat(closing.isAlive()).isFalse();
    assertThat(slow.rooms().editions().latest(10)).hasSize(1);
    site.stop(0);
  }

  private static HttpServer slowSite(CountDownLatch asked, CountDownLatch answer)
      throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] feed = TestHouse.feed(List.of("One", "Two")).getBytes(StandardCharsets.UTF_8);
    site.createContext(
        "/feed",
        exchange -> {
          asked.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.getResponseHeaders().add("Content-Type", "application/rss+xml");
          exchange.sendResponseHeaders(200, feed.length);
          exchange.getResponseBody().write(feed);
          exchange.close();
        });
    site.start();
    return site;
  }

  private List<Edition> editions() {
    return press.rooms().editions().latest(10);
  }

  private Edition.State state() {
    return editions().isEmpty() ? Edition.State.DRAFT : editions().get(0).state();
  }
}
