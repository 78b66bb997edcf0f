package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Eml;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Several mails in flight over one connection (RFC 3030, RFC 2920). */
@Timeout(60)
class ChunkWindowTest {

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
  @ValueSource(ints = {1, 4, 16})
  @DisplayName("delivery/S1: as many mails as the window allows are in flight, and no more")
  void aWindowOfMailsIsInFlight(int window) throws IOException {
    journal.window(window);
    String[] readers =
        IntStream.rangeClosed(0, 2 * window)
            .mapToObj(i -> "r" + i + "@example.org")
            .toArray(String[]::new);
    try (ChunkRelay relay = ChunkRelay.good().holding(window)) {
      long begun = System.nanoTime();
      assertThat(send(relay, readers)).isEqualTo(new Ending.Done());

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
      assertThat(relay.mostUnanswered()).isEqualTo(window);
      assertThat(relay.kept()).containsExactly(readers);
      assertThat(relay.connections()).isOne();
      assertThat(journal.outcomes()).hasSize(readers.length);
    }
  }

  @Test
  @DisplayName("delivery/S1: a relay that has not taken a chunk yet gets one at a time")
  void aNewRelayGetsOneChunkAtATime() throws IOException {
    List<String> events = journal.events();
    try (ChunkRelay relay = ChunkRelay.good()) {
      send(relay, ANN, BOB, CAT);
    }
    assertThat(events.indexOf("settle " + ANN)).isLessThan(events.indexOf("intend " + BOB));
    assertThat(events.indexOf("settle " + BOB)).isGreaterThan(events.indexOf("intend " + CAT));
  }

  @Test
  @DisplayName("delivery/L1: of a mail whose intent is not durable no octet goes out")
  void nothingOfAMailGoesOutBeforeItIsOnRecord() throws IOException {
    List<String> seen = new ArrayList<>();
    try (ChunkRelay relay = ChunkRelay.good()) {
      journal.intending(
          mail -> {
            seen.addAll(
                relay.commands().stream()
                    .filter(line -> line.contains("<" + mail.recipient() + ">"))
                    .toList());
            return !mail.recipient().toString().equals(BOB);
          });
      assertThat(send(relay, ANN, BOB, CAT)).isEqualTo(new Ending.Done());

      assertThat(seen).isEmpty();
      assertThat(relay.kept()).containsExactly(ANN, CAT);
      assertThat(relay.commands()).noneMatch(line -> line.contains(BOB));
      assertThat(journal.outcomes()).doesNotContainKey(BOB);
    }
  }

  @Test
  @DisplayName(
      "delivery/L1 delivery/L5: a store that fails in mid-window stops what comes, and what"
          + " went out is still heard of")
  void aStoreFaultLeavesTheMailsBeforeItHeard() throws IOException {
    journal.intending(
        mail -> {
          if (mail.recipient().toString().equals(DAN)) {
            throw new IllegalStateException("the store is full");
          }
          return true;
        });
    try (ChunkRelay relay = ChunkRelay.good()) {
      assertThatThrownBy(() -> send(relay, ANN, BOB, CAT, DAN, EVE)).hasMessageContaining("full");

      assertThat(List.of(ANN, BOB, CAT))
          .allSatisfy(to -> assertThat(verdict(to)).isEqualTo(Verdict.ACCEPTED));
      assertThat(relay.kept()).containsExactly(ANN, BOB, CAT);
      assertThat(journal.outcomes()).hasSize(3);
    }
  }

  @Test
  @DisplayName("delivery/A6: who leaves while the mails before are heard gets nothing")
  void whoLeavesWhileItWaitsForTheOthersNeverBegins() throws IOException {
    journal.window(2).answering(mail -> !mail.recipient().toString().equals(DAN));
    journal.wanting(
        mail -> !mail.recipient().toString().equals(DAN) || !journal.outcomes().containsKey(CAT));
    try (ChunkRelay relay = ChunkRelay.good().holding(2)) { // so CAT's reply is here with BOB's
      assertThat(send(relay, ANN, BOB, CAT, DAN, EVE)).isEqualTo(new Ending.Done());

      assertThat(journal.events()).contains("wanted " + DAN).doesNotContain("intend " + DAN);
      assertThat(relay.kept()).containsExactly(ANN, BOB, CAT, EVE);
    }
  }

