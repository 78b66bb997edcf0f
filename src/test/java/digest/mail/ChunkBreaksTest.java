package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that end, hang or close with several mails in flight. */
@Timeout(60)
class ChunkBreaksTest {

  private static final String EVE = "eve@example.org";
  private static final String FAY = "fay@example.org";
  private static final String GUS = "gus@example.org";

  private final RecordingJournal journal = new RecordingJournal().window(4);

  private Ending send(ChunkRelay relay, String... to) {
    return send(relay.settings(), Mails.to(to));
  }

  private Ending send(RelaySettings relay, Iterator<Eml> mails) {
    try (Transport transport = new SmtpTransport(relay)) {
      return transport.send(mails, journal);
    }
  }

  private Verdict verdict(String recipient) {
    return journal.of(recipient).verdict();
  }

  @ParameterizedTest
  @CsvSource({
    "RSET, 2, untried",
    "MAIL, 3, untried",
    "RCPT, 3, DEFERRED",
    "BDAT, 3, DEFERRED",
  })
  @DisplayName(
      "delivery/S2 delivery/S3: 421 in mid-window blames nobody, and loses nobody behind it")
  void aRelayThatClosesInMidWindow(String verb, int time, String fate) throws IOException {
    try (ChunkRelay relay =
        new ChunkRelay(ChunkMood.nth(verb, time, "421 4.3.2 closing")).holding(4)) {
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE)).isEqualTo(new Ending.Done());

