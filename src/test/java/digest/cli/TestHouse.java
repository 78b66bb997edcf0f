package digest.cli;

import digest.Config;
import digest.delivery.Tokens;
import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.SmtpTransport;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.press.Catalogue;
import digest.press.DispatchSettings;
import digest.press.Press;
import digest.press.ReadFeed;
import digest.press.Rooms;
import digest.press.Station;
import digest.render.Templates;
import digest.schedule.Clockwork;
import digest.select.RelatedIndex;
import digest.select.Selection;
import digest.select.TeaserCutter;
import digest.store.Articles;
import digest.store.Database;
import digest.store.DatabaseSettings;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.Installation;
import digest.store.MoveStore;
import digest.store.Subscribers;
import digest.store.Wishes;
import digest.testkit.PostgresServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole house over a folder of a test's: real rooms, real files, a relay on this machine. */
public final class TestHouse implements AutoCloseable {

  /** What the clock shows unless a test says otherwise. */
  public static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private static final int SEED = 20261122;

  private final Path folder;
  private final InstantSource clock;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Doors doors;

  /**
   * How a command ended.
   *
   * @param out what a script would read
   * @param err what only a person sees
   */
  record Ran(int code, String out, String err) {}

  private TestHouse(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** A folder with a configuration, a feed of three articles and five people on the list. */
  public static TestHouse in(Path folder, int smtpPort) {
    return in(folder, smtpPort, InstantSource.fixed(NOW));
  }

  /** The same at another time. */
  public static TestHouse in(Path folder, int smtpPort, InstantSource clock) {
    TestHouse house = empty(folder, clock);
    house.write("digest.yaml", config(smtpPort, "daily", "0 0 7 ? * *", "Europe/Berlin"));
    house.write("feed.xml", feed(List.of("Bell rings again", "Tram waits for the ferry", "Seals")));
    house.write("readers.csv", "address,name,lists,status\n" + readers());
    return house;
  }

  /** A folder with nothing in it. */
  static TestHouse empty(Path folder, InstantSource clock) {
    return new TestHouse(folder, clock);
  }

  /** The same with its readers imported. */
  TestHouse withReaders() {
    Ran imported = run("subscriber", "import", path("readers.csv"));
    if (imported.code() != 0) {
      throw new IllegalStateException(imported.err());
    }
    return this;
  }

  /** Builds an edition of {@code daily}; its number in the store is 1, 2, 3 … */
  void build() {
    Ran built = run("edition", "build", "daily", "--slot", "key-" + System.nanoTime());
    if (built.code() != 0) {
      throw new IllegalStateException(built.err());
    }
  }

  /** Three who get it, one who has left, one who never confirmed. */
  private static String readers() {
    return """
        ann@example.org,Ann,readers,confirmed
        bob@example.org,Bob,readers,confirmed
        cem@example.net,,readers,confirmed
        dee@example.org,Dee,readers,unsubscribed
        eve@example.org,Eve,readers,pending
        """;
  }

  public static String config(int smtpPort, String newsletter, String cron, String zone) {
    return """
        site: {title: Alder Bay Courier, url: https://courier.example.org, postalAddress: "12 Old Quay"}
        database: {url: "sqlite:digest.db"}
        relays:
          - {host: 127.0.0.1, port: %d, tls: "off", connections: 1}
        web: {bind: 127.0.0.1, port: 8025, publicUrl: "http://127.0.0.1:8025"}
        lists:
          - {id: readers, title: Readers, optIn: double}
        newsletters:
          - id: %s
            title: Alder Bay Courier
            from: "Alder Bay Courier <daily@example.org>"
            list: readers
            language: en
            feeds: [{url: feed.xml, source: Courier}]
            cadence: {cron: "%s", zone: %s}
            approval: auto
        """
        .formatted(smtpPort, newsletter, cron, zone);
  }

  public static String feed(List<String> titles) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < titles.size(); i++) {
      Instant published = NOW.minus(Duration.ofHours(i + 1));
      items
          .append("<item><title>")
          .append(titles.get(i))
          .append("</title><link>https://courier.example.org/")
          .append(i)
          .append("</link><guid>g")
          .append(i)
          .append("</guid><pubDate>")
          .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atOffset(ZoneOffset.UTC)))
          .append("</pubDate><author>Mira</author><category>News</category><description>")
          .append("A long enough text about the harbour and the town, number ")
          .append(i)
          .append(", which says what happened there and why anybody should care about it at all.")
          .append("</description></item>");
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel>"
        + "<title>Courier</title><link>https://courier.example.org/</link>"
        + "<description>d</description>"
        + items
        + "</channel></rss>";
  }

  /** Writes a file into the folder. */
  public TestHouse write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Runs a command where nobody can answer. */
  Ran run(String... args) {
    return run(false, "", args);
  }

  /** Runs a command on a terminal where a person types this. */
  Ran runAnswering(String answer, String... args) {
    return run(true, answer, args);
  }

  /** A hash over all that is stored. */
  String checksum() {
    try (Database database =
        Database.open(Config.read(folder.resolve("digest.yaml"), Map.of()).database(), clock)) {
      return database.checksum();
    }
  }

  private Ran run(boolean interactive, String answer, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new Screen(print(out), false, 120),
            new Screen(print(err), false, 120),
            new BufferedReader(new StringReader(answer)),
            Map.of(),
            interactive,
            false);
    try {
      int code =
          DigestCommand.run(
              new Session(doors == null ? doors() : doors, terminal), withConfig(args));
      return new Ran(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      close();
    }
  }

  private String[] withConfig(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    boolean isWanted =
        !args[0].matches("demo|init|--.*|generate-completion") && !all.contains("read");
    if (isWanted && !all.contains("--config") && !all.contains("--help")) {
      all.add("--config");
      all.add(path("digest.yaml"));
    }
    return all.toArray(new String[0]);
  }

  /** The same house with other doors. */
  TestHouse with(Doors others) {
    doors = others;
    return this;
  }

  Doors doors() {
    return new Doors(
        this::press,
        (press, options) -> new OpenPages("http://127.0.0.1:8025", () -> {}),
        press ->
            Clockwork.start(press.keepSchedule(), press.rooms().database(), press.rooms().clock()),
        this::readFeed,
        (options, wanted) -> new MoveStore(settings(wanted.from()), settings(wanted.to()), clock),
        clock);
  }

  private DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, PostgresServer.USER, null, folder.resolve("data"));
  }

  private ReadFeed readFeed() {
    return new ReadFeed(
        new FeedFetcher(opening(new Http(HttpSettings.DEFAULT)), clock, folder),
        new TeaserCutter());
  }

  /** A press over the folder's configuration; closing the house closes its rooms. */
  public Press press() {
    return press(new Options(folder.resolve("digest.yaml"), Map.of(), null)).press();
  }

  private OpenPress press(Options options) {
    Config config = Config.read(options.config(), options.environment());
    Database database = opening(Database.open(config.database(), clock));
    Rooms rooms =
        new Rooms(
            database,
            new Feeds(database),
            new Articles(database),
            new Wishes(database),
            new Editions(database),
            new Subscribers(database),
            new Deliveries(database),
            new FeedFetcher(opening(new Http(config.http())), clock, config.folder()),
            new Selection(new TeaserCutter()),
            RelatedIndex.inMemory(),
            new Composer(),
            () -> Templates.at(config.templates()),
            opening(new SmtpTransport(config.relays().get(0))),
            clock,
            new Random(SEED));
    Catalogue catalogue =
        new Catalogue(
            config.site(),
            config.web().publicUrl(),
            config.bounces().address(),
            config.lists(),
            config.newsletters());
    DispatchSettings dispatch =
        new DispatchSettings(
            config.sending().retry(),
            1,
            true,
            config.sending().lease(),
            config.sending().window(),
            config.sending().onlyDomains());
    Station station =
        Station.of(
            Installation.in(config.dataDir(), options.environment().get("DIGEST_INSTANCE")),
            "house.test",
            catalogue,
            List.of("relay"));
    Press press =
        Press.over(
            rooms,
            catalogue,
            dispatch,
            new Tokens(database.secret()),
            "test",
            station,
            Stream.ofNullable(config.alerts()).toList());
    return new OpenPress(press, config.relays().get(0).toString(), config.warnings());
  }

  private <T extends AutoCloseable> T opening(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      Session.close(opened.pop());
    }
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
