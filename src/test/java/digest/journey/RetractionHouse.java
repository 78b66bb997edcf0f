package digest.journey;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.mail.MailReader;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.Press;
import digest.press.RetractArticle;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A house with an edition of three articles that have nothing in common, and its relay. */
final class RetractionHouse implements AutoCloseable {

  /** The lead: its headline is in the subject. */
  static final String LINK = "https://courier.example.org/1";

  static final String TITLE = "Mayor accused of selling the harbour bridge";
  private static final List<String> TITLES =
      List.of(TITLE, "Seals return to the northern skerries", "Tram drivers learn to whistle");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final ScriptedSmtpServer relay = ScriptedSmtpServer.start();
  final TestPress house;
  private final TestClock clock = new TestClock();
  private final Path folder;

  RetractionHouse(Path folder, int readers) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("feed.xml"), feed());
    this.house = new TestPress(folder, RelaySettings.local(relay.port(), 2), clock);
    house.withSubscribers(readers);
  }

  private static String feed() {
    StringBuilder items = new StringBuilder();
    for (int i = 1; i <= TITLES.size(); i++) {
      items.append(
          """
          <item><title>%s</title><guid>g%d</guid><link>https://courier.example.org/%d</link>
          <pubDate>Sun, 22 Nov 2026 0%d:00:00 +0000</pubDate>
          <description><![CDATA[<p>%s, says our reporter from the quay.</p>]]></description></item>"""
              .formatted(TITLES.get(i - 1), i, i, 5 - i, TITLES.get(i - 1)));
    }
    return "<rss version=\"2.0\"><channel><title>Courier</title>"
        + "<link>https://courier.example.org</link><description>d</description>"
        + items
        + "</channel></rss>";
  }

  TestClock clock() {
    return clock;
  }

  Press press() {
    return house.press();
  }

  /** A relay that takes its time, so that there is a middle of a send. */
  void slowly(int millis) {
    relay.at("DOT").replySlowly("250 2.0.0 kept", Duration.ofMillis(millis));
  }

  Edition frozen() {
    Edition edition = house.frozen("one");
    assertThat(edition.content().picks()).hasSize(TITLES.size());
    assertThat(edition.content().subject()).contains(TITLE);
    return edition;
  }

  Retraction retract(Edition edition) {
    RetractArticle retract = press().retractArticle();
    return retract.retract(retract.plan(edition.id(), List.of(LINK), null, null), "test");
  }

  DispatchEdition.Result send(Edition edition) {
    return press().dispatchEdition().run(edition.id(), PATIENCE, progress -> {});
  }

  Progress progress(Edition edition) {
    return press().rooms().deliveries().progress(edition.id());
  }

  void untilReceived(int count) {
    until(() -> relay.received().size() >= count);
  }

  static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(5))
        .until(condition);
  }

  /** A program of its own over this house. */
  Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-D" + TestDatabase.KIND + "=" + System.getProperty(TestDatabase.KIND, "sqlite"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("digest.test.") && !name.equals(TestDatabase.KIND))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start();
  }

  static boolean hasIt(ScriptedSmtpServer.Received mail) {
    var parts = MailReader.read(mail.bytes());
    return (parts.subject() + parts.html() + parts.text()).contains(TITLE)
        || (parts.html() + parts.text()).contains(LINK + "\"")
        || parts.text().lines().anyMatch(line -> line.strip().endsWith(LINK));
  }

  static Set<String> readers(Collection<ScriptedSmtpServer.Received> mails) {
    return mails.stream()
        .map(ScriptedSmtpServer.Received::recipient)
        .collect(toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    house.close();
    relay.close();
  }
}
