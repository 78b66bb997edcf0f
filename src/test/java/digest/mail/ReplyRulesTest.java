package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outcome table, reply by reply (delivery S2). */
final class ReplyRulesTest {

  private final ReplyRules rules = new ReplyRules();

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @DisplayName("delivery/S2")
  @CsvSource({
    "., 250 2.0.0 ok, ACCEPTED",
    "., 251 will forward, ACCEPTED",
    "., 451 4.3.0 later, DEFERRED",
    "., 550 5.7.1 spam, REJECTED",
    "., 503 5.5.0 odd, REJECTED",
    "., 550 5.7.26 unauthenticated, BLOCKED",
    "., 451 4.7.32 unauthenticated, BLOCKED",
    "., 554 5.7.1 relay access denied, BLOCKED",
    "RCPT, 450 4.2.1 busy, DEFERRED",
    "RCPT, 452 4.5.3 Too many recipients, DEFERRED",
    "RCPT, 552 5.5.3 too much, DEFERRED",
    "RCPT, 552 Too Many Recipients, DEFERRED",
    "RCPT, 552 5.2.2 full, REJECTED",
    "RCPT, 550 5.1.1 unknown, REJECTED",
    "RCPT, 550 5.7.1 not from you, REJECTED",
    "RCPT, 501 5.1.3 bad syntax, REJECTED",
    "RCPT, 550 relaying denied, BLOCKED",
    "RCPT, 550 5.7.25 no PTR, BLOCKED",
    "RCPT, 503 no MAIL before, BLOCKED",
    "RCPT, 530 5.7.0 log in, BLOCKED",
    "DATA, 554 5.5.0 no, REJECTED",
    "DATA, 451 4.3.0 later, DEFERRED",
    "DATA, 503 5.5.1 sequence, BLOCKED",
    "MAIL, 451 4.3.0 later, DEFERRED",
    "MAIL, 421 4.3.2 bye, DEFERRED",
    "MAIL, 550 5.1.8 bad sender, BLOCKED",
    "AUTH, 535 5.7.8 wrong, BLOCKED",
    "STARTTLS, 502 no, BLOCKED",
    "CONNECT, 554 no, BLOCKED",
  })
  void aReplyMeansThis(String command, String reply, Outcome.Verdict verdict) {
    assertThat(rules.outcome(SmtpReply.parse(reply, command)).verdict()).isEqualTo(verdict);
  }

  @Test
  void aReplyThatLetsTheDialogueGoOnDecidesNothing() {
    assertThatThrownBy(() -> rules.outcome(SmtpReply.parse("250 ok", "RCPT")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decides nothing");
    assertThatThrownBy(() -> rules.outcome(SmtpReply.parse("354 more", ".")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
