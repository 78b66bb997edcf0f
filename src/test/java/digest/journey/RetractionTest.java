package digest.journey;

import static digest.journey.RetractionHouse.hasIt;
import static digest.journey.RetractionHouse.readers;
import static digest.journey.RetractionHouse.until;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.press.DispatchEdition;
import digest.testkit.ScriptedSmtpServer.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An article is taken out of an edition while it is being sent. */
class RetractionTest {

  private static final int READERS = 400;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "retraction in mid-send beside another process: those before have it, nobody after the command"
          + " does, everybody gets one mail (delivery/A2)")
  void nobodyIsSentItAfterTheCommandHasEnded() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, READERS)) {
      house.slowly(1);
      Edition edition = house.frozen();
      try (NodeProcess node = NodeProcess.start(folder, house.relay.port())) {
        house.untilReceived(100);
        Retraction retraction = house.retract(edition);
        List<Received> before = List.copyOf(house.relay.received());
        assertThat(before).as("still in mid-send").hasSizeLessThan(READERS);
        assertThat(before).allMatch(RetractionHouse::hasIt);
        until(() -> house.progress(edition).accepted() == READERS);
        assertThat(node.isAlive()).isTrue();
        judge(house, edition, retraction, before.size());
      }
    }
  }

  private static void judge(
      RetractionHouse house, Edition edition, Retraction retraction, int before) {
    List<Received> all = house.relay.received();
    assertThat(all).hasSize(READERS);
    assertThat(readers(all)).hasSize(READERS);
    assertThat(all.subList(before, READERS)).noneMatch(RetractionHouse::hasIt);
    assertThat(house.press().retractArticle().had(retraction)).isEqualTo(before);
    Progress end = house.progress(edition);
    assertThat(end.candidates()).isEqualTo(end.accepted()).isEqualTo(READERS);
    assertThat(all.stream().map(one -> header(one, "Message-ID")).distinct()).hasSize(READERS);
    assertThat(all.stream().map(one -> header(one, "Date")).distinct()).hasSize(1);
    System.out.println("[retraction] had it: " + before + " of " + READERS);
  }

  private static String header(Received mail, String name) {
    return mail.mail()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "a run that began before the retraction, with nothing in hand, sends none of the old")
  void aRunThatBeganBeforeSendsNothingOld() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 20)) {
      house.relay.at("CONNECT").replySlowly("220 a slow one is ready", Duration.ofMillis(60));
      Edition edition = house.frozen();
      CompletableFuture<DispatchEdition.Result> sending =
          CompletableFuture.supplyAsync(() -> house.send(edition));
      until(() -> house.relay.connections() > 0);
      house.retract(edition);
      DispatchEdition.Result result = sending.get(60, TimeUnit.SECONDS);
      assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
      assertThat(readers(house.relay.received())).hasSize(20);
      assertThat(house.relay.received()).hasSize(20).noneMatch(RetractionHouse::hasIt);
    }
  }

  @Test
  @DisplayName("a foreground send goes on by itself after a retraction")
  void aSendInTheForegroundGoesOn() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 200)) {
      house.slowly(1);
      Edition edition = house.frozen();
      CompletableFuture<DispatchEdition.Result> sending =
          CompletableFuture.supplyAsync(() -> house.send(edition));
      house.untilReceived(30);
      house.retract(edition);
      int before = house.relay.received().size();
      DispatchEdition.Result result = sending.get(60, TimeUnit.SECONDS);
      assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
      assertThat(result.progress().accepted()).isEqualTo(200);
      assertThat(house.relay.received().subList(before, 200)).noneMatch(RetractionHouse::hasIt);
    }
  }

  @Test
  @DisplayName(
      "killed between the pause and the revision: the old one is whole, the pause says how on")
  void killedBeforeTheRevisionNothingHasChanged() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 50)) {
      house.relay.at("DOT").after(10).hang();
      Edition edition = house.frozen();
      FrozenEdition frozen = house.press().rooms().editions().frozen(edition.id()).orElseThrow();
      try (NodeProcess node = NodeProcess.start(folder, house.relay.port())) {
        house.untilReceived(10);
        until(() -> house.progress(edition).sending() > 0);
        Process killed =
            house.start(RetractingProcess.class, edition.id().toString(), RetractionHouse.LINK);
        until(() -> paused(house, edition) != null);
        killed.destroyForcibly().waitFor();
        assertThat(paused(house, edition))
            .startsWith("retracting " + RetractionHouse.LINK)
            .contains("digest edition retract " + edition.id())
            .contains("digest edition resume " + edition.id());
        assertThat(house.press().rooms().editions().frozen(edition.id())).contains(frozen);
        node.kill();
      }
      house.relay.behave();
      Retraction retraction = house.retract(edition);
      assertThat(paused(house, edition)).isNull();
      assertThat(house.send(edition).end()).isEqualTo(DispatchEdition.End.FINISHED);
      everybodyHasOneOfThem(house, retraction);
    }
  }

  /** Those whose mail may have arrived before the node was killed count, and get the new one. */
  private static void everybodyHasOneOfThem(RetractionHouse house, Retraction retraction) {
    List<Received> old = house.relay.received().stream().filter(RetractionHouse::hasIt).toList();
    List<Received> fresh = new ArrayList<>(house.relay.received());
    fresh.removeAll(old);
    assertThat(old).hasSize(10);
    assertThat(readers(house.relay.received())).hasSize(50);
    long had = house.press().retractArticle().had(retraction);
    assertThat(had).as("with the uncertain ones").isGreaterThan(10);
    assertThat(fresh)
        .as("all others, the uncertain ones too")
        .hasSize(40)
        .noneMatch(RetractionHouse::hasIt);
    Edition correction = house.press().correctEdition().draft(retraction.edition(), null, null);
    assertThat(house.press().freezeEdition().plan(correction.id()).audience().prepared())
        .isEqualTo(had);
  }

  private static String paused(RetractionHouse house, Edition edition) {
    return house.press().rooms().editions().find(edition.id()).orElseThrow().marks().paused();
  }

  @Test
  void whatSomebodyPausedStaysPaused() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 5)) {
      Edition edition = house.frozen();
      house.press().steerEdition().pause(edition.id(), "lunch");
      house.retract(edition);
      assertThat(paused(house, edition)).isEqualTo("lunch");
    }
  }

  @Test
  @DisplayName("a mail that the relay put off is made anew without it")
  void aDeferredMailIsMadeAnew() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 3)) {
      house.relay.at("RCPT").to("user1@example.test").reply("450 4.2.0 later").times(1);
      Edition edition = house.frozen();
      house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
      assertThat(house.progress(edition).deferred()).isEqualTo(1);
      Retraction retraction = house.retract(edition);
      assertThat(house.press().retractArticle().had(retraction)).isEqualTo(2);
      house.clock().move(Duration.ofHours(1));
      assertThat(house.send(edition).end()).isEqualTo(DispatchEdition.End.FINISHED);
      assertThat(house.relay.received()).hasSize(3);
      assertThat(house.relay.received().get(2).recipient()).isEqualTo("user1@example.test");
      assertThat(house.relay.received().get(2)).matches(mail -> !hasIt(mail));
    }
  }
}
