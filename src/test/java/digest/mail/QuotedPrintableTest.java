package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Field;
import digest.delivery.Plate;
import digest.delivery.Plate.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** delivery/M1 delivery/P1: what a plate's holes are filled with. */
final class QuotedPrintableTest {

  private static final String[] BITS = {
    "a", "Z", "0", " ", "\t", ".", "=", "From ", "~", "é", "山", "👩‍👩‍👧", "\u007f", "&", "/u/"
  };
  private static final String[] LINES = {
    "\r", "\n", "\r\n", ".\n", "\n.", "\n..", "word.", " ", "", String.valueOf(Field.NAME.mark())
  };

  @RepeatedTest(300)
  @DisplayName("a short text that needs nothing is left as the long way would leave it")
  void theShortWayIsTheLongWay(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(BITS[random.nextInt(i % 3 == 0 ? BITS.length : 3)]);
    }
    assertSame(text.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ".", ".a", "From ", "From x", "Fro", "a ", " a", "=", "a=b", "\t", "~", "x\u0080"
      })
  void ofOddOnesToo(String text) {
    assertSame(text);
    assertSame("x".repeat(74) + text);
    assertSame(text + "x".repeat(75));
  }

  @RepeatedTest(300)
  @DisplayName("delivery/S6: what a body is made of is in wire form, whatever it holds and however")
  void aBodyIsInWireForm(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(200); i > 0; i--) {
      text.append(LINES[random.nextInt(LINES.length)]).append(BITS[random.nextInt(BITS.length)]);
    }

    PlateMold mold = new PlateMold().raw("\r\n").body(text.toString(), Place.TEXT).raw("\r\n");

    Plate plate = mold.plate(List.of());
    assertThat(plate.isWireForm()).isTrue();
    assertThat(plate.parts()).allMatch(WireForm::isClean);
  }

  private static void assertSame(String text) {
    byte[] piece = QuotedPrintable.piece(text);

    assertThat(piece).as("%s", text).isEqualTo(QuotedPrintable.encoded(text));
    assertThat(WireForm.isClean(piece)).isTrue();
    assertThat(new String(piece, StandardCharsets.US_ASCII).lines())
        .allMatch(l -> l.length() <= 76);
  }
}
