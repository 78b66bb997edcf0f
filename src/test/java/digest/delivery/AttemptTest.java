package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery.State;
import digest.edition.Edition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final Delivery.Id ID =
      new Delivery.Id(new Edition.Id(17), new Subscriber.Id(4021));
  private static final SmtpReply LATER = SmtpReply.parse("451 4.7.1 greylisted", "RCPT");
  private static final SmtpReply TAKEN = SmtpReply.parse("250 2.0.0 queued", ".");

  @Test
  @DisplayName("delivery/A3: the try that was accepted stands in the delivery alone, and is shown")
  void theAcceptedTryIsTheLast() {
    List<Attempt> all =
        Attempt.all(
            delivery(State.ACCEPTED, 3, TAKEN),
            List.of(tried(2, State.DEFERRED), tried(1, State.DEFERRED)));
    assertThat(all).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(all.get(2).became()).isEqualTo(State.ACCEPTED);
    assertThat(all.get(2).reply()).isEqualTo(TAKEN);
  }

  @Test
  void aTryThatWasWrittenDownIsNotShownTwice() {
    assertThat(Attempt.all(delivery(State.DEFERRED, 1, LATER), List.of(tried(1, State.DEFERRED))))
        .hasSize(1);
  }

  @Test
  void aTryFromBeforeTriesWereWrittenDownIsShown() {
    assertThat(Attempt.all(delivery(State.REJECTED, 2, LATER), List.of()))
        .extracting(Attempt::number)
        .containsExactly(2);
  }

  @Test
  void whatALogSettledStandsBesideTheTryItLeftOpen() {
    SmtpReply read = new SmtpReply(250, null, "status=sent (250 ok)", Evidence.COMMAND);
    assertThat(Attempt.all(delivery(State.ACCEPTED, 1, read), List.of(tried(1, State.UNCERTAIN))))
        .extracting(Attempt::became)
        .containsExactly(State.UNCERTAIN, State.ACCEPTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"PENDING", "CLAIMED", "SENDING", "EXCLUDED"})
  void aStateThatNoTryLedToAddsNone(State state) {
    assertThat(Attempt.all(delivery(state, 1, LATER), List.of(tried(1, State.DEFERRED))))
        .hasSize(1);
  }

  @Test
  void aReplyFromBeforeTriesWereCountedIsTheFirst() {
    assertThat(Attempt.all(delivery(State.REJECTED, 0, LATER), List.of()))
        .extracting(Attempt::number)
        .containsExactly(1);
  }

  @Test
  void whoseTimeHadPassedAtTheFreezeHasNoTry() {
    assertThat(Attempt.all(delivery(State.EXPIRED, 0, null), List.of())).isEmpty();
  }

  @Test
  void aLogSettlesOnlyAsAcceptedOrRejected() {
    assertThatThrownBy(() -> new Evidence(ID, "a@example.org", State.UNCERTAIN, TAKEN))
        .hasMessageContaining("not UNCERTAIN");
  }

  private static Attempt tried(int number, State became) {
    return new Attempt(ID, number, NOW.plusSeconds(number), became, LATER, null);
  }

  private static Delivery delivery(State state, int attempts, @Nullable SmtpReply reply) {
    return new Delivery(
        ID,
        EmailAddress.of("ann@example.org"),
        state,
        "m@example.org",
        attempts,
        NOW,
        null,
        reply,
        null,
        NOW.plusSeconds(60));
  }
}
