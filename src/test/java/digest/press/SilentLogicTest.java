package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import digest.audience.EmailAddress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.mail.RelaySettings;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** delivery/P2: templates whose plate is wrong and raises nothing, over the real way to a relay. */
class SilentLogicTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ProvenPlate.class);

  @BeforeEach
  void listen() {
    events.start();
    logger.setLevel(Level.INFO); // whatever a command has set before in this process
    logger.addAppender(events);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(events);
    logger.setLevel(null);
  }

  private TestPress house() {
    return new TestPress(
        folder,
        RelaySettings.local(relay.port(), 2),
        clock,
        new RetryPolicy(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofDays(1)));
  }

  /** A look of two lines, the one in question second. */
  private void look(String html, String text) throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        templates.resolve("digest.html.ftlh"),
        "<#-- --><!doctype html><p>News</p>\n"
            + html
            + "\n<a href=\"${(links.unsubscribe)!}\">x</a>\n");
    Files.writeString(
        templates.resolve("digest.txt.ftl"), "News\n" + text + "\n${(links.unsubscribe)!}\n");
  }

  private static void send(TestPress house, Edition edition) {
    house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
  }

  private ParsedMail mail(String address) {
    List<ScriptedSmtpServer.Received> got = relay.receivedBy(address);
    assertThat(got).as(address).hasSize(1);
    return MailReader.read(got.get(0).bytes());
  }

  private List<String> told() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#if recipient.name?is_string>Dear ${recipient.name}<#else>?</#if>",
        "<#if recipient.name?is_markup_output>?<#else>Dear ${recipient.name}</#if>",
        "<#if (recipient.name!\"none\")?is_string>Dear ${recipient.name}<#else>?</#if>",
        "<#assign who = recipient.name><#if who?is_string>Dear ${who}<#else>?</#if>"
      })
  @DisplayName("delivery/P2: a plate that is silently wrong reaches nobody, and one line says so")
  void aSilentlyWrongPlateReachesNobody(String logic) throws IOException {
    look("<#if recipient.name??>" + logic + "</#if>", "${recipient.name!'none'}");
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(30).frozen("one");
      send(house, edition);
    }
    for (int i = 0; i < 30; i++) {
      ParsedMail mail = mail("user" + i + "@example.test");
      assertThat(mail.html()).contains(i % 3 == 0 ? "<p>News</p>\n" : "\nDear Reader " + i + "\n");
      assertThat(mail.html().contains("Dear")).isEqualTo(i % 3 != 0);
      assertThat(mail.text().lines()).element(1).isEqualTo(i % 3 == 0 ? "none" : "Reader " + i);
    }
    assertThat(told())
        .singleElement()
        .asString()
        .contains(
            "variant=named template=templates/digest.html.ftlh part=HTML line=2 plate=\"?",
            "full=\"Dear .&lt;b&gt;O",
            "rendered in full")
        .doesNotContain("Reader 1", "@example.test");
  }

  @Test
  @DisplayName("delivery/P2: the text part is proven too, and both variants")
  void theTextPartIsProvenToo() throws IOException {
    look("x", "${recipient.address?is_string?then('yes', 'no')}");
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(12).frozen("one");
      send(house, edition);
    }
    for (int i = 0; i < 12; i++) {
      assertThat(mail("user" + i + "@example.test").text().lines()).element(1).isEqualTo("yes");
    }
    assertThat(told())
        .singleElement()
        .asString()
        .contains("template=templates/digest.txt.ftl part=TEXT line=2 plate=\"no\" full=\"yes\"");
  }

  @Test
  @DisplayName(
      "delivery/P2 delivery/P3: the preview is right where the plate is wrong, as the mail")
  void thePreviewIsAsTheMail() throws IOException {
    look("${recipient.address?is_string?c}", "x");
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(12).frozen("one");
      byte[] preview =
          house
              .press()
              .previewEdition()
              .as(edition.id(), EmailAddress.of("user7@example.test"))
              .eml()
              .bytes();
      send(house, edition);
      assertThat(relay.receivedBy("user7@example.test").get(0).bytes()).isEqualTo(preview);
    }
  }

  @Test
  @DisplayName(
      "delivery/P2 delivery/A4: a retry has the same bytes, by plate or not, after a crash")
  void aRetryHasTheSameBytes() throws IOException {
    look(
        "Dear ${recipient.name!}"
            + "<#if recipient.name?? && recipient.name?is_string && recipient.name?contains('<')>"
            + "!</#if>",
        "x");
    relay.at("DOT").keep().reply("451 4.3.0 later").times(5);
    try (TestPress house = house()) {
      house.withFeed(3);
      house.subscribe("plain@example.test", "Ann");
      house.subscribe("odd@example.test", "O'Brien & Söhne");
      house.subscribe("even@example.test", "Müller");
      house.subscribe("none@example.test", "");
      house.subscribe("last@example.test", "<i>Zoë</i>");
      send(house, house.frozen("one"));
    }
    clock.move(Duration.ofMinutes(10));
    try (TestPress house = house()) {
      send(house, house.latest());
    }
    for (String who : List.of("plain", "odd", "even", "none", "last")) {
      List<byte[]> tries =
          relay.receivedBy(who + "@example.test").stream()
              .map(ScriptedSmtpServer.Received::bytes)
              .toList();
      assertThat(tries).as(who).hasSize(2);
      assertThat(tries.get(1)).as(who).isEqualTo(tries.get(0));
    }
    assertThat(MailReader.read(relay.receivedBy("last@example.test").get(1).bytes()).html())
        .contains("Dear &lt;i&gt;Zoë&lt;/i&gt;!");
    assertThat(told()).hasSize(2).allMatch(line -> line.contains("variant=named")); // one a process
  }
}
