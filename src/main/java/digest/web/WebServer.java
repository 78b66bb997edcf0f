package digest.web;

import digest.press.Press;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages, served: the editor's desk for this machine, the readers' pages for everybody. */
public final class WebServer implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int THREADS = 64;
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private final Javalin javalin;

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Listens until closed.
   *
   * @param press whose verbs the buttons call; not closed here
   */
  public static WebServer start(
      WebSettings settings, Press press, InstantSource clock, WebExtras extras) {
    Javalin javalin = Javalin.create(config -> configure(config, settings, press, clock, extras));
    WebServer server = new WebServer(javalin.start(settings.bind(), settings.port()));
    log.info("web listening bind={} port={}", settings.bind(), server.port());
    return server;
  }

  /** The port listened on, also when a free one was asked for. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(
      JavalinConfig config,
      WebSettings settings,
      Press press,
      InstantSource clock,
      WebExtras extras) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    // Its thread would keep the program alive for five seconds after everything else has ended.
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Form.MAX_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(THREADS);
    config.jetty.modifyHttpConfiguration(WebServer::hardened);
    config.jetty.modifyServer(WebServer::impatient);
    new Routes(settings, press, clock, extras).register(config.routes);
  }

  private static void hardened(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 * 1024);
  }

  /** Who says nothing for so long is dropped; a half-open connection holds no thread (T19). */
  private static void impatient(Server server) {
    for (var connector : server.getConnectors()) {
      if (connector instanceof ServerConnector listening) {
        listening.setIdleTimeout(IDLE.toMillis());
      }
    }
  }
}
