package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delivery/S2: replies are read whole and judged by the first digit. */
final class SmtpReplyTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "250 2.1.5 Ok, 250, 2.1.5, 'Ok'",
        "250 Ok, 250, -, Ok",
        "250, 250, -, ''",
        "250-, 250, -, ''",
        "550 5.1.1, 550, 5.1.1, ''",
        "'550 5.1.1 <a@b>: no', 550, 5.1.1, '<a@b>: no'",
        "550 5.1.1.1 odd, 550, -, 5.1.1.1 odd",
        "550 3.1.1 odd, 550, -, 3.1.1 odd",
        "451 4.7.500 Server busy, 451, 4.7.500, Server busy",
        "nonsense, 0, -, nonsense",
        "'', 0, -, ''",
      })
  void aLineIsTakenApart(String line, int code, String status, String text) {
    assertThat(SmtpReply.parse(line, "RCPT")).isEqualTo(new SmtpReply(code, status, text, "RCPT"));
  }

  @Test
  @DisplayName("delivery/S2: multi-line")
  void linesAreJoined() {
    String lines =
        "550-5.7.26 This mail has been\r\n550-5.7.26 blocked. \r\n550-\r\n550 5.7.26 See x";

    assertThat(SmtpReply.parse(lines, "."))
        .isEqualTo(new SmtpReply(550, "5.7.26", "This mail has been blocked. See x", "."));
  }

  @Test
  @DisplayName("safety/T25: no control or escape reaches a terminal, and no reply floods a page")
  void textIsPrintableAndShort() {
    SmtpReply reply =
        SmtpReply.parse("550 a\u001b[31mred\u0007\u202Eb\u0000" + "x".repeat(5000), ".");

    assertThat(reply.text()).startsWith("a [31mred b x").hasSize(1000);
    assertThat(reply.text()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false, false",
    "199, false, false, false",
    "200, true, false, false",
    "354, true, false, false",
    "399, true, false, false",
    "400, false, true, false",
    "499, false, true, false",
    "500, false, false, true",
    "599, false, false, true",
    "600, false, false, false",
  })
  void theFirstDigitJudges(int code, boolean positive, boolean temporary, boolean permanent) {
    SmtpReply reply = new SmtpReply(code, null, "", "RCPT");

    assertThat(reply.isPositive()).isEqualTo(positive);
    assertThat(reply.isTransient()).isEqualTo(temporary);
    assertThat(reply.isPermanent()).isEqualTo(permanent);
  }

  @Test
  void itReadsAsInARelaysLog() {
    assertThat(new SmtpReply(550, "5.1.1", "no such user", "RCPT"))
        .hasToString("550 5.1.1 no such user");
    assertThat(new SmtpReply(250, null, "", "RCPT")).hasToString("250");
  }
}
