package digest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay as they were found. The tests run in several processes, and the kernel hands a
 * port that was only free for a moment to the next who asks for any.
 */
public final class Ports {

  /** Below those that kernels hand out by themselves: Linux from 32768, others from 49152. */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;

  private Ports() {}

  /** A port of this machine where nobody listens, and nobody can until it is closed. */
  public static final class Deaf implements AutoCloseable {

    private final Socket holder = new Socket();

    private Deaf() throws IOException {
      holder.bind(new InetSocketAddress(0)); // bound, not listening: the kernel refuses who calls
    }

    public int port() {
      return holder.getLocalPort();
    }

    @Override
    public void close() {
      try {
        holder.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Holds a port at which every call is refused. */
  public static Deaf deaf() {
    try {
      return new Deaf();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port for a server that starts later, or goes and comes back. */
  public static int free() {
    int start = ThreadLocalRandom.current().nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from " + FIRST + " on is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // somebody's
    }
  }
}
