package digest.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the web, within limits: every hop's address checked, the whole request timed, bodies cut off
 * after inflating, redirects counted. Thread-safe.
 *
 * <p>There is no proxy: it would look names up itself, out of the guard's sight.
 */
public final class Http implements AutoCloseable {

  /** A picture's head must not keep a feed waiting. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final AddressGuard guard;
  private final GuardedDns dns;
  private @Nullable OkHttpClient client;

  public Http(HttpSettings settings) {
    this(settings, host -> List.of(InetAddress.getAllByName(host)));
  }

  Http(HttpSettings settings, GuardedDns.Resolver resolver) {
    this.settings = settings;
    guard = new AddressGuard(settings.allowPrivate());
    dns = new GuardedDns(guard, resolver, settings.timeout());
  }

  /** Made when it is first needed: it reads the machine's trusted certificates, half a second. */
  private synchronized OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made = newClient();
      client = made;
    }
    return made;
  }

  private OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .dns(dns)
        .socketFactory(new GuardedSockets(guard))
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(settings.timeout())
        .readTimeout(settings.timeout())
        .callTimeout(settings.timeout())
        .build();
  }

  /**
   * Asks for an address and follows its redirects.
   *
   * @param headers custom ones; they and a login in the address go to the first origin only, but
   *     for those that tell nothing
   */
  public Reply get(String url, Map<String, String> headers) {
    return ask(url, headers, settings.maxBytes(), settings.timeout());
  }

  /** Asks for the first bytes only, and waits 5 seconds at most. */
  public Reply getStart(String url, int bytes) {
    Duration patience =
        START_TIMEOUT.compareTo(settings.timeout()) < 0 ? START_TIMEOUT : settings.timeout();
    return ask(url, Map.of("Range", "bytes=0-" + (bytes - 1)), bytes, patience);
  }

  /** Of a body after inflating. */
  public long maxBytes() {
    return settings.maxBytes();
  }

  /** Whether plain http is good enough: the host is one of the private ones that are allowed. */
  public boolean allowsPlainHttp(String host) {
    return guard.names(host);
  }

  private Reply ask(String url, Map<String, String> headers, long maxBytes, Duration timeout) {
    HttpUrl first = HttpUrl.parse(url);
    if (first == null) {
      return Reply.failed(url, "\"" + url + "\" is not an http or https address.");
    }
    Hop hop = new Hop(first, headers, settings.userAgent());
    return hop.isSendable()
        ? follow(hop, maxBytes, timeout)
        : Reply.failed(url, "a custom header holds characters that may not be sent.");
  }

  private Reply follow(Hop first, long maxBytes, Duration timeout) {
    Hop hop = first;
    long deadline = System.nanoTime() + timeout.toNanos();
    for (int hops = 0; hops <= settings.maxHops(); hops++) {
      Call call = client().newCall(hop.request());
      call.timeout().timeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      try (Response response = call.execute()) {
        String location = response.header("Location");
        if (!response.isRedirect() || location == null) {
          return read(call, response, maxBytes);
        }
        Hop next = hop.to(location);
        if (next == null) {
          return Reply.failed(hop.url(), "it redirects to what is no http or https address.");
        }
        hop = next;
      } catch (IOException e) {
        return Reply.failed(hop.url(), problem(e, hop.host(), timeout));
      } catch (RuntimeException e) {
        // OkHttp trusts some headers: Retry-After: 9999999999 is a NumberFormatException.
        return Reply.failed(hop.url(), "the answer makes no sense.");
      }
    }
    return Reply.failed(
        hop.url(), "it redirects more than %d times.".formatted(settings.maxHops()));
  }

  private static Reply read(Call call, Response response, long maxBytes) throws IOException {
    ResponseBody body = response.body();
    BufferedSource source = body.source();
    boolean isCut = fill(source, maxBytes);
    byte[] bytes = source.getBuffer().readByteArray(Math.min(maxBytes, source.getBuffer().size()));
    if (isCut) {
      // Else closing would read on for a while to keep the connection.
      call.cancel();
    }
    return Reply.of(
        response.code(), response.request().url().toString(), headers(response), bytes, isCut);
  }

  /** Reads up to one byte more than allowed; whether there was more, or the link broke. */
  private static boolean fill(BufferedSource source, long maxBytes) throws IOException {
    try {
      return source.request(maxBytes + 1);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (source.getBuffer().size() == 0) {
        throw e;
      }
      return true;
    }
  }

  private static Map<String, String> headers(Response response) {
    return response.headers().toMultimap().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
  }

  private static String problem(IOException e, String host, Duration timeout) {
    Throwable cause = BlockedAddress.orSelf(e);
    if (cause instanceof BlockedAddress) {
      return text(cause.getMessage());
    }
    if (cause instanceof InterruptedIOException) {
      return "no complete answer within %d s.".formatted(Math.max(1, timeout.toSeconds()));
    }
    if (cause instanceof UnknownHostException) {
      return "the name \"%s\" is not known. Check the address.".formatted(host);
    }
    if (cause instanceof SSLException) {
      return "no trusted TLS connection (%s).".formatted(text(cause.getMessage()));
    }
    if (cause instanceof ConnectException) {
      return "nobody answers there (%s).".formatted(text(cause.getMessage()));
    }
    return "the connection broke (%s).".formatted(text(cause.getMessage()));
  }

  /** A server's words can be in an exception's: no controls, and not endless. */
  private static String text(@Nullable String message) {
    String plain = message == null ? "no reason given" : message.replaceAll("\\p{Cntrl}", " ");
    return plain.substring(0, Math.min(plain.length(), 300));
  }

  /** Lets go of all connections and threads. */
  @Override
  public synchronized void close() {
    dns.close();
    if (client != null) {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
