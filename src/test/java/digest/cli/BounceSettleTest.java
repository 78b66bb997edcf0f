package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.delivery.Delivery;
import digest.edition.Edition;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay's log ends the doubt, and nothing but the doubt. */
class BounceSettleTest {

  @TempDir Path folder;
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port()).withReaders();
    house.build();
    relay.at("DOT").to("ann@example.org").drop();
    relay.at("DOT").to("bob@example.org").drop();
    assertThat(house.run("edition", "send", "1", "--yes", "--wait", "0s").code()).isEqualTo(3);
    assertThat(states()).containsExactlyInAnyOrder("UNCERTAIN", "UNCERTAIN", "ACCEPTED");
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aPostfixLogSettlesWhatItTellsOf() {
    house.write(
        "mail.log",
        postfix("4F2A1B", id("ann@example.org"), "ann@example.org", "2.0.0", "sent (250 2.0.0 Ok)")
            + postfix(
                "4F2A1C",
                id("bob@example.org"),
                "bob@example.org",
                "5.1.1",
                "bounced (host mx said: 550 5.1.1 no such user)"));
    Ran asked = house.run("bounce", "settle", house.path("mail.log"));
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.out()).contains("2 deliveries are uncertain. The file tells of 2 of them");
    Ran ran = house.run("bounce", "settle", house.path("mail.log"), "--yes", "--json");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out().replaceAll("\\s", ""))
        .isEqualTo("{\"accepted\":1,\"rejected\":1,\"notFound\":0,\"ignored\":0}");
    assertThat(states()).containsExactlyInAnyOrder("ACCEPTED", "REJECTED", "ACCEPTED");
    assertThat(house.run("delivery", "show", "bob@example.org").out())
        .contains(
            "Log", "Failed: refused", "status=bounced (host mx said: 550 5.1.1 no such user)");
    String before = house.checksum();
    assertThat(house.run("bounce", "settle", house.path("mail.log"), "--yes").out())
        .contains("0 deliveries are uncertain", "Nothing was changed.");
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  void aDryRunAndANoChangeNothing() {
    house.write("t.csv", "message_id,status\n" + id("ann@example.org") + ",sent\n");
    String before = house.checksum();
    Ran dry = house.run("bounce", "settle", house.path("t.csv"), "--dry-run", "--json");
    assertThat(dry.code()).isZero();
    assertThat(dry.out().replaceAll("\\s", ""))
        .isEqualTo("{\"accepted\":1,\"rejected\":0,\"notFound\":1,\"ignored\":0}");
    Ran no = house.runAnswering("n\n", "bounce", "settle", house.path("t.csv"));
    assertThat(no.code()).isEqualTo(1);
    assertThat(no.err()).contains("Settle 1 delivery?");
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  void strangersAndCopiesPassedOnAndTheSettledAreIgnored() {
    String ann = id("ann@example.org");
    house.write(
        "mail.log",
        postfix("AAAA01", "x@evil.example", "ann@example.org", "2.0.0", "sent (ok)")
            + postfix("AAAA02", ann, "elsewhere@evil.example", "2.0.0", "sent (ok)")
            + postfix("AAAA03", id("cem@example.net"), "cem@example.net", "5.0.0", "bounced (no)"));
    String before = house.checksum();
    Ran ran = house.run("bounce", "settle", house.path("mail.log"), "--yes");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Nothing was changed.");
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  void whoWasHandedOnAtLastIsSentWhateverCameBefore() {
    String ann = id("ann@example.org");
    house.write(
        "t.csv",
        "message_id;outcome\n" + ann + ";bounced\n" + ann + ";SENT\n" + ann + ";deferred\n");
    house.run("bounce", "settle", house.path("t.csv"), "--yes");
    assertThat(states()).containsExactlyInAnyOrder("ACCEPTED", "UNCERTAIN", "ACCEPTED");
  }

  @Test
  void aFileThatIsNoLogSaysWhatToGive() {
    house.write("junk", "\0\1\2 hello\r\r\n");
    String before = house.checksum();
    for (String file : List.of("junk", "missing.log", "")) {
      Ran ran = house.run("bounce", "settle", house.path(file), "--yes");
      assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
      assertThat(ran.err()).doesNotContain("This is a bug").contains("digest: ");
    }
    assertThat(house.run("bounce", "settle", house.path("junk")).err())
        .contains("Postfix or Exim", "message_id");
    assertThat(house.checksum()).isEqualTo(before);
  }

  private static String postfix(
      String queue, String messageId, String to, String dsn, String status) {
    String head = "Nov 23 06:00:01 mx postfix/x[12]: " + queue + ": ";
    return head
        + "message-id=<"
        + messageId
        + ">\n"
        + head
        + "to=<"
        + to
        + ">, relay=mx[192.0.2.1]:25, delay=1, dsn="
        + dsn
        + ", status="
        + status
        + "\n";
  }

  private String id(String address) {
    return list().stream()
        .filter(one -> one.address().toString().equals(address))
        .map(Delivery::messageId)
        .findFirst()
        .orElseThrow();
  }

  private List<String> states() {
    return list().stream()
        .map(one -> one.state().name())
        .filter(one -> !one.equals("EXCLUDED"))
        .toList();
  }

  private List<Delivery> list() {
    try (TestHouse open = house) {
      return open.press()
          .rooms()
          .deliveries()
          .list(new Edition.Id(1), EnumSet.allOf(Delivery.State.class), 0, 10);
    }
  }
}