  @Test
  @DisplayName("delivery/S1: the disk is waited for while replies are on their way, not after them")
  void theDiskIsNotWaitedForBehindTheReplies() throws IOException {
    journal.window(3).answering(mail -> !mail.recipient().toString().equals(DAN));
    try (ChunkRelay relay = ChunkRelay.good().holding(3)) {
      send(relay, ANN, BOB, CAT, DAN, EVE);

      assertThat(relay.mostUnanswered()).isEqualTo(3);
      assertThat(journal.events().indexOf("intend " + DAN))
          .isLessThan(journal.events().indexOf("settle " + BOB));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user, REJECTED",
    "RCPT, 450 4.2.1 later, DEFERRED",
    "BDAT, 554 5.6.0 content, REJECTED",
    "BDAT, 552 5.3.4 too large, REJECTED",
    "BDAT, 452 4.3.1 no room, DEFERRED",
    "RCPT, 354 what, DEFERRED",
    "BDAT, 354 go on, UNCERTAIN",
    "BDAT, gibberish, UNCERTAIN",
    "RCPT, gibberish, UNCERTAIN",
  })
  @DisplayName("delivery/S2: what is said to one mail of a window concerns that one alone")
  void aRefusalConcernsItsMailAlone(String verb, String says, Verdict verdict) throws IOException {
    try (ChunkRelay relay = new ChunkRelay(ChunkMood.at(verb, CAT, says)).holding(4)) {
      send(relay, ANN, BOB, CAT, DAN, EVE);

      assertThat(verdict(CAT)).isEqualTo(verdict);
      assertThat(relay.kept()).startsWith(ANN, BOB).doesNotContain(CAT);
      assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
      boolean isFit = !says.startsWith("354") && !says.equals("gibberish");
      Verdict others = isFit ? Verdict.ACCEPTED : Verdict.UNCERTAIN;
      assertThat(List.of(verdict(DAN), verdict(EVE))).containsOnly(others);
    }
  }

  @ParameterizedTest
  @CsvSource({"550 5.1.1 no, REJECTED", "450 4.2.1 later, DEFERRED"})
  @DisplayName("delivery/S2: 250 to a chunk for nobody is not taken for a delivery")
  void aChunkForNobodyIsNotAccepted(String says, Verdict verdict) throws IOException {
    ChunkMood mood =
        (connection, verb, to) ->
            to.equals(CAT) && verb.equals("RCPT")
                ? says
                : to.equals(CAT) && verb.equals("BDAT") ? "250 2.0.0 for nobody" : "";
    try (ChunkRelay relay = new ChunkRelay(mood)) {
      send(relay, ANN, BOB, CAT, DAN);

      assertThat(verdict(CAT)).isEqualTo(verdict);
      assertThat(relay.kept()).containsExactly(ANN, BOB, DAN);
      assertThat(relay.connections()).isOne();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 5.7.1 sender refused",
    "RCPT, 550 5.7.26 unauthenticated",
    "BDAT, 550 5.7.515 access denied"
  })
  @DisplayName("delivery/S2: our own fault in the middle of a window ends the stream, nobody fails")
  void ourFaultEndsTheStreamAndBlamesNobody(String verb, String says) throws IOException {
    ChunkMood mood =
        verb.equals("MAIL") ? ChunkMood.nth(verb, 3, says) : ChunkMood.at(verb, CAT, says);
    try (ChunkRelay relay = new ChunkRelay(mood).holding(4)) {
      Ending ending = send(relay, ANN, BOB, CAT, DAN, EVE, FAY, GUS);

      assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
      assertThat(verdict(CAT)).isEqualTo(Verdict.BLOCKED);
      assertThat(List.of(ANN, BOB, DAN, EVE, FAY))
          .as("in flight before it was heard")
          .allSatisfy(to -> assertThat(verdict(to)).isEqualTo(Verdict.ACCEPTED));
      assertThat(relay.kept()).containsExactly(ANN, BOB, DAN, EVE, FAY);
      assertThat(journal.outcomes()).doesNotContainKey(GUS);
    }
  }

  @Test
  @DisplayName("delivery/S2: a refused RSET blames nobody for what follows from it")
  void aRefusedResetBlamesNobody() throws IOException {
    AtomicInteger resets = new AtomicInteger();
    ChunkMood mood =
        (connection, verb, to) -> {
          if (verb.equals("RSET")) {
            return resets.incrementAndGet() == 2 ? "500 5.5.1 no" : "";
          }
          if (verb.equals("RCPT") && to.equals(CAT)) {
            return "503 5.5.1 one after the other";
          }
          return verb.equals("RCPT") && to.equals(BOB) ? "550 5.1.1 nobody" : "";
        };
    try (ChunkRelay relay = new ChunkRelay(mood).refusingSendersAfterARefusal()) {
      Ending ending = send(relay, ANN, BOB, CAT, DAN);

      assertThat(ending).isEqualTo(new Ending.Done());
      assertThat(verdict(BOB)).isEqualTo(Verdict.REJECTED);
      assertThat(journal.events()).contains("untried " + CAT);
      assertThat(journal.outcomes().values())
          .noneMatch(outcome -> outcome.verdict() == Verdict.BLOCKED);
    }
  }

