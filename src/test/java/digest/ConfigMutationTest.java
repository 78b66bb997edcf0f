package digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Broken files of every kind end in a Config or in a ConfigFault, never in anything else. */
class ConfigMutationTest {

  private static final long SEED = 20_261_122;
  private static final int ROUNDS = 600;
  private static final List<String> INSERTS =
      List.of(
          ":",
          ": ",
          "- ",
          "\n",
          "\t",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "|",
          ">",
          "%",
          "@",
          "`",
          "\u0000",
          "\u2028",
          "\uD83D",
          "\uFEFF",
          "~",
          "null",
          "${",
          "}",
          "${X}",
          "---\n",
          "...\n",
          "-99999999999",
          "1e9",
          "<<: ",
          "? ",
          "\\x",
          "é",
          "d",
          "0 0 0 31 2 ?",
          "9999999d");

  @Test
  void noBrokenFileBreaksTheReader() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int good = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String yaml = ConfigSample.GOOD;
      for (int i = 0; i <= random.nextInt(3); i++) {
        yaml = mutated(yaml, random);
      }
      good += isGood(yaml) ? 1 : 0;
    }
    assertThat(good).as("files that stayed good").isBetween(1, ROUNDS - 1);
  }

  private static boolean isGood(String yaml) {
    try {
      return Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> {
            Config.parse(yaml, Path.of("/srv/courier"), ConfigSample.ENVIRONMENT);
            return true;
          });
    } catch (ConfigFault e) {
      assertThat(e.problems()).isNotEmpty().noneMatch(problem -> problem.contains("hunter2"));
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("not a ConfigFault, from:\n" + yaml, e);
    }
  }

  private static String mutated(String yaml, Random random) {
    int at = random.nextInt(yaml.length());
    int end = Math.min(yaml.length(), at + 1 + random.nextInt(20));
    return switch (random.nextInt(5)) {
      case 0 -> yaml.substring(0, at) + yaml.substring(end);
      case 1 -> yaml.substring(0, end) + yaml.substring(at);
      case 2 -> yaml.substring(0, at) + (char) (32 + random.nextInt(95)) + yaml.substring(at + 1);
      case 3 -> yaml.substring(0, at);
      default ->
          yaml.substring(0, at) + INSERTS.get(random.nextInt(INSERTS.size())) + yaml.substring(at);
    };
  }
}
