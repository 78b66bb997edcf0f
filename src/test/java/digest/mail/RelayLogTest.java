package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.mail.RelayLog.Entry;
import digest.mail.RelayLog.Fate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayLogTest {

  private static final String OURS = "abc234@example.org";
  private static final String ARRIVED =
      "Nov 23 06:00:01 mx postfix/cleanup[123]: 4F2A1B3C: message-id=<" + OURS + ">\n";

  @TempDir Path folder;
  private final List<Entry> found = new ArrayList<>();

  @Test
  void postfixTellsByTheQueueIdWhatBecameOfAMessageId() throws IOException {
    read(
        "Nov 23 06:00:01 mx postfix/smtpd[120]: 4F2A1B3C: client=news[192.0.2.1]\n"
            + ARRIVED
            + "Nov 23 06:00:01 mx postfix/qmgr[90]: 4F2A1B3C: from=<b+1-2-x@example.org>, size=900,"
            + " nrcpt=1 (queue active)\n"
            + "Nov 23 06:00:02 mx postfix/smtp[125]: 4F2A1B3C: to=<ann@example.org>,"
            + " relay=mx.example.org[192.0.2.7]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=2.0.0,"
            + " status=sent (250 2.0.0 Ok: queued as 9F0E)\n"
            + "Nov 23 06:00:02 mx postfix/qmgr[90]: 4F2A1B3C: removed\n");
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.HELD, Fate.SENT);
    Entry sent = found.get(1);
    assertThat(sent.recipient()).isEqualTo("ann@example.org");
    assertThat(sent.reply().code()).isEqualTo(250);
    assertThat(sent.reply().status()).isEqualTo("2.0.0");
    assertThat(sent.reply().text()).isEqualTo("status=sent (250 2.0.0 Ok: queued as 9F0E)");
    assertThat(sent.reply().command()).isEqualTo("LOG");
  }

  @Test
  void aBounceKeepsTheServersCodeAndWords() throws IOException {
    read(
        ARRIVED
            + "2026-11-23T06:00:02.123456+01:00 mx postfix/out/smtp[125]: 4F2A1B3C:"
            + " to=<ann@example.org>, orig_to=<a@example.org>, relay=mx[192.0.2.7]:25, delay=1.2,"
            + " dsn=5.1.1, status=bounced (host mx[192.0.2.7] said: 550 5.1.1 <ann@example.org>: no"
            + " such user, status=sent (in reply to RCPT TO command))\n");
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.BOUNCED);
    assertThat(found.get(0).reply().code()).isEqualTo(550);
    assertThat(found.get(0).reply().status()).isEqualTo("5.1.1");
    assertThat(found.get(0).reply().text()).contains("no such user");
  }

  @Test
  void whatTheRelayStillTriesOrGaveUpIsTold() throws IOException {
    read(
        ARRIVED
            + "x postfix/smtp[1]: 4F2A1B3C: to=<ann@example.org>, relay=none, dsn=4.4.1,"
            + " status=deferred (connect to mx: timed out)\n"
            + "x postfix/qmgr[1]: 4F2A1B3C: from=<b@example.org>, status=expired, returned to"
            + " sender\n");
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.HELD, Fate.BOUNCED);
  }

  @Test
  void aQueueIdThatIsUsedAgainIsAnotherMail() throws IOException {
    String later =
        "x postfix/smtp[1]: 4F2A1B3C: to=<ann@example.org>, dsn=2.0.0, status=sent (ok)\n";
    read(ARRIVED + "x postfix/qmgr[1]: 4F2A1B3C: removed\n" + later);
    read(ARRIVED + "x postfix/cleanup[1]: 4F2A1B3C: message-id=<other@example.net>\n" + later);
    assertThat(found).isEmpty();
  }

  @Test
  void handedToAFilterIsNotHandedOn() throws IOException {
    read(
        ARRIVED
            + "x postfix/cleanup[9]: 77AA88BB: message-id=<"
            + OURS
            + ">\n"
            + "x postfix/smtp[1]: 4F2A1B3C: to=<ann@example.org>, dsn=2.0.0, status=sent (250 Ok:"
            + " queued as 77AA88BB)\n"
            + "x postfix/smtp[1]: 77AA88BB: to=<ann@example.org>, dsn=5.1.1, status=bounced (550"
            + " 5.1.1 no)\n");
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.BOUNCED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x postfix/cleanup[1]: 4F2A1B3C: warning: header Subject: to=<ann@example.org>, status=sent (ok) from x",
        "x postfix/cleanup[1]: 4F2A1B3C: resent-message-id=<abc234@example.org>",
        "x postfix/smtp[1]: 4F2A1B3C: host mx said: to=<ann@example.org>, status=sent (ok)",
        "x postfix/smtp[1]: 4F2A1B3C: to=<ann@example.org>, dsn=2.0.0, status=deliverable (ok)",
        "to=<ann@example.org>, status=sent (ok) message-id=<abc234@example.org>",
      })
  void wordsAtTheWrongPlaceAreNoRecord(String line) throws IOException {
    read(ARRIVED + line + "\n");
    assertThat(found).isEmpty();
  }

  @Test
  void aMessageIdFromAStrangerIsIgnoredAndCounted() throws IOException {
    RelayLog.Reading reading =
        read(
            """
            x postfix/cleanup[1]: AAAAAA: message-id=<abc234@example.org.evil.example>
            x postfix/smtp[1]: AAAAAA: to=<ann@example.org>, dsn=2.0.0, status=sent (ok)
            """);
    assertThat(found).isEmpty();
    assertThat(reading.others()).isEqualTo(1);
  }

  @Test
  void eximTellsByItsOwnId() throws IOException {
    String at = "2026-11-23 06:00:0";
    read(
        at
            + "1 1abcDE-0001Ab-CD <= b@example.org H=news [192.0.2.1] P=esmtp S=9 id="
            + OURS
            + "\n"
            + at
            + "2 1abcDE-0001Ab-CD == ann@example.org R=dnslookup defer (111): Connection refused\n"
            + at
            + "3 1abcDE-0001Ab-CD => ann <ann@example.org> R=dnslookup T=remote_smtp C=\"250 OK\"\n"
            + at
            + "3 1abcDE-0001Ab-CD Completed\n"
            + at
            + "4 1abcDE-0001Ab-CD ** ann@example.org R=x: another mail's\n");
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.HELD, Fate.HELD, Fate.SENT);
    assertThat(found.get(2).recipient()).isEqualTo("ann@example.org");
  }

  @Test
  void eximsBounceKeepsTheServersWords() throws IOException {
    read(
        "2026-11-23 06:00:01.123 +0100 [77] 1abcDE-00000001AbC-CDef <= b@example.org id="
            + OURS
            + "\n"
            + "2026-11-23 06:00:02 1abcDE-00000001AbC-CDef ** ann@example.org R=dnslookup"
            + " T=remote_smtp: SMTP error after RCPT TO: 550 5.1.1 unknown user\n");
    assertThat(found.get(1).fate()).isEqualTo(Fate.BOUNCED);
    assertThat(found.get(1).reply().code()).isEqualTo(550);
  }

  @ParameterizedTest
  @CsvSource({
    "sent,SENT",
    "Delivered,SENT",
    "accepted,SENT",
    "bounced,BOUNCED",
    "rejected,BOUNCED",
    "hard_bounce,BOUNCED",
    "deferred,HELD"
  })
  void aTableTellsByItsColumns(String word, Fate fate) throws IOException {
    read(
        "when;Message-ID;\"Status\";to;reply\n1;<"
            + OURS
            + ">;"
            + word
            + ";ann@example.org;\"550 a;\"\"b\"\n");
    assertThat(found).extracting(Entry::fate).containsExactly(fate);
    assertThat(found.get(0).recipient()).isEqualTo("ann@example.org");
    assertThat(found.get(0).reply().text()).isEqualTo("status=" + word + " 550 a;\"b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "unknown", "", "sent?no", "опоздало"})
  void aTableThatKnowsNothingSettlesNothing(String word) throws IOException {
    read("messageId,outcome\n" + OURS + "," + word.replace("sent?no", "resent") + "\n");
    assertThat(found).isEmpty();
  }

  @Test
  void aQuoteThatIsNeverClosedSpoilsItsOwnLineOnly() throws IOException {
    read("message_id,status\n\"" + OURS + ",sent\n" + OURS + ",sent\n");
    assertThat(found).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void encodingsOfAllKindsAreRead(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String mark = name.startsWith("UTF") ? "\uFEFF" : "";
    write(
        (mark + "message_id,status,reply\r\n" + OURS + ",sent,naïve\r" + OURS + ",bounced,é\n")
            .getBytes(charset));
    readAll();
    assertThat(found).extracting(Entry::fate).containsExactly(Fate.SENT, Fate.BOUNCED);
  }

  @Test
  void aPackedLogIsUnpackedAndATornOneSaysSo() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          (ARRIVED + "x postfix/smtp[1]: 4F2A1B3C: to=<a@b.example>, status=sent (ok)\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    write(packed.toByteArray());
    readAll();
    assertThat(found).hasSize(1);
    write(java.util.Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    assertThatThrownBy(this::readAll).isInstanceOf(IOException.class);
  }

  @Test
  void bytesOfNoKindAreNoLog() throws IOException {
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    write(noise);
    assertThat(readAll()).isEqualTo(new RelayLog.Reading(0, 0));
    write(new byte[0]);
    assertThat(readAll()).isEqualTo(new RelayLog.Reading(0, 0));
    write(new byte[100_000]);
    assertThat(readAll()).isEqualTo(new RelayLog.Reading(0, 0));
  }

  @Test
  void aLineWithoutEndTakesNoMemoryAndNoTime() throws IOException {
    Path file = folder.resolve("log");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] some =
          "x postfix/smtp[1]: a[1]: <(, status= ".repeat(1000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 1500; i++) {
        out.write(some); // 55 MB in one line
      }
      out.write(("\n" + ARRIVED).getBytes(StandardCharsets.UTF_8));
      out.write(
          "x postfix/smtp[1]: 4F2A1B3C: to=<a@b.example>, status=sent (ok)"
              .getBytes(StandardCharsets.UTF_8));
    }
    readAll();
    assertThat(found).hasSize(1);
    try (LogLines lines = LogLines.of(file)) {
      assertThat(lines.next()).hasSize(LogLines.LONGEST);
    }
  }

  @Test
  void oneMessageIdUnderAMillionQueueIdsFillsNoMemory() {
    QueueIds ids = new QueueIds();
    for (int i = 0; i < 1_000_000; i++) {
      ids.begin("id" + i, OURS);
    }
    assertThat(ids.mail("id999999")).isEqualTo(OURS);
    assertThat(ids.mail("id999984")).isEqualTo(OURS);
    assertThat(ids.mail("id999983")).isNull();
  }

  private RelayLog.Reading read(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
    return readAll();
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(folder.resolve("log"), bytes);
  }

  private RelayLog.Reading readAll() throws IOException {
    return RelayLog.read(folder.resolve("log"), OURS::equals, found::add);
  }
}
