package digest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up and hands on only addresses that may be connected to, so that the address checked
 * is the one connected to, even when the name says something else a moment later.
 *
 * <p>A look-up has a thread of its own: the system's resolver cannot be interrupted, and a dead
 * name server would outlast the request's time-out.
 */
final class GuardedDns implements Dns, AutoCloseable {

  /** How a name becomes addresses; the system's resolver but in tests. */
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  private final AddressGuard guard;
  private final Resolver resolver;
  private final Duration timeout;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "name look-up");
            thread.setDaemon(true);
            return thread;
          });

  GuardedDns(AddressGuard guard, Resolver resolver, Duration timeout) {
    this.guard = guard;
    this.resolver = resolver;
    this.timeout = timeout;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> all = resolved(host);
    List<InetAddress> allowed = all.stream().filter(a -> guard.allows(host, a)).toList();
    if (allowed.isEmpty() && !all.isEmpty()) {
      throw unknown(host, new BlockedAddress(host, all.get(0)));
    }
    return allowed;
  }

  private List<InetAddress> resolved(String host) throws UnknownHostException {
    Future<List<InetAddress>> answer = threads.submit(() -> resolver.resolve(host));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    } catch (ExecutionException | TimeoutException e) {
      throw unknown(host, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
