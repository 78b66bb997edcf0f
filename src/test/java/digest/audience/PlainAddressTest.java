package digest.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainAddressTest {

  private static final String LETTERS = "abcXYZ019.-_";
  private static final String ODD = "abcxn019.-_ +\u00e9\u00df@\u202e\r\nA\u3002\u1e9e";

  @Test
  void whatItTakesTheFullCheckTakesUnchanged() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      String letters = i % 2 == 0 ? LETTERS : ODD;
      String local = word(random, letters, 12);
      String domain = word(random, letters, 12) + (i % 3 == 0 ? "" : ".example");
      if (PlainAddress.is(local, domain)) {
        taken++;
        assertThat(EmailAddress.checked(local, domain)).as("seed %d", seed).isEqualTo(domain);
      }
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "user1, example.org, true",
    "Ann.B-c_9, mail.a-b.example, true",
    "'', example.org, false",
    ".a, example.org, false",
    "a., example.org, false",
    "a..b, example.org, false",
    "a b, example.org, false",
    "a+b, example.org, false",
    "a, example, false",
    "a, Example.org, false",
    "a, xn--bcher-kva.example, false",
    "a, -b.example, false",
    "a, b-.example, false",
    "a, b..example, false",
    "a, 10.0.0.1, false",
    "a, example.org., false",
    "a, b.c, false",
  })
  void nearlyEverybody(String local, String domain, boolean isPlain) {
    assertThat(PlainAddress.is(local, domain)).isEqualTo(isPlain);
  }

  @Test
  void nothingTooLong() {
    assertThat(PlainAddress.is("a".repeat(64), "b".repeat(63) + ".example")).isTrue();
    assertThat(PlainAddress.is("a".repeat(65), "example.org")).isFalse();
    assertThat(PlainAddress.is("a", "b".repeat(64) + ".example")).isFalse();
    assertThat(PlainAddress.is("a", ("b".repeat(20) + ".").repeat(5) + "example")).isFalse();
  }

  private static String word(Random random, String letters, int most) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
