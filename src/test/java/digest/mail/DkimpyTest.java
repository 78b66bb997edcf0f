package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another second opinion, where Python's dkimpy is installed: of both kinds of signature. */
@Tag("python")
final class DkimpyTest {

  private static final String JUDGE =
      """
      import dkim, glob, sys
      folder = sys.argv[1]
      records = dict(line.rstrip('\\n').split('\\t') for line in open(folder + '/records'))
      good = 0
      for name in sorted(glob.glob(folder + '/*.eml')):
          judge = dkim.DKIM(open(name, 'rb').read())
          for place in range(2):
              if judge.verify(place, dnsfunc=lambda asked, timeout=5:
                  records[asked.decode().rstrip('.')].encode()):
                  good += 1
      print(good)
      """;

  @TempDir Path folder;

  @Test
  @DisplayName("delivery/M3: dkimpy verifies RSA and Ed25519 over all hostile texts")
  void bothSignaturesOfEveryMailAreGood() throws Exception {
    assumeTrue(python("import dkim, nacl").equals(""), "python3 with dkimpy is not installed");
    StringBuilder records = new StringBuilder();
    Verifiers.records(DkimSignerTest.BOTH)
        .forEach((name, record) -> records.append(name).append('\t').append(record).append('\n'));
    Files.writeString(folder.resolve("records"), records);
    Composer composer = new Composer(DkimSignerTest.BOTH);
    int mails = 0;
    for (String text : ComposerTest.hostileTexts().toList()) {
      var plate = composer.plate(DkimSignerTest.head(text, composer.signedBy()), Letters.RENDERING);
      byte[] bytes = composer.fill(plate, Letters.recipient(text)).bytes();
      Files.write(folder.resolve(mails++ + ".eml"), bytes);
    }

    assertThat(python(JUDGE, folder.toString()).strip()).isEqualTo(String.valueOf(2 * mails));
  }

  /** What it prints, or why it could not. */
  private String python(String program, String... arguments) throws InterruptedException {
    try {
      Path out = folder.resolve("out");
      String[] command = new String[3 + arguments.length];
      command[0] = "python3";
      command[1] = "-c";
      command[2] = program;
      System.arraycopy(arguments, 0, command, 3, arguments.length);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "it takes too long";
      }
      return Files.readString(out, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
