package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Rendering;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.delivery.Tokens;
import digest.delivery.Variant;
import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Image;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Site;
import digest.edition.Slot;
import digest.edition.Teaser;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up readers, articles and editions. */
final class Samples {

  static final Instant NOW = TestDatabase.NOW;
  static final Newsletter.Id DAILY = new Newsletter.Id("daily");
  static final Newsletter.Id WEEKLY = new Newsletter.Id("weekly");
  static final MailingList.Id READERS = new MailingList.Id("readers");
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final String OWNER = "dispatcher-1";

  private static final String TEXT_OF = "SELECT CAST(t AS TEXT) FROM ";

  private Samples() {}

  static EmailAddress address(String local) {
    return EmailAddress.of(local + "@example.org");
  }

  static Subscriber person(String local) {
    return new Subscriber(
        Subscriber.Id.NONE,
        address(local),
        "Ms " + local,
        Locale.GERMANY,
        BERLIN,
        Set.of("Sport", "Culture"),
        Map.of("city", "Łódź"),
        NOW);
  }

  /** On the list, confirmed. */
  static Subscriber reader(Database database, String local) {
    Subscribers subscribers = new Subscribers(database);
    Subscriber saved = subscribers.save(person(local), NOW);
    subscribers.subscribe(saved.id(), READERS, Subscription.State.CONFIRMED, null, NOW);
    return saved;
  }

  /** {@code reader0000} and so on; in an empty store their numbers count from 1. */
  static void readers(Database database, int count) {
    Iterator<SubscriberFiles.Row> rows =
        IntStream.range(0, count)
            .mapToObj(i -> Map.<String, Object>of("address", readerAddress(i), "name", "Ann"))
            .map(values -> Columns.row(0, values))
            .iterator();
    new Subscribers(database).importRows(rows, READERS, new ImportSettings(false, "test", NOW));
  }

  private static String readerAddress(int i) {
    return String.format("reader%04d@example.org", i);
  }

  static Article article(String key) {
    return article(key, "Headline of " + key);
  }

  static Article article(String key, String title) {
    return new Article(
        new Article.Id(key),
        "https://feed.example.org/rss",
        "The Source",
        "guid-" + key,
        "https://news.example.org/" + key,
        title,
        "A. Writer",
        NOW.minusSeconds(3600),
        Article.Dating.EXACT,
        NOW,
        "<p>Body of " + key + "</p>",
        "Summary of " + key,
        List.of("Sport", "Local"),
        new Image("https://news.example.org/i.png", "A picture", 640, 480),
        "en",
        List.of(new Related("Other", "https://news.example.org/other", null)),
        true,
        Article.Access.OPEN);
  }

  static EditionContent content(String... articles) {
    return new EditionContent(
        "Subject of " + String.join(", ", articles),
        "Preheader",
        null,
        Arrays.stream(articles)
            .map(
                key ->
                    new Pick(
                        article(key),
                        new Teaser("Teaser […]", true),
                        List.of(new Related("R", "https://r.example.org", "R")),
                        Pick.MORE,
                        1,
                        Reason.PICKED,
                        3))
            .toList(),
        List.of());
  }

  static Slot slot(int day) {
    return Slot.due(LocalDateTime.of(2026, 11, day, 7, 0), BERLIN);
  }

  static Edition draft(Database database, Newsletter.Id newsletter, int day, String... articles) {
    return new Editions(database)
        .create(
            newsletter,
            slot(day),
            content(articles),
            Edition.State.DRAFT,
            Edition.Marks.NONE,
            List.of(
                new Explanation(
                    new Article.Id("a"),
                    "T",
                    "https://x.example.org",
                    "S",
                    Reason.PICKED,
                    "",
                    null)),
            NOW);
  }

  static Edition approved(
      Database database, Newsletter.Id newsletter, int day, String... articles) {
    Edition draft = draft(database, newsletter, day, articles);
    return new Editions(database)
        .move(
            draft.id(), Edition.State.APPROVED, new Edition.Marks(null, null, draft.hash(), null));
  }

