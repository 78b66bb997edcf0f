package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages rendered in full: what stands from the one before is not encoded again. */
class StandingTypeTest {
  private final Composer composer = new Composer();
  private final Letterhead head = Letters.head("Today");
  private final Plate frame = composer.frame(head);
  private final Recipient reader = Letters.recipient(".O'Brien & söhne");

  @Test
  @DisplayName("delivery/A4: the bytes are those of a plate of the same rendering, whatever stands")
  void theBytesAreThoseOfAPlate() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    OddText odd = new OddText(random);
    for (int round = 0; round < 150; round++) {
      StandingType type = new StandingType();
      String html = odd.text(40);
      String text = odd.text(40);
      for (int i = 0; i < 20; i++) {
        Rendering full = new Rendering(html, text);
        assertThat(bytes(composer.fill(frame, reader, full, type).bytes()))
            .as("seed " + seed + ", round " + round + ", message " + i)
            .isEqualTo(bytes(composer.fill(composer.plate(head, full), reader).bytes()));
        html = changed(html, odd, random);
        text = changed(text, odd, random);
      }
    }
  }

  @Test
  @DisplayName("delivery/A4: lines that are much alike, and long gaps, are no trouble")
  void alikeLinesAndLongGaps() {
    Random random = new Random(7);
    List<String> alike = List.of("</td></tr>\n", "<tr>\n", "\n", "Wörter = \n");
    for (int gap : new int[] {1, 63, 64, 65, 200}) {
      for (int round = 0; round < 40; round++) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          lines.add(alike.get(random.nextInt(4)));
        }
        StandingLines standing = StandingLines.of(String.join("", lines));
        int from = random.nextInt(lines.size() - gap);
        lines.subList(from, from + gap).clear();
        lines.add(random.nextInt(lines.size()), "</td></tr>\n");
        encoded(standing, lines);
      }
    }
  }

  private static String bytes(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Some bits out, some in, some moved to the end. */
  private static String changed(String text, OddText odd, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(30));
    String rest = text.substring(0, from) + text.substring(to);
    return switch (random.nextInt(4)) {
      case 0 -> rest;
      case 1 -> rest + text.substring(from, to);
      case 2 -> text.substring(0, from) + odd.text(40) + text.substring(to);
      default -> text.substring(0, from) + odd.bit() + rest;
    };
  }

  @Test
  @DisplayName("delivery/P1: only the lines that do not stand are encoded")
  void onlyNewLinesAreEncoded() {
    List<String> lines = lines(300);
    StandingLines standing = StandingLines.of(String.join("", lines));
    assertThat(encoded(standing, lines)).isZero();

    List<String> greeted = new ArrayList<>(lines);
    greeted.set(3, "Hello Mira\n");
    greeted.add(100, "For members\n");
    greeted.add(100, "only\n");
    greeted.set(299, "Stop it, Mira\n");
    assertThat(encoded(standing, greeted)).as("two others, two more").isEqualTo(4);

    List<String> shorter = new ArrayList<>(lines);
    shorter.subList(50, 90).clear();
    shorter.remove(200);
    assertThat(encoded(standing, shorter)).as("nothing new").isZero();
    assertThat(encoded(standing, List.of())).isZero();
    assertThat(encoded(standing, List.of("Line 0 of "))).as("half a line").isEqualTo(1);
    assertThat(encoded(StandingLines.of(""), lines)).isEqualTo(300);
  }

  private static int encoded(StandingLines standing, List<String> lines) {
    Octets out = new Octets(0);
    int encoded = standing.write(String.join("", lines), out);
    assertThat(bytes(out.toByteArray()))
        .isEqualTo(bytes(QuotedPrintable.piece(String.join("", lines))));
    return encoded;
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "Line " + i + " of ways = \n").toList();
  }
}
