package digest.testkit;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.RetryPolicy;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.edition.Slot;
import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.Relay;
import digest.mail.RelaySettings;
import digest.mail.Relays;
import digest.mail.SmtpTransport;
import digest.mail.Transport;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.press.Catalogue;
import digest.press.DispatchSettings;
import digest.press.DomainLimits;
import digest.press.Press;
import digest.press.Rooms;
import digest.press.Station;
import digest.render.Templates;
import digest.select.RelatedIndex;
import digest.select.Selection;
import digest.select.TeaserCutter;
import digest.store.Articles;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.ImportSettings;
import digest.store.Installation;
import digest.store.StoredRows;
import digest.store.SubscriberFiles;
import digest.store.Subscribers;
import digest.store.Wishes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A whole house in a folder: real store, real feeds from files, a real relay connection. */
public final class TestPress implements AutoCloseable {

  /** The only list. */
  public static final MailingList.Id LIST = new MailingList.Id("readers");

  private static final String SECRET = "a secret of thirty-two bytes or more";

  /** Short, so that tests need not wait long for a dead node's work. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** Other processes get it by {@code -Ddigest.test.window}. */
  private static final int WINDOW = Integer.getInteger("digest.test.window", 4);

  private final Path folder;
  private final TestClock clock;
  private final Database database;
  private final Http http;
  private final RelatedIndex related;
  private final Press press;
  private final List<Newsletter> newsletters;
  private final Composer composer;

  /** Opens the house in a folder; a second one over the same folder is a restart. */
  public TestPress(Path folder, RelaySettings relay, TestClock clock) {
    this(folder, relay, clock, RetryPolicy.DEFAULT);
  }

  /** With other waits between attempts. */
  public TestPress(Path folder, RelaySettings relay, TestClock clock, RetryPolicy retry) {
    this(
        folder,
        relay,
        clock,
        retry,
        List.of(Samples.newsletter("daily", List.of(Feed.at("feed.xml")))));
  }

  /** With other newsletters, and nothing that mails them. */
  public TestPress(Path folder, TestClock clock, Newsletter... newsletters) {
    this(folder, RelaySettings.local(9, 1), clock, RetryPolicy.DEFAULT, List.of(newsletters));
  }

  /** With several relays, and limits for the recipients' domains. */
  public TestPress(
      Path folder,
      List<RelaySettings> relays,
      TestClock clock,
      RetryPolicy retry,
      DomainLimits domains) {
    this(
        folder,
        new Relays(relays.stream().map(Relay::to).toList()),
        clock,
        new DispatchSettings(retry, 1, true, LEASE, WINDOW, Set.of(), domains),
        List.of(Samples.newsletter("daily", List.of(Feed.at("feed.xml")))),
        new Composer());
  }

  /** With another way for mails to leave. */
  public TestPress(Path folder, Transport transport, TestClock clock) {
    this(
        folder,
        transport,
        clock,
        new DispatchSettings(RetryPolicy.DEFAULT, 2, true, LEASE, WINDOW, Set.of()),
        List.of(Samples.newsletter("daily", List.of(Feed.at("feed.xml")))),
        new Composer());
  }

  /** That signs, or sends other newsletters. */
  public TestPress(
      Path folder, RelaySettings relay, TestClock clock, Composer composer, Newsletter newsletter) {
    this(folder, relay, clock, RetryPolicy.DEFAULT, List.of(newsletter), composer);
  }

  /** With somebody who is mailed what waits for a person. */
  public TestPress(
      Path folder,
      RelaySettings relay,
      TestClock clock,
      List<EmailAddress> alerts,
      Newsletter newsletter) {
    this(
        folder,
        new SmtpTransport(relay),
        clock,
        new DispatchSettings(RetryPolicy.DEFAULT, 2, true, LEASE, WINDOW, Set.of()),
        List.of(newsletter),
        new Composer(),
        alerts);
  }

  private TestPress(
      Path folder,
      RelaySettings relay,
      TestClock clock,
      RetryPolicy retry,
      List<Newsletter> newsletters) {
    this(folder, relay, clock, retry, newsletters, new Composer());
  }

  private TestPress(
      Path folder,
      RelaySettings relay,
      TestClock clock,
      RetryPolicy retry,
      List<Newsletter> newsletters,
      Composer composer) {
    this(
        folder,
        new SmtpTransport(relay),
        clock,
        new DispatchSettings(retry, relay.connections(), true, LEASE, WINDOW, Set.of()),
        newsletters,
        composer);
  }

  private TestPress(
      Path folder,
      Transport transport,
      TestClock clock,
      DispatchSettings dispatch,
      List<Newsletter> newsletters,
      Composer composer) {
    this(folder, transport, clock, dispatch, newsletters, composer, List.of());
  }

  private TestPress(
      Path folder,
      Transport transport,
      TestClock clock,
      DispatchSettings dispatch,
      List<Newsletter> newsletters,
      Composer composer,
      List<EmailAddress> alerts) {
    this.newsletters = newsletters;
    this.composer = composer;
    this.folder = folder;
    this.clock = clock;
    this.database = Database.open(TestDatabase.settings(folder), clock);
    this.http = new Http(HttpSettings.DEFAULT);
    this.related = RelatedIndex.open(folder.resolve("data").resolve("related"));
    Catalogue catalogue = catalogue();
    this.press =
        Press.over(
            rooms(transport),
            catalogue,
            dispatch,
            new Tokens(SECRET.getBytes(StandardCharsets.UTF_8)),
            "test-" + System.nanoTime(),
            Station.of(
                Installation.in(folder.resolve("data"), null),
                "test.example",
                catalogue,
                List.of("relay")),
            alerts);
  }

