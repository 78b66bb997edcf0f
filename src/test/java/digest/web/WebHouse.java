package digest.web;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.RetryPolicy;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.DemoInbox;
import digest.mail.RelaySettings;
import digest.mail.SmtpTransport;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.press.Catalogue;
import digest.press.DispatchEdition;
import digest.press.DispatchSettings;
import digest.press.Press;
import digest.press.Rooms;
import digest.press.Station;
import digest.render.Templates;
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
import digest.store.Subscribers;
import digest.store.Wishes;
import digest.testkit.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A whole house for tests of the pages: SQLite, a mail server that takes everything, a desk. */
public final class WebHouse implements AutoCloseable {

  public static final Newsletter.Id DAILY = new Newsletter.Id("daily");
  public static final MailingList.Id READERS = new MailingList.Id("readers");
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final byte[] SECRET =
      "a secret of the tests, 32 bytes or more".getBytes(StandardCharsets.UTF_8);

  private final InstantSource clock;
  private final DemoInbox inbox;
  private final Database database;
  private final Http http;
  private final Press press;
  private final WebServer server;

  private WebHouse(Path folder, InstantSource clock, Catalogue catalogue, int port) {
    this.clock = clock;
    this.inbox = DemoInbox.start();
    this.database =
        Database.open(
            new DatabaseSettings(
                "sqlite:" + folder.resolve("digest.db"), null, null, folder.resolve("data")),
            clock);
    this.http = new Http(HttpSettings.DEFAULT);
    this.press =
        Press.over(
            rooms(folder),
            catalogue,
            new DispatchSettings(RetryPolicy.DEFAULT, 2, true, Duration.ofSeconds(30), 4, Set.of()),
            new Tokens(SECRET),
            "web-test",
            Station.of(
                Installation.in(folder.resolve("data"), null), "desk.test", catalogue, List.of()));
    this.server =
        WebServer.start(
            new WebSettings("127.0.0.1", port, catalogue.publicUrl()),
            press,
            clock,
            new WebExtras(inbox, true));
  }

  /** A house whose readers come in under this address. */
  public static WebHouse open(Path folder, InstantSource clock, String publicUrl) {
    return new WebHouse(folder, clock, HouseWords.catalogue(publicUrl), 0);
  }

  /** A house whose links in mails lead to its own server. */
  public static WebHouse atHome(Path folder, InstantSource clock) {
    int port = Ports.free();
    return new WebHouse(folder, clock, HouseWords.catalogue("http://127.0.0.1:" + port), port);
  }

  public int port() {
    return server.port();
  }

  public Press press() {
    return press;
  }

  public DemoInbox inbox() {
    return inbox;
  }

  Browser browser() {
    return new Browser(port());
  }

  Tokens tokens() {
    return new Tokens(SECRET);
  }

  /** Somebody who confirmed; {@code name} may be hostile. */
  public Subscriber reader(String address, String name) {
    Instant now = clock.instant();
    Subscriber saved =
        press
            .rooms()
            .subscribers()
            .save(
                new Subscriber(
                    Subscriber.Id.NONE,
                    EmailAddress.of(address),
                    name.isEmpty() ? null : name,
                    Locale.ENGLISH,
                    null,
                    Set.of(),
                    Map.of(),
                    now),
                now);
    press
        .rooms()
        .subscribers()
        .subscribe(saved.id(), READERS, Subscription.State.CONFIRMED, null, now);
    return saved;
  }

  /** A draft by hand, of stories with these titles. */
  public Edition draft(String key, String... titles) {
    return drafts().draft(Slot.manual(key, clock.instant(), BERLIN), titles);
  }

  /** A draft of a slot still to come. */
  public Edition draftDue(LocalDateTime when, String... titles) {
    return drafts().draft(Slot.due(when, BERLIN), titles);
  }

  private Drafts drafts() {
    return new Drafts(press.rooms().editions(), clock);
  }

  /** Sends all that is frozen, now, and comes back when it is done. */
  public DispatchEdition.Result dispatch(Edition edition) {
    return press.dispatchEdition().run(edition.id(), Duration.ofSeconds(20), progress -> {});
  }

  @Override
  public void close() {
    server.close();
    press.close();
    http.close();
    database.close();
    inbox.close();
  }

  private Rooms rooms(Path folder) {
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
        RelatedIndex.inMemory(),
        new Composer(),
        () -> Templates.at(null),
        new SmtpTransport(RelaySettings.local(inbox.port(), 2)),
        clock,
        new Random(42));
  }
}
