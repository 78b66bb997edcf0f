package digest;

import static java.util.stream.Collectors.joining;

import digest.cli.Doors;
import digest.cli.MoveOptions;
import digest.cli.OpenPages;
import digest.cli.OpenPress;
import digest.cli.Options;
import digest.delivery.Tokens;
import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.Relay;
import digest.mail.RelaySettings;
import digest.mail.Relays;
import digest.mail.Transport;
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
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.Installation;
import digest.store.MoveStore;
import digest.store.Subscribers;
import digest.store.Wishes;
import digest.web.WebExtras;
import digest.web.WebServer;
import digest.web.WebSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: builds every object by hand, in order, and closes them in reverse. */
final class App implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(App.class);

  private final InstantSource clock = InstantSource.system();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** What the command line is given. */
  Doors doors() {
    return new Doors(this::press, this::web, this::schedule, this::readFeed, this::move, clock);
  }

  private MoveStore move(Options options, MoveOptions wanted) {
    Config config = Config.read(options.config(), options.environment());
    return new MoveStore(
        StorePart.moved(config.database(), wanted.from(), wanted.username()),
        StorePart.moved(config.database(), wanted.to(), wanted.username()),
        clock);
  }

  private OpenPress press(Options options) {
    Config config = Config.read(options.config(), options.environment());
    Database database = closing(Database.open(config.database(), clock));
    Tokens tokens = new Tokens(secret(options.environment(), database));
    Press press =
        Press.over(
            rooms(config, database, database.clock(clock)),
            catalogue(config),
            dispatch(config),
            tokens,
            owner(),
            station(config, options.environment()),
            Stream.ofNullable(config.alerts()).toList());
    return new OpenPress(press, relay(config), warnings(config));
  }

  /** What the file says and nothing acts on yet is told, so that nobody relies on it. */
  private static List<String> warnings(Config config) {
    List<String> warnings = new ArrayList<>(config.warnings());
    if (config.bounces().mailbox() != null) {
      warnings.add("bounces.mailbox: the mailbox is not read yet");
    }
    return warnings;
  }

  private static Station station(Config config, Map<String, String> environment) {
    return Station.of(
        Installation.in(config.dataDir(), environment.get("DIGEST_INSTANCE")),
        Host.name(environment),
        catalogue(config),
        config.relays().stream().map(RelaySettings::toString).toList());
  }

  private static String relay(Config config) {
    return config.relays().isEmpty()
        ? "no relay"
        : config.relays().stream().map(RelaySettings::toString).collect(joining(", "));
  }

  private Rooms rooms(Config config, Database database, InstantSource time) {
    Path templates = config.templates();
    return new Rooms(
        database,
        new Feeds(database),
        new Articles(database),
        new Wishes(database),
        new Editions(database),
        new Subscribers(database),
        new Deliveries(database),
        new FeedFetcher(closing(new Http(config.http())), time, config.folder()),
        new Selection(new TeaserCutter()),
        closing(RelatedIndex.open(config.dataDir().resolve("related"))),
        config.dkim() == null ? new Composer() : new Composer(config.dkim()),
        () -> Templates.at(templates),
        transport(config),
        time,
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
    return new DispatchSettings(
        config.sending().retry(),
        1,
        config.sending().uncertain() == Config.Uncertain.RESEND,
        config.sending().lease(),
        config.sending().window(),
        config.sending().onlyDomains(),
        config.sending().domains());
  }

  private static Transport transport(Config config) {
    return config.relays().isEmpty()
        ? new NoRelay()
        : new Relays(config.relays().stream().map(Relay::to).toList());
  }

  private static byte[] secret(Map<String, String> environment, Database database) {
    String given = environment.get("DIGEST_SECRET");
    return given == null ? database.secret() : given.getBytes(StandardCharsets.UTF_8);
  }

  private OpenPages web(Press press, Options options) {
    WebSettings settings = Config.read(options.config(), options.environment()).web();
    WebExtras extras = new WebExtras(options.inbox(), options.isDemo());
    WebServer server = WebServer.start(settings, press, press.rooms().clock(), extras);
    return new OpenPages("http://" + host(settings.bind()) + ":" + server.port(), server);
  }

  private static String host(String bind) {
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  private AutoCloseable schedule(Press press) {
    return Clockwork.start(press.keepSchedule(), press.rooms().database(), press.rooms().clock());
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