  private Catalogue catalogue() {
    return new Catalogue(
        new Site("Alder Bay Courier", "https://courier.example.org", "12 Old Quay"),
        "https://news.example.org",
        null,
        List.of(new MailingList(LIST, "Readers", MailingList.OptIn.SINGLE)),
        newsletters);
  }

  private Rooms rooms(Transport transport) {
    return new Rooms(
        database,
        new Feeds(database),
        new Articles(database),
        new Wishes(database),
        new Editions(database),
        new Subscribers(database),
        new Deliveries(database),
        new FeedFetcher(http, clock, folder),
        new Selection(new TeaserCutter()),
        related,
        composer,
        () -> Templates.at(templates()),
        transport,
        clock,
        new Random(7));
  }

  /** The house's own when its folder has some, else those that come with the program. */
  private Path templates() {
    Path own = folder.resolve("templates");
    return Files.isDirectory(own) ? own : Path.of("templates").toAbsolutePath();
  }

  /** Makes the links that the mails hold. */
  public Tokens tokens() {
    return new Tokens(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** The verbs. */
  public Press press() {
    return press;
  }

  /** The store, for what no verb says. */
  public Database database() {
    return database;
  }

  /** The first newsletter, over {@code feed.xml}. */
  public Newsletter newsletter() {
    return newsletters.get(0);
  }

  /** Writes a feed of a single article, an hour old, like no other. */
  public TestPress withNews(int number) {
    feed().ofOne(number);
    return this;
  }

  /** Writes a feed that can be read and says nothing. */
  public TestPress withNoNews() {
    return withFeed(0);
  }

  /** Takes the feed away. */
  public TestPress withoutFeed() {
    feed().away();
    return this;
  }

  /** Writes a feed of so many articles, the newest an hour old. */
  public TestPress withFeed(int articles) {
    feed().of(articles);
    return this;
  }

  private TestFeed feed() {
    return new TestFeed(folder.resolve("feed.xml"), clock);
  }

  /** One ring of the schedule's bell at an instant, in ISO's form. */
  public TestPress tick(String at) {
    clock.set(Instant.parse(at));
    press.keepSchedule().tick();
    return this;
  }

  /** The newest edition of the first newsletter. */
  public Edition latest() {
    return press.rooms().editions().latest(newsletter().id(), 1).get(0);
  }

  /** How each reader's delivery of an edition stands, and when it is due. */
  public Map<String, String> plan(Edition edition) {
    return StoredRows.plan(database, edition.id());
  }

  /** Subscribes {@code user0@example.test} and so on; every third has no name. */
  public TestPress withSubscribers(int count) {
    for (int i = 0; i < count; i++) {
      subscribe("user" + i + "@example.test", i % 3 == 0 ? "" : "Reader " + i);
    }
    return this;
  }

  /** The same by import: for thousands. */
  public TestPress withReaders(int count) {
    press
        .rooms()
        .subscribers()
        .importRows(
            IntStream.range(0, count).mapToObj(TestPress::reader).iterator(),
            LIST,
            new ImportSettings(false, "test", clock.instant()));
    return this;
  }

  private static SubscriberFiles.Row reader(int number) {
    return new SubscriberFiles.Row(
        number + 1,
        "user" + number + "@example.test",
        new SubscriberFiles.Profile(
            number % 3 == 0 ? null : "Reader " + number, null, null, null, null, Map.of()),
        SubscriberFiles.Membership.EMPTY,
        null);
  }

  /** Subscribes one; an empty name is none. */
  public Subscriber subscribe(String address, String name) {
    return subscribe(address, name, null);
  }

  /** Subscribes one who lives by other clocks; null for nobody knows which. */
  public Subscriber subscribe(String address, String name, @Nullable ZoneId zone) {
    Subscriber saved =
        press
            .rooms()
            .subscribers()
            .save(
                new Subscriber(
                    Subscriber.Id.NONE,
                    EmailAddress.of(address),
                    name,
                    Locale.ENGLISH,
                    zone,
                    Set.of(),
                    Map.of(),
                    clock.instant()),
                clock.instant());
    press
        .rooms()
        .subscribers()
        .subscribe(
            saved.id(),
            LIST,
            Subscription.State.CONFIRMED,
            new Subscription.Consent(clock.instant(), "test", null, null),
            clock.instant());
    return saved;
  }

  /** Builds an edition by hand. */
  public Edition built(String key) {
    Slot slot = Slot.manual(key, clock.instant(), newsletter().cadence().zone());
    return press.buildEdition().build(newsletter(), slot).edition();
  }

  /** Builds, approves and freezes. */
  public Edition frozen(String key) {
    Edition edition = built(key);
    return press.freezeEdition().approveAndFreeze(edition.id(), edition.hash());
  }

  @Override
  public void close() {
    press.close();
    related.close();
    http.close();
    database.close();
  }
}