      assertThat(relay.kept()).containsExactly(ANN, BOB);
      if (fate.equals("untried")) {
        assertThat(journal.events()).contains("untried " + CAT);
      } else {
        assertThat(verdict(CAT)).isEqualTo(Verdict.valueOf(fate));
      }
      assertThat(journal.events()).contains("untried " + DAN, "untried " + EVE);
      assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
      assertThat(journal.outcomes()).doesNotContainKeys(DAN, EVE);
    }
  }

  @ParameterizedTest
  @CsvSource({"RSET, 2", "MAIL, 3", "RCPT, 3", "BDAT, 3"})
  @DisplayName(
      "delivery/L2: who says 421 and goes on may have taken what came behind it: its replies"
          + " are heard")
  void aRelayThatSaysItClosesAndGoesOn(String verb, int time) throws IOException {
    ChunkMood mood = ChunkMood.nth(verb, time, ChunkMood.STAYING + "421 4.7.0 later");
    try (ChunkRelay relay = new ChunkRelay(mood).holding(4)) {
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE)).isEqualTo(new Ending.Done());

      assertThat(relay.kept()).contains(ANN, BOB, DAN, EVE);
      assertThat(relay.kept()).doesNotHaveDuplicates();
      assertThat(relay.kept())
          .allSatisfy(to -> assertThat(verdict(to)).isEqualTo(Verdict.ACCEPTED));
      assertThat(journal.events())
          .doesNotContain("untried " + DAN, "untried " + EVE)
          .doesNotContain("give back " + DAN, "give back " + EVE);
    }
  }

  @Test
  @DisplayName("delivery/L2: who says 421 and then nothing leaves those behind it uncertain")
  void aRelayThatSaysItClosesAndHangs() throws IOException {
    ChunkMood mood =
        (connection, verb, to) ->
            !to.equals(CAT)
                ? ""
                : verb.equals("BDAT")
                    ? ChunkMood.STAYING + "421 4.7.0 later"
                    : verb.equals("RSET") ? ChunkMood.HANG : "";
    try (ChunkRelay relay = new ChunkRelay(mood)) {
      send(relay, ANN, BOB, CAT, DAN, EVE);

      assertThat(verdict(CAT)).isEqualTo(Verdict.DEFERRED);
      assertThat(verdict(DAN)).isEqualTo(Verdict.UNCERTAIN);
      assertThat(verdict(EVE)).isEqualTo(Verdict.UNCERTAIN);
    }
  }

  @Test
  @DisplayName(
      "delivery/L2: who says 421, goes on and then breaks leaves uncertain what was under way")
  void aRelayThatSaysItClosesAndGoesOnAndBreaks() throws IOException {
    ChunkMood mood =
        (connection, verb, to) ->
            !verb.equals("BDAT")
                ? ""
                : to.equals(CAT)
                    ? ChunkMood.STAYING + "421 4.7.0 later"
                    : to.equals(EVE) ? ChunkMood.KEEP_AND_DROP : "";
    try (ChunkRelay relay = new ChunkRelay(mood).holding(4)) {
      send(relay, ANN, BOB, CAT, DAN, EVE, FAY);

      assertThat(verdict(DAN)).isEqualTo(Verdict.ACCEPTED);
      assertThat(verdict(EVE)).isEqualTo(Verdict.UNCERTAIN);
      assertThat(verdict(FAY)).isEqualTo(Verdict.UNCERTAIN);
    }
  }

  @Test
  @DisplayName("delivery/L2: a lost connection makes uncertain what went out without a reply")
  void aLostConnectionLeavesItsMailsUncertain() throws IOException {
    try (ChunkRelay relay =
        new ChunkRelay(ChunkMood.at("BDAT", CAT, ChunkMood.KEEP_AND_DROP)).holding(4)) {
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE, FAY, GUS)).isEqualTo(new Ending.Done());

      assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
      assertThat(List.of(verdict(CAT), verdict(DAN), verdict(EVE), verdict(FAY)))
          .containsOnly(Verdict.UNCERTAIN);
      assertThat(verdict(GUS)).isEqualTo(Verdict.ACCEPTED);
      assertThat(relay.connections()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("delivery/S3: one connection that breaks with many mails in flight counts as one")
  void aBrokenWindowIsOneBreak() throws IOException {
    String[] readers =
        IntStream.range(0, 30).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
    AtomicInteger chunks = new AtomicInteger();
    ChunkMood mood =
        (connection, verb, to) ->
            verb.equals("BDAT") && connection <= 2 && chunks.incrementAndGet() % 5 == 0
                ? ChunkMood.DROP
                : "";
    try (ChunkRelay relay = new ChunkRelay(mood)) {
      assertThat(send(relay, readers)).isEqualTo(new Ending.Done());
      assertThat(journal.outcomes()).hasSize(30);
      assertThat(relay.connections()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName(
      "delivery/L2: an end of the connection at any octet of the replies loses and doubles"
          + " nobody, and accepts only what was kept")
  void theConnectionMayEndAtEachOctet() throws IOException {
    String[] readers = {ANN, BOB, CAT, DAN};
    int octets = 80; // of the greeting and EHLO
    boolean isWhole = false;
    int ends = 0;
    for (; !isWhole; octets++, ends++) {
      RecordingJournal each = new RecordingJournal().window(4);
      try (ChunkRelay relay = ChunkRelay.good().breathing(octets);
          Transport transport = new SmtpTransport(relay.settings())) {
        transport.send(Mails.to(readers), each);
        isWhole =
            each.outcomes().values().stream()
                .allMatch(outcome -> outcome.verdict() == Verdict.ACCEPTED);
        for (String reader : readers) {
          boolean isKept = relay.kept().contains(reader);
          Outcome outcome = each.of(reader);
          assertThat(outcome.verdict())
              .as("%s when the relay ends after %d octets", reader, octets)
              .isIn(
                  isKept
                      ? List.of(Verdict.ACCEPTED, Verdict.UNCERTAIN)
                      : List.of(Verdict.UNCERTAIN, Verdict.DEFERRED));
        }
        assertThat(relay.kept()).doesNotHaveDuplicates();
      }
    }
    assertThat(ends).as("places").isGreaterThan(200);
  }

  @Test
  @DisplayName("delivery/L7: who broke a connection before goes alone, its final dot apart")
  void whoGoesAloneTakesNobodyAlong() throws IOException {
    journal.isolating(mail -> mail.recipient().toString().equals(CAT));
    ChunkMood mood = ChunkMood.at("RCPT", CAT, ChunkMood.DROP);
    try (ChunkRelay relay = new ChunkRelay(mood).holding(4)) {
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE)).isEqualTo(new Ending.Done());

      assertThat(verdict(CAT)).isEqualTo(Verdict.DEFERRED);
      assertThat(List.of(ANN, BOB, DAN, EVE))
          .allSatisfy(to -> assertThat(verdict(to)).isEqualTo(Verdict.ACCEPTED));
    }
  }

  @Test
  @DisplayName(
      "delivery/S3: a relay that hangs in mid-window holds nobody longer than the time-out")
  void silenceInMidWindowEndsAtTheTimeOut() throws IOException {
    try (ChunkRelay relay = new ChunkRelay(ChunkMood.at("RCPT", CAT, ChunkMood.HANG))) {
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE, FAY, GUS)).isEqualTo(new Ending.Done());
      assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
      assertThat(journal.of(CAT).toString()).contains("no reply within");
      assertThat(List.of(verdict(CAT), verdict(DAN), verdict(EVE), verdict(FAY)))
          .containsOnly(Verdict.UNCERTAIN);
      assertThat(verdict(GUS)).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  @DisplayName(
      "delivery/S2 delivery/L2: replies that came before the relay hung up on what we say are"
          + " heard")
  void whatTheRelaySaidBeforeItHungUpIsHeard() throws IOException {
    journal.window(16);
    String large = "Subject: x\r\n\r\n" + "0123456789 0123456789\r\n".repeat(100_000);
    List<Eml> mails = new ArrayList<>();
    mails.add(Mails.mail(ANN, "Subject: x\r\n\r\nhello\r\n"));
    mails.add(Mails.mail(BOB, "Subject: x\r\n\r\nhello\r\n"));
    for (int i = 0; i < 8; i++) {
      mails.add(Mails.mail("r" + i + "@example.org", large));
    }
    ChunkMood mood = ChunkMood.at("RCPT", "r0@example.org", "421 4.3.2 closing");
    try (ChunkRelay relay = new ChunkRelay(mood)) {
      send(relay.settings(0, Duration.ofSeconds(10)), mails.iterator());

      assertThat(relay.kept()).startsWith(ANN, BOB);
      assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
      assertThat(verdict("r0@example.org")).isEqualTo(Verdict.DEFERRED);
    }
  }

  @Test
  @DisplayName(
      "delivery/L2: a transport closed in mid-window settles each mail, and begins no other")
  void closingInMidWindowSettlesEachMail() throws Exception {
    try (ChunkRelay relay = new ChunkRelay(ChunkMood.at("BDAT", BOB, ChunkMood.HANG))) {
      Transport transport = new SmtpTransport(relay.settings(0, Duration.ofSeconds(50)));
      Thread sender =
          new Thread(() -> transport.send(Mails.to(ANN, BOB, CAT, DAN, EVE, FAY), journal));
      sender.start();
      await()
          .until(
              () -> relay.commands().stream().filter(line -> line.startsWith("BDAT")).count() == 5);

      transport.close();
      sender.join(5000);

      assertThat(sender.isAlive()).isFalse();
      assertThat(List.of(verdict(BOB), verdict(CAT), verdict(DAN), verdict(EVE)))
          .containsOnly(Verdict.UNCERTAIN);
      assertThat(journal.events()).doesNotContain("intend " + FAY);
    }
  }
}
