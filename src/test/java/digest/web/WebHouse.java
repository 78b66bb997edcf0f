package digest.web;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.RetryPolicy;
import digest.delivery.Tokens;
import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Site;
import digest.edition.Slot;
import digest.edition.Teaser;
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
import digest.render.Templates;
import digest.select.Selection;
import digest.select.TeaserCutter;
import digest.store.Articles;
import digest.store.Database;
import digest.store.DatabaseSettings;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.Subscribers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
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
            new DispatchSettings(RetryPolicy.DEFAULT, 2, true, Set.of()),
            new Tokens(SECRET),
            "web-test");
    this.server =
        WebServer.start(
            new WebSettings("127.0.0.1", port, catalogue.publicUrl()),
            press,
            clock,
            new WebExtras(inbox, true));
  }

  /** A house whose readers come in under this address. */
  public static WebHouse open(Path folder, InstantSource clock, String publicUrl) {
    return new WebHouse(folder, clock, catalogue(publicUrl), 0);
  }

  /** A house whose links in mails lead to its own server. */
  public static WebHouse atHome(Path folder, InstantSource clock) {
    int port = freePort();
    return new WebHouse(folder, clock, catalogue("http://127.0.0.1:" + port), port);
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
    return draft(Slot.manual(key, clock.instant(), BERLIN), titles);
  }

  /** A draft of a slot still to come. */
  public Edition draftDue(LocalDateTime when, String... titles) {
    return draft(Slot.due(when, BERLIN), titles);
  }

  private Edition draft(Slot slot, String... titles) {
    List<Explanation> why = new ArrayList<>();
    List<Pick> picks = new ArrayList<>();
    for (String title : titles) {
      Pick pick = pick(slot, title, picks.size());
      picks.add(pick);
      why.add(
          new Explanation(
              pick.article().id(),
              title,
              pick.article().link(),
              pick.article().source(),
              pick.reason(),
              "among the best " + titles.length));
    }
    why.add(
        new Explanation(
            new Article.Id("oldoldoldold"),
            "A bench was painted",
            "https://news.example.org/bench",
            "Tideline",
            Reason.TOO_OLD,
            "published 9 days ago, the limit is 3 days"));
    EditionContent content =
        new EditionContent(
            titles[0],
            "Also: tides, trams and what the harbour cat thinks of them all",
            null,
            picks,
            List.of());
    return press
        .rooms()
        .editions()
        .create(
            DAILY, slot, content, Edition.State.DRAFT, Edition.Marks.NONE, why, clock.instant());
  }

  private Pick pick(Slot slot, String title, int at) {
    String id = "s" + letters(slot.key().hashCode()) + letters(at);
    Article article =
        new Article(
            new Article.Id(id),
            "https://news.example.org/feed",
            at % 2 == 0 ? "Alder Bay Courier" : "Open Ledger",
            "guid-" + id,
            "https://news.example.org/" + id,
            title,
            null,
            clock.instant().minus(Duration.ofHours(5L + at)),
            Article.Dating.EXACT,
            clock.instant().minus(Duration.ofHours(4)),
            "",
            null,
            List.of(),
            null,
            "en",
            List.of(),
            false,
            true);
    List<Related> related =
        at == 0
            ? List.of(
                new Related("What the ferry costs", "https://news.example.org/r1", "Tideline"))
            : List.of();
    String section = at == 0 ? Pick.LEAD : at < 3 ? "News" : Pick.MORE;
    return new Pick(
        article,
        new Teaser("What everybody on the quay talks about this morning, told at length […]", true),
        related,
        section,
        at + 1,
        at == 0 ? Reason.LEAD : Reason.PICKED,
        2);
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
        new Editions(database),
        new Subscribers(database),
        new Deliveries(database),
        new FeedFetcher(http, clock, folder),
        new Selection(new TeaserCutter()),
        new Composer(),
        () -> Templates.at(null),
        new SmtpTransport(RelaySettings.local(inbox.port(), 2)),
        clock,
        new Random(42));
  }

  private static Catalogue catalogue(String publicUrl) {
    return new Catalogue(
        new Site("Alder Bay Courier", "https://courier.example.org", "12 Old Quay, 4021 Alder Bay"),
        publicUrl,
        null,
        List.of(new MailingList(READERS, "Readers", MailingList.OptIn.DOUBLE)),
        List.of(newsletter("daily", "Alder Bay Courier"), newsletter("weekly", "The Week")));
  }

  private static Newsletter newsletter(String id, String title) {
    Newsletter sample = digest.testkit.Samples.newsletter(id, List.of(Feed.at("feed.xml")));
    return new Newsletter(
        sample.id(),
        title,
        "The day in twelve stories",
        sample.subject(),
        sample.language(),
        sample.from(),
        null,
        READERS,
        sample.segment(),
        sample.feeds(),
        new Cadence(
            id.equals("daily") ? "0 0 7 ? * *" : "0 0 7 ? * FRI",
            BERLIN,
            false,
            Duration.ofMinutes(15),
            Duration.ofHours(4)),
        Newsletter.Approval.REQUIRED,
        sample.rules(),
        sample.teaser(),
        sample.leadTeaser(),
        sample.template());
  }

  private static String letters(int number) {
    return Integer.toUnsignedString(number, 26)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
        .reduce("", String::concat);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
