package digest.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A web server on this machine that serves feeds, pictures and mischief. */
public final class FeedServer implements AutoCloseable {

  /** What happens when a path is asked for. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /**
   * What was asked.
   *
   * @param headers by lower-case name
   */
  public record Asked(String path, Map<String, String> headers) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);

  public FeedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The address of a path, by number: {@code http://127.0.0.1:port/path}. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** In order, all of them. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public FeedServer on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  public FeedServer serve(String path, String type, String body) {
    return serve(path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public FeedServer serve(String path, String type, byte[] body) {
    return on(path, exchange -> send(exchange, 200, type, body));
  }

  public FeedServer status(String path, int status, String... headers) {
    return on(
        path,
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(status, -1);
        });
  }

  public FeedServer redirect(String path, String location) {
    return status(path, 302, "Location", location);
  }

  /** Takes the request and never answers. */
  public FeedServer hang(String path) {
    return on(path, exchange -> pause(60_000));
  }

  /** A byte now and then, without end. */
  public FeedServer drip(String path, String type) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          for (int i = 0; i < 10_000 && !pause(50); i++) {
            body.write(' ');
            body.flush();
          }
        });
  }

  /** The same piece again and again, until the other side has enough. */
  public FeedServer endless(String path, String type, String start, String piece) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          body.write(start.getBytes(StandardCharsets.UTF_8));
          byte[] more = piece.repeat(100).getBytes(StandardCharsets.UTF_8);
          while (closing.getCount() > 0) {
            body.write(more);
          }
        });
  }

  public static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(new Asked(path, plain(exchange.getRequestHeaders())));
    try (exchange) {
      answers.getOrDefault(path, other -> other.sendResponseHeaders(404, -1)).to(exchange);
    }
  }

  private static Map<String, String> plain(Headers headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> String.join(", ", header.getValue())));
  }

  /** Whether the server is closing. */
  private boolean pause(int millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
