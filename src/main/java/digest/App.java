package digest;

import digest.cli.Doors;
import digest.cli.OpenPages;
import digest.cli.Options;
import digest.delivery.Tokens;
import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.SmtpTransport;
import digest.mail.Transport;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.press.Catalogue;
import digest.press.DispatchSettings;
import digest.press.Press;
import digest.press.ReadFeed;
import digest.press.Rooms;
import digest.render.Templates;
import digest.schedule.Clockwork;
import digest.select.Selection;
import digest.select.TeaserCutter;
import digest.store.Articles;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.Subscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: builds every object by hand, in order, and closes them in reverse. */
final class App implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(App.class);

  private final InstantSource clock;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  App(InstantSource clock) {
    this.clock = clock;
  }

  /** What the command line is given. */
  Doors doors() {
    return new Doors(this::press, this::web, this::schedule, this::readFeed, clock);
  }

  private Press press(Options options) {
    Config config = Config.read(options.config(), options.environment());
    config.warnings().forEach(warning -> log.warn("configuration: {}", warning));
    Database database = closing(Database.open(config.database(), clock));
    Rooms rooms = rooms(config, database);
    Tokens tokens = new Tokens(secret(options.environment(), database));
    return Press.over(rooms, catalogue(config), dispatch(config), tokens, owner());
  }

  private Rooms rooms(Config config, Database database) {
    Path templates = config.templates();
    return new Rooms(
        database,
        new Feeds(database),
        new Articles(database),
        new Editions(database),
        new Subscribers(database),
        new Deliveries(database),
        new FeedFetcher(closing(new Http(config.http())), clock, config.folder()),
        new Selection(new TeaserCutter()),
        new Composer(),
        () -> Templates.at(templates),
        transport(config),
        clock,
        new Random());
  }

  private static Catalogue catalogue(Config config) {
    return new Catalogue(
        config.site(),
        config.web().publicUrl(),
        config.bounces().address(),
        config.lists(),
        config.newsletters());
  }

  private static DispatchSettings dispatch(Config config) {
    int connections = config.relays().isEmpty() ? 1 : config.relays().get(0).connections();
    return new DispatchSettings(
        config.sending().retry(),
        connections,
        config.sending().uncertain() == Config.Uncertain.RESEND,
        config.sending().onlyDomains());
  }

  private static Transport transport(Config config) {
    return config.relays().isEmpty() ? new NoRelay() : new SmtpTransport(config.relays().get(0));
  }

  private static byte[] secret(Map<String, String> environment, Database database) {
    String given = environment.get("DIGEST_SECRET");
    return given == null ? database.secret() : given.getBytes(StandardCharsets.UTF_8);
  }

  private OpenPages web(Press press, Options options) {
    throw new IllegalStateException();
  }

  private AutoCloseable schedule(Press press) {
    return Clockwork.start(press.keepSchedule());
  }

  private ReadFeed readFeed() {
    Http http = closing(new Http(HttpSettings.DEFAULT));
    return new ReadFeed(new FeedFetcher(http, clock, Path.of("")), new TeaserCutter());
  }

  /** Names this process in leases; never the same twice on one machine. */
  private static String owner() {
    return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  }

  private <T extends AutoCloseable> T closing(T opening) {
    opened.push(opening);
    return opening;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        log.warn("closing failed", e);
      }
    }
  }
}
