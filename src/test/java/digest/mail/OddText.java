package digest.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts put together from what is hard to encode: ends of lines, dots, long words, odd letters. */
final class OddText {

  private static final List<String> HARD =
      List.of(
          "<tr>",
          "\n",
          "\n\n",
          "word ",
          "ä=",
          ".",
          "From ",
          " \n",
          "\t",
          "\t\n",
          "x".repeat(80),
          "é".repeat(40),
          "\r\n",
          "\r",
          "👩‍👩‍👧",
          "\ud83d",
          "\n<tr",
          "\n.",
          "\n.\n");

  private final Random random;
  private final List<String> bits;

  OddText(Random random, String... more) {
    this.random = random;
    this.bits = new ArrayList<>(HARD);
    this.bits.addAll(List.of(more));
  }

  String bit() {
    return bits.get(random.nextInt(bits.size()));
  }

  /** Of fewer bits than that. */
  String text(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(bit());
    }
    return text.toString();
  }
}
