package digest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A fast mail server that keeps a record of who got what, and misbehaves as it is told: one thread,
 * one selector, PIPELINING. Listens on 127.0.0.1 only.
 *
 * <p>Its record is the judge of what a sender did: it knows nothing of the sender's own books.
 */
public final class SmtpSink implements AutoCloseable {

  private static final int BACKLOG = 512;
  private static final int READ_BUFFER = 256 * 1024;
  private static final long POLL_MILLIS = 200;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A reply that waits for its time. */
  private record Due(long at, long order, SinkConnection to, ByteBuffer reply, boolean closes) {}

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SinkRecord record = new SinkRecord();
  private final List<SinkFault> faults = new CopyOnWriteArrayList<>();
  private final Set<SinkConnection> open = ConcurrentHashMap.newKeySet();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Random random;
  private final Thread thread;
  private long order;
  private volatile long latencyNanos;
  private volatile long dripNanos = Duration.ofSeconds(5).toNanos();
  private volatile boolean pipelining = true;
  private volatile boolean chunking;
  private volatile boolean login;
  private volatile boolean stopped;

  private SmtpSink(int port, long seed) throws IOException {
    this.random = new Random(seed);
    this.selector = Selector.open();
    this.listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    this.thread = new Thread(this::serve, "smtp-sink");
    thread.setDaemon(true);
  }

  /** One that takes everything, on a free port. */
  public static SmtpSink start() {
    return start(0, 1);
  }

  /**
   * One that takes everything.
   *
   * @param port 0 for a free one
   * @param seed of the faults' probabilities
   */
  public static SmtpSink start(int port, long seed) {
    try {
      SmtpSink sink = new SmtpSink(port, seed);
      sink.thread.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.socket().getLocalPort();
  }

  /** Adds a fault: {@code rcpt=450 4.2.1 later,p=0.05,first=1}, and so on. */
  public SmtpSink fault(String text) {
    faults.add(SinkFault.parse(text));
    return this;
  }

  /** Forgets all faults. */
  public SmtpSink behave() {
    faults.clear();
    return this;
  }

  /** Holds every reply for so long from the command's arrival, as a line with that round trip. */
  public SmtpSink latency(Duration latency) {
    latencyNanos = latency.toNanos();
    return this;
  }

  /** How long a dripped reply takes for each octet. */
  public SmtpSink dripEvery(Duration every) {
    dripNanos = every.toNanos();
    return this;
  }

  /** Does not offer PIPELINING. */
  public SmtpSink withoutPipelining() {
    pipelining = false;
    return this;
  }

  /** Offers CHUNKING. */
  public SmtpSink withChunking() {
    return withChunking(true);
  }

  /** Offers CHUNKING, or not. */
  public SmtpSink withChunking(boolean offered) {
    chunking = offered;
    return this;
  }

  /** Offers AUTH PLAIN, and takes every password unless a fault says otherwise. */
  public SmtpSink withLogin() {
    login = true;
    return this;
  }

  /** The judge. */
  public SinkRecord record() {
    return record;
  }

  /** Cuts every connection, as a server that falls over; it goes on listening. */
  public void cutAll() {
    open.forEach(SinkConnection::cut);
  }

  @Override
  public void close() {
    stopped = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean offersPipelining() {
    return pipelining;
  }

  boolean offersChunking() {
    return chunking;
  }

  boolean offersLogin() {
    return login;
  }

  /** What goes wrong at a place, or null. */
  @Nullable String wrong(String place, String recipient) {
    Optional<SinkFault> struck =
        faults.stream().filter(fault -> fault.strikes(place, recipient, random)).findFirst();
    struck.ifPresent(record::struck);
    return struck.map(SinkFault::what).orElse(null);
  }

  void reply(SinkConnection to, byte[] reply, boolean closes) {
    if (latencyNanos > 0) {
      due.add(
          new Due(System.nanoTime() + latencyNanos, order++, to, ByteBuffer.wrap(reply), closes));
    } else {
      deliver(to, reply, closes);
    }
  }

  /** An octet at a time. */
  void drip(SinkConnection to, byte[] reply) {
    long at = System.nanoTime();
    for (byte octet : reply) {
      at += dripNanos;
      due.add(new Due(at, order++, to, ByteBuffer.wrap(new byte[] {octet}), false));
    }
  }

  void closed(SinkConnection connection) {
    open.remove(connection);
  }

  private static void deliver(SinkConnection to, byte[] reply, boolean closes) {
    try {
      to.write(reply);
      if (closes) {
        to.flush();
        to.close();
      }
    } catch (IOException e) {
      to.close();
    }
  }

  private void serve() {
    ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER);
    try {
      while (!stopped) {
        select();
        turn(in);
        deliverDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private void select() throws IOException {
    Due next = due.peek();
    long wait =
        next == null
            ? POLL_MILLIS
            : Math.min(POLL_MILLIS, (next.at() - System.nanoTime()) / NANOS_PER_MILLI + 1);
    if (next != null && next.at() <= System.nanoTime()) {
      selector.selectNow();
    } else {
      selector.select(Math.max(1, wait));
    }
  }

  private void turn(ByteBuffer in) throws IOException {
    for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.isValid() && key.isAcceptable()) {
        accept();
      } else if (key.isValid()) {
        ((SinkConnection) key.attachment()).turn(in);
      }
    }
  }

  private void deliverDue() throws IOException {
    for (Due next = due.peek(); next != null && next.at() <= System.nanoTime(); next = due.peek()) {
      due.poll();
      if (next.to().isOpen()) {
        deliver(next.to(), next.reply().array(), next.closes());
        next.to().flushOrClose();
      }
    }
  }

  private void accept() throws IOException {
    for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      SinkConnection connection = new SinkConnection(this, record.connected(), channel, key);
      key.attach(connection);
      open.add(connection);
      connection.greet();
    }
  }

  private void end() {
    open.forEach(SinkConnection::close);
    try {
      listener.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