  static FrozenEdition frozen(Edition edition) {
    return new FrozenEdition(
        edition.id(),
        edition.hash(),
        new Letterhead(
            edition.content().subject(),
            Mailbox.of("The Daily <daily@example.org>"),
            null,
            "daily.example.org",
            "The Daily",
            null,
            address("bounces")),
        new Masthead(
            "The Daily",
            "",
            Locale.forLanguageTag("pt-BR"),
            BERLIN,
            new Site("Courier", "https://courier.example.org", "12 Old Quay"),
            "",
            "digest"),
        Map.of(
            new Variant(true), new Rendering("<p>Hello \uFDD0</p>", "Hello \uFDD0"),
            new Variant(false), new Rendering("<p>Hello</p>", "Hello")),
        Map.of("digest.html.ftlh", "<p>${x}</p>", "digest.txt.ftl", "${x}"),
        "https://news.example.org",
        NOW,
        NOW.plusSeconds(60));
  }

  static String messageId(Database database, Edition.Id edition, Subscriber.Id subscriber) {
    return new Tokens(database.secret()).messageId(edition, subscriber, "example.org");
  }

  static Edition freeze(Database database, Edition approved) {
    new Deliveries(database)
        .freeze(
            approved,
            frozen(approved),
            Addressees.all(READERS, Segment.ALL),
            zone -> Due.at(frozen(approved).due()),
            subscriber -> messageId(database, approved.id(), subscriber));
    return new Editions(database).find(approved.id()).orElseThrow();
  }

  /** Frozen for everybody on the list. */
  static Edition frozenEdition(Database database, int day, String... articles) {
    return freeze(database, approved(database, DAILY, day, articles));
  }

  static List<Claim> claim(Database database, Edition.Id edition, int count) {
    return new Deliveries(database).claim(edition, count, NOW, Duration.ofMinutes(1), OWNER, true);
  }

  /** As the next start does after a crash, when the leases have run out. */
  static int recover(Database database) {
    expireLeases(database);
    return new Deliveries(database).recover(NOW);
  }

  /** As if so much time had passed. */
  static void expireLeases(Database database) {
    database.write(handle -> handle.execute("UPDATE claims SET lease_until = 0"));
  }

  /** Lets every change of a delivery fail, or ends that. */
  static void setFailing(Database database, boolean on) {
    database.write(
        handle -> {
          if (!database.isShared()) {
            return handle.execute(
                on
                    ? """
                      CREATE TRIGGER failing BEFORE UPDATE ON deliveries
                      BEGIN SELECT RAISE(ABORT, 'no room left'); END"""
                    : "DROP TRIGGER failing");
          }
          return handle.execute(
              on
                  ? """
                    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
                      'BEGIN RAISE EXCEPTION ''no room left''; END';
                    CREATE TRIGGER failing BEFORE UPDATE ON deliveries
                      FOR EACH ROW EXECUTE FUNCTION fail()"""
                  : "DROP FUNCTION fail() CASCADE");
        });
  }

  /** All that is in the store, as characters. */
  static String everything(Database database, Path folder) throws IOException {
    if (!database.isShared()) {
      Path copy = folder.resolve("everything.db");
      database.backup(copy);
      return Files.readString(copy, StandardCharsets.ISO_8859_1);
    }
    return database.read(
        handle ->
            handle.createQuery(database.dialect().tables()).mapTo(String.class).stream()
                .flatMap(
                    table ->
                        handle.createQuery(TEXT_OF + table + " t").mapTo(String.class).stream())
                .collect(Collectors.joining("\n")));
  }

  static Settlement accepted() {
    return new Settlement(
        Delivery.State.ACCEPTED, null, SmtpReply.parse("250 2.0.0 queued as 42", "."), null);
  }

  static Settlement rejected() {
    return new Settlement(
        Delivery.State.REJECTED, null, SmtpReply.parse("550 5.1.1 no such user", "RCPT"), null);
  }

  static Settlement deferred(Instant until) {
    return new Settlement(
        Delivery.State.DEFERRED, until, SmtpReply.parse("450 4.2.1 later", "RCPT"), null);
  }

  static Settlement uncertain() {
    return new Settlement(Delivery.State.UNCERTAIN, null, null, "link broke after the final dot");
  }
}
