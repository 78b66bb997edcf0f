package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.mail.MailReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on embedded defaults, seen from outside. */
class DemoTest {

  @TempDir Path folder;

  @Test
  @DisplayName(
      "delivery/A2, P3: the demo sends, looks into the inboxes and leaves what it promises")
  void theDemoGoesFromFeedsToInboxes() throws IOException {
    Path out = folder.resolve("demo");
    Instant begin = Instant.now();
    Ran ran = demo(out);
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(90));
    assertThat(ran.out())
        .contains("row 14 \"not-an-address\"")
        .contains("11 candidates = 9 sent + 2 left out")
        .contains("9 of 9 readers got it exactly once, 9 byte for byte as previewed")
        .contains("2 of 2 readers got it exactly once, 2 byte for byte as previewed")
        .contains("same story as another")
        .contains("All well");
    assertThat(mails(out)).hasSize(11);
    String html = Files.readString(out.resolve("preview.html"));
    assertThat(html).contains("<html").contains("/demo/pictures/");
    assertThat(MailReader.read(mails(out).get(0)).html()).isNotEmpty();
    assertThat(Files.readString(out.resolve("preview.txt"))).doesNotContain("<html");
    assertThat(Files.readString(out.resolve("preview-ar.html"))).contains("dir=\"rtl\"");
  }

  @Test
  void thePageToOpenShowsItsPicturesWithoutAServer() throws IOException {
    Path out = folder.resolve("demo");
    demo(out);
    String page = Files.readString(out.resolve("open-me.html"));
    assertThat(page).contains("src=\"pictures/").doesNotContain("/demo/pictures/");
    Stream.of(page.split("src=\"", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .filter(address -> address.startsWith("pictures/"))
        .forEach(address -> assertThat(out.resolve(address)).exists());
  }

  @Test
  void aSecondDemoReplacesTheFirst() throws IOException {
    Path out = folder.resolve("demo");
    demo(out);
    Files.writeString(out.resolve("left-over.txt"), "x");
    Ran again = demo(out);
    assertThat(again.code()).as(again.out() + again.err()).isZero();
    assertThat(out.resolve("left-over.txt")).doesNotExist();
    assertThat(mails(out)).hasSize(11);
  }

  @Test
  void somebodysOwnFolderIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    Ran ran = demo(folder);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing was changed").contains("--out DIR");
    assertThat(folder.resolve("thesis.txt")).hasContent("years of work");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aTakenPortIsReplacedAndNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Path out = folder.resolve("demo");
      Ran ran = house().run("demo", "--out", out.toString(), "--port", port);
      assertThat(ran.code()).isZero();
      assertThat(ran.err()).contains("Port " + port + " is taken");
      assertThat(Files.readString(out.resolve("digest.yaml"))).doesNotContain("port: " + port);
    }
  }

  @Test
  void everyPlaceInTheSampleFilesIsFilled() throws IOException {
    Path out = folder.resolve("demo");
    DemoFolder.fresh(out).fill(new DemoTokens(TestHouse.NOW, 8025, 2525));
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> texts =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().endsWith("png"))
              .toList();
      assertThat(texts).hasSizeGreaterThan(7);
      for (Path text : texts) {
        assertThat(Files.readString(text)).as(text.toString()).doesNotContain("[[");
      }
    }
  }

  @Test
  void datesCountBackFromNow() {
    DemoTokens tokens = new DemoTokens(Instant.parse("2026-11-22T06:00:00.123Z"), 8025, 2525);
    assertThat(tokens.fill("[[iso -26h]] [[isolocal -75m]] [[rfc822 -1d]] [[site]]/a [[smtpPort]]"))
        .isEqualTo(
            "2026-11-21T04:00:00Z 2026-11-22T04:45:00 Sat, 21 Nov 2026 06:00:00 GMT"
                + " http://127.0.0.1:8025/a 2525");
    assertThat(tokens.fill("[[nothing]] [[iso +3h]] [[iso -3y]]"))
        .isEqualTo("[[nothing]] [[iso +3h]] [[iso -3y]]");
  }

  private Ran demo(Path out) {
    return house().run("demo", "--out", out.toString(), "--port", "0");
  }

  private TestHouse house() {
    return TestHouse.empty(folder, InstantSource.system());
  }

  private static List<byte[]> mails(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("mails"))) {
      return files.sorted().map(DemoTest::bytes).toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readString(file).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
