package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmlFolderTest {

  @TempDir Path temporary;
  private final RecordingJournal journal = new RecordingJournal();

  private Path folder() {
    return temporary.resolve("mails");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void eachWantedMailIsAFile() throws IOException {
    journal.wanting(mail -> !mail.recipient().toString().equals(BOB));
    try (Transport transport = new EmlFolder(folder())) {
      assertThat(transport.send(Mails.to(ANN, BOB), journal)).isEqualTo(new Ending.Done());
    }

    assertThat(files()).containsExactly(folder().resolve("id-" + ANN + ".eml"));
    assertThat(Files.readString(files().get(0))).isEqualTo("Subject: hi\r\n\r\nhello\r\n");
    assertThat(journal.of(ANN).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(journal.outcomes()).doesNotContainKey(BOB);
  }

  @Test
  void aRefusedIntentLeavesNoFile() throws IOException {
    journal.intending(mail -> false);

    new EmlFolder(folder()).send(Mails.to(ANN), journal);

    assertThat(files()).isEmpty();
    assertThat(journal.outcomes()).isEmpty();
  }

  @Test
  void theSameMailAgainReplacesItsFile() throws IOException {
    new EmlFolder(folder()).send(Mails.to(ANN), new RecordingJournal());
    new EmlFolder(folder()).send(Mails.to(ANN), new RecordingJournal());

    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @DisplayName("safety/T11: no Message-ID leads out of the folder")
  @ValueSource(
      strings = {"../../evil@x", "/etc/passwd", "..", "", "a/b\\c\u0000d", "C:\\x", "x\ny"})
  void aMessageIdCannotLeaveTheFolder(String messageId) throws IOException {
    Eml mail =
        new Eml(
            null,
            messageId,
            EmailAddress.of(BOB),
            EmailAddress.of(ANN),
            "x".getBytes(StandardCharsets.US_ASCII));

    new EmlFolder(folder()).send(List.of(mail).iterator(), journal);

    assertThat(files()).hasSize(1).allMatch(file -> folder().equals(file.getParent()));
    assertThat(files().get(0).getFileName().toString()).endsWith(".eml").doesNotStartWith("..");
  }

  @Test
  void aFolderThatCannotBeMadeIsUnreachable() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "x");

    Ending ending = new EmlFolder(file.resolve("mails")).send(Mails.to(ANN), journal);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(journal.events()).isEmpty();
  }

  @Test
  void aMailThatCannotBeWrittenIsDeferred() throws IOException {
    Files.createDirectories(folder().resolve("id-" + ANN + ".eml").resolve("in the way"));

    new EmlFolder(folder()).send(Mails.to(ANN), journal);

    assertThat(journal.of(ANN).verdict()).isEqualTo(Verdict.DEFERRED);
  }
}
