package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Outcome;
import digest.delivery.RetryPolicy;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of outcomes (delivery/S2)")
class SettlingTest {

  private static final Instant NOW = Samples.NOW;

  @Test
  void acceptedIsFinal() {
    Settlement settled = settle(new Outcome.Accepted(reply("250 2.0.0 ok", ".")), first());
    assertThat(settled.state()).isEqualTo(Delivery.State.ACCEPTED);
  }

  @Test
  void aBrokenLinkBeforeTheDotIsTriedAgainLater() {
    Settlement settled = settle(new Outcome.Deferred(null, "connection reset"), first());
    assertThat(settled.state()).isEqualTo(Delivery.State.DEFERRED);
    assertThat(settled.nextAttemptAt()).isAfter(NOW);
    assertThat(settled.remark()).isEqualTo("connection reset");
  }

  @Test
  void whoIsDeferredForTooLongExpires() {
    Claim old = claim(7, NOW.minus(Duration.ofHours(25)));
    Settlement settled = settle(new Outcome.Deferred(reply("451 later", "RCPT"), "451"), old);
    assertThat(settled.state()).isEqualTo(Delivery.State.EXPIRED);
    assertThat(settled.nextAttemptAt()).isNull();
  }

  @Test
  void ourOwnFaultPutsTheDeliveryBackAndBlamesNobody() {
    Outcome outcome = new Outcome.Blocked(reply("550 5.7.1 sender refused", "MAIL"));
    assertThat(settle(outcome, first()).state()).isEqualTo(Delivery.State.PENDING);
    assertThat(Settling.isBadAddress(outcome)).isFalse();
  }

  @Test
  void aLostReplyIsUncertain() {
    Settlement settled = settle(new Outcome.Uncertain(".", "connection reset"), first());
    assertThat(settled.state()).isEqualTo(Delivery.State.UNCERTAIN);
  }

  @Test
  void onlyABadAddressIsSuppressedAndNeverAPolicy() {
    assertThat(Settling.isBadAddress(rejected("550 5.1.1 no such mailbox"))).isTrue();
    assertThat(Settling.isBadAddress(rejected("550 5.7.1 looks like spam"))).isFalse();
    assertThat(Settling.isBadAddress(rejected("550 no"))).isFalse();
    assertThat(settle(rejected("550 5.1.1 no"), first()).state())
        .isEqualTo(Delivery.State.REJECTED);
  }

  private static Outcome rejected(String line) {
    return new Outcome.Rejected(reply(line, "RCPT"));
  }

  private static SmtpReply reply(String line, String command) {
    return SmtpReply.parse(line, command);
  }

  private static Settlement settle(Outcome outcome, Claim claim) {
    return Settling.of(outcome, claim, RetryPolicy.DEFAULT, NOW, 0.5);
  }

  private static Claim first() {
    return new Claim(
        id(), 1, EmailAddress.of("a@example.org"), null, NOW, "m@example.org", NOW, 0, 0, null);
  }

  private static Claim claim(int attempts, Instant firstAttemptAt) {
    return new Claim(
        id(),
        1,
        EmailAddress.of("a@example.org"),
        null,
        NOW,
        "m@example.org",
        NOW,
        attempts,
        0,
        firstAttemptAt);
  }

  private static Delivery.Id id() {
    return new Delivery.Id(new Edition.Id(1), new Subscriber.Id(1));
  }
}
