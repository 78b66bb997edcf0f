package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** safety/T13: what tokens stand on. */
final class HmacTest {

  @RepeatedTest(200)
  @DisplayName("of keys and texts of all lengths, the same as the JDK's")
  void isTheJdks(RepetitionInfo round) throws Exception {
    Random random = new Random(round.getCurrentRepetition());
    byte[] key = bytes(random, 1 + random.nextInt(150));
    Hmac hmac = new Hmac(key);
    Mac jdks = Mac.getInstance("HmacSHA256");
    jdks.init(new SecretKeySpec(key, "HmacSHA256"));

    for (int i = 0; i < 5; i++) {
      byte[] text = bytes(random, random.nextInt(300));
      assertThat(hmac.of(text)).isEqualTo(jdks.doFinal(text));
    }
  }

  @Test
  @DisplayName("RFC 4231, test case 2")
  void isTheRfcs() {
    byte[] mac = new Hmac(ascii("Jefe")).of(ascii("what do ya want for nothing?"));

    assertThat(HexFormat.of().formatHex(mac))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