  @Test
  @DisplayName(
      "delivery/S1: a relay that offers CHUNKING and does not know BDAT gets DATA, and nobody"
          + " is blamed")
  void aRelayThatDoesNotKnowBdatGetsData() throws IOException {
    try (ChunkRelay relay = ChunkRelay.good().withoutBdat();
        Transport transport = new SmtpTransport(relay.settings())) {
      assertThat(transport.send(Mails.to(ANN, BOB, CAT), journal)).isEqualTo(new Ending.Done());

      assertThat(journal.events()).contains("untried " + ANN);
      assertThat(journal.outcomes().keySet()).containsExactly(BOB, CAT);
      assertThat(relay.kept()).containsExactly(BOB, CAT);
      assertThat(transport.send(Mails.to(ANN), journal)).isEqualTo(new Ending.Done());
      assertThat(relay.kept()).containsExactly(BOB, CAT, ANN);
      assertThat(relay.commands().stream().filter(line -> line.startsWith("BDAT"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500 what?", "502 5.5.1 no BDAT", "503 5.5.1 out of order", "501 5.5.4 no"})
  @DisplayName("delivery/S1: a relay that took chunks and takes no more of them gets DATA")
  void aRelayThatTakesNoMoreChunksGetsData(String says) throws IOException {
    try (ChunkRelay relay = new ChunkRelay(ChunkMood.at("BDAT", CAT, says)).holding(4);
        Transport transport = new SmtpTransport(relay.settings())) {
      assertThat(transport.send(Mails.to(ANN, BOB, CAT, DAN, EVE, FAY), journal))
          .isEqualTo(new Ending.Done());

      assertThat(journal.events()).contains("untried " + CAT);
      assertThat(transport.send(Mails.to(CAT), journal)).isEqualTo(new Ending.Done());
      assertThat(journal.outcomes()).hasSize(6);
      assertThat(journal.outcomes().values())
          .allMatch(outcome -> outcome.verdict() == Verdict.ACCEPTED);
      assertThat(relay.kept()).containsExactlyInAnyOrder(ANN, BOB, CAT, DAN, EVE, FAY);
      assertThat(relay.commands()).contains("DATA");
    }
  }

  @Test
  @DisplayName("delivery/S4: so many mails a connection and no more, though they go in windows")
  void aConnectionIsGivenUpAfterItsMails() throws IOException {
    try (ChunkRelay relay = ChunkRelay.good()) {
      Ending ending =
          send(
              relay.settings(3, Duration.ofSeconds(2)),
              Mails.to(
                  "a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org", "f@x.org", "g@x.org"));
      assertThat(ending).isEqualTo(new Ending.Done());
      assertThat(relay.kept()).hasSize(7).doesNotHaveDuplicates();
      assertThat(relay.connections()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("delivery/S4: a window does not outrun the relay's rate")
  void aWindowKeepsTheRelaysPace() throws IOException {
    String[] readers =
        IntStream.range(0, 61).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
    try (ChunkRelay relay = ChunkRelay.good()) {
      RelaySettings paced = relay.settings().with(new RelaySettings.Load(1, 0, 100, 1));
      long begun = System.nanoTime();
      assertThat(send(paced, Mails.to(readers))).isEqualTo(new Ending.Done());

      assertThat(relay.kept()).containsExactly(readers);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("60 after the first, 100 a second")
          .isGreaterThanOrEqualTo(Duration.ofMillis(590));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("delivery/S1: one connection may take chunks and the next one not, and the reverse")
  void aRelayMayOfferChunksOnSomeConnectionsOnly(boolean isFirst) throws IOException {
    String[] readers = {ANN, BOB, CAT, DAN, EVE, FAY, GUS};
    AtomicInteger seen = new AtomicInteger();
    try (ChunkRelay relay =
        new ChunkRelay(
                (connection, verb, to) ->
                    connection == 1
                            && (verb.equals("BDAT") || verb.equals("."))
                            && seen.incrementAndGet() == 2
                        ? ChunkMood.DROP
                        : "")
            .offeringOn(connection -> (connection == 1) == isFirst)) {
      assertThat(send(relay, readers)).isEqualTo(new Ending.Done());
      assertThat(journal.outcomes()).hasSize(7);
      assertThat(relay.connections()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("delivery/S1: sixteen mails of 95 KB do not block a relay that answers late")
  void aWindowOfLargeMailsDoesNotBlock() throws IOException {
    journal.window(16);
    String body = "Subject: x\r\n\r\n" + "0123456789 0123456789\r\n".repeat(4200);
    List<Eml> mails =
        IntStream.range(0, 50).mapToObj(i -> Mails.mail("r" + i + "@example.org", body)).toList();
    try (ChunkRelay relay = ChunkRelay.good().holding(16)) {
      assertThat(send(relay.settings(0, Duration.ofSeconds(10)), mails.iterator()))
          .isEqualTo(new Ending.Done());
      assertThat(relay.kept()).hasSize(50);
      assertThat(relay.bodies()).containsOnly(body);
      assertThat(journal.outcomes().values())
          .allMatch(outcome -> outcome.verdict() == Verdict.ACCEPTED);
    }
  }

  @Test
  @DisplayName(
      "delivery/S6: a chunk holds CRLF alone and its dots as they are, and counts its octets")
  void aChunkIsTheMailWithoutDoubledDots() throws IOException {
    String crooked = "Subject: x\r\n\r\n.one\n..two\rthree\r\n.\r\nend";
    try (ChunkRelay relay = ChunkRelay.good()) {
      send(
          relay.settings(), List.of(Mails.mail(ANN, crooked), Mails.mail(BOB, crooked)).iterator());
      assertThat(relay.bodies())
          .containsOnly("Subject: x\r\n\r\n.one\r\n..two\r\nthree\r\n.\r\nend\r\n")
          .hasSize(2);
    }
  }
}
