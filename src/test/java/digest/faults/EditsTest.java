package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.press.ContentEdits;
import digest.press.DispatchEdition;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F12: everything an edition was made of is changed while it is on its way. */
class EditsTest {

  private static final int CONNECTIONS = 4;
  private static final String SPOILT = "SPOILT BY A LATE EDIT";

  /** With a name and without. */
  private static final int VARIANTS = 2;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "safety/F12 delivery/A7 (short): the draft that follows, the template and the feed change in"
          + " mid-send, and everybody gets the one content")
  void oneContentForAll() throws IOException {
    drill(400, 12);
  }

  @InFull
  @DisplayName("safety/F12 delivery/A7: 200 such edits during a send of 20,000, and a restart")
  void oneContentForTwentyThousand() throws IOException {
    drill(20_000, 200);
  }

  private void drill(int readers, int edits) throws IOException {
    copyTemplates();
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(4))) {
      sink.record().keepBodies();
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      int made = 0;
      Edition.Id edition;
      try (TestPress house = stage.house()) {
        edition = Stage.frozen(house, readers);
        Edition next = house.withNews(7).built("two");
        Async<DispatchEdition.Result> sending = Async.of(() -> Stage.send(house, edition));
        while (made < edits && !sending.isDone()) {
          int until = sink.record().kept() + readers / edits / 2;
          Stage.until(() -> sink.record().kept() >= until || sending.isDone());
          edit(house, next.id(), made);
          made++;
        }
        assertThat(sending.isDone()).as("all edits fell into the send").isFalse();
        house.press().steerEdition().pause(edition, "a restart comes");
        sending.result();
      }
      try (TestPress restarted = stage.house()) {
        Stage.send(restarted, edition);
      }
      judge(sink, readers, made);
    }
  }

  private static void judge(SmtpSink sink, int readers, int edits) {
    Set<String> contents =
        sink.record().bodies().stream()
            .map(EditsTest::content)
            .collect(Collectors.toCollection(TreeSet::new));
    Judge judge = Judge.of(sink.record(), readers);
    Figures.of("F12").with(judge).with("edits", edits).with("contents", contents.size()).print();
    judge.nobodyIsLost().nobodyGotItTwice();
    assertThat(contents).as("contents, the readers' own fields aside").hasSize(VARIANTS);
    assertThat(contents).noneMatch(content -> content.contains(SPOILT));
  }

  /** A draft's content, a template, or the feed: in turn. */
  private void edit(TestPress house, Edition.Id next, int number) {
    switch (number % 3) {
      case 0 -> house.withNews(number);
      case 1 -> spoilTemplates(number);
      default -> {
        Edition draft = house.press().rooms().editions().find(next).orElseThrow();
        house.press().editEdition().edit(next, draft.version(), subject(SPOILT + " " + number));
      }
    }
  }

  @SuppressWarnings("NullAway") // it does not see that an inner type may be null
  private static ContentEdits subject(String words) {
    return new ContentEdits(words, null, null, List.of(), null, List.of());
  }

  private void spoilTemplates(int number) {
    for (String name : List.of("digest.html.ftlh", "digest.txt.ftl")) {
      try {
        Path file = folder.resolve("templates").resolve(name);
        Files.writeString(file, SPOILT + " " + number + "\n" + Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void copyTemplates() throws IOException {
    Path from = Path.of("templates").toAbsolutePath();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve("templates").resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** The mail without what is each reader's own. */
  private static String content(byte[] mail) {
    return new String(mail, StandardCharsets.ISO_8859_1)
        .replace("=\r\n", "")
        .replaceAll("user[0-9]+(@|=40)example\\.test", "ADDRESS")
        .replaceAll("Reader([ _]|=20)[0-9]+", "NAME")
        .replaceAll("daily\\.[0-9a-z]+\\.[a-z2-7]{26}", "TOKEN")
        .replaceAll("(?m)^Message-ID: *<[^@]*@", "Message-ID: <ID@")
        .replaceAll("\\+[0-9a-z.]+@", "+BOUNCE@");
  }
}
