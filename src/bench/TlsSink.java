import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server for measuring a sender with TLS: offers STARTTLS, PIPELINING and CHUNKING, takes
 * everything, keeps nothing, and knows who of user0@example.test … got how many messages. A thread
 * for each connection; 127.0.0.1 only.
 *
 * <p>{@code java TlsSink.java PORT KEYSTORE PASSWORD [--no-chunking]}. Over any connection {@code
 * XRESET n} begins a new count and {@code XREPORT} answers {@code 250 {json}}.
 */
public final class TlsSink {

  private static final String ADDRESS = "^user(\\d{1,9})@example\\.test$";
  private static final int HEADERS = 8192;

  private final SSLContext tls;
  private final boolean chunking;
  private volatile Count count = new Count(0);

  /** Who got what since the last reset. */
  private static final class Count {
    final AtomicIntegerArray got;
    final AtomicLong accepted = new AtomicLong();
    final AtomicLong unexpected = new AtomicLong();
    final AtomicLong wrongBody = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger peak = new AtomicInteger();
    final long cpu = cpuNanos();
    volatile long first;
    volatile long half;
    volatile long last;

    Count(int expected) {
      got = new AtomicIntegerArray(expected);
    }

    void accept(String recipient, boolean isTheirs, long size) {
      long now = System.nanoTime();
      long number = accepted.incrementAndGet();
      first = number == 1 ? now : first;
      half = number == got.length() / 2 ? now : half;
      last = now;
      bytes.addAndGet(size);
      if (!isTheirs) {
        wrongBody.incrementAndGet();
      }
      int reader =
          recipient.matches(ADDRESS)
              ? Integer.parseInt(recipient.replaceFirst(ADDRESS, "$1"))
              : Integer.MAX_VALUE;
      if (reader < got.length()) {
        got.incrementAndGet(reader);
      } else {
        unexpected.incrementAndGet();
      }
    }

    String report() {
      long unique = 0;
      long copies = 0;
      for (int i = 0; i < got.length(); i++) {
        unique += got.get(i) > 0 ? 1 : 0;
        copies += got.get(i);
      }
      double steady = half == 0 || last <= half ? 0 : (got.length() - got.length() / 2) * 1e9 / (last - half);
      return String.format(
          Locale.ROOT,
          "{\"accepted\":%d,\"unique\":%d,\"duplicates\":%d,\"lost\":%d,\"unexpected\":%d,"
              + "\"wrong_body\":%d,\"bytes\":%d,\"peak_connections\":%d,"
              + "\"steady_per_second\":%.0f,\"sink_cpu_s\":%.3f}",
          accepted.get(), unique, copies - unique, got.length() - unique, unexpected.get(),
          wrongBody.get(), bytes.get(), peak.get(), steady, (cpuNanos() - cpu) / 1e9);
    }

    private static long cpuNanos() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
  }

  private TlsSink(SSLContext tls, boolean chunking) {
    this.tls = tls;
    this.chunking = chunking;
  }

  public static void main(String[] args) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(args[1])) {
      keys.load(in, args[2].toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, args[2].toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    boolean chunking = args.length < 4 || !args[3].equals("--no-chunking");
    new TlsSink(tls, chunking).serve(Integer.parseInt(args[0]));
  }

  private void serve(int port) throws IOException {
    try (ServerSocket listener =
        new ServerSocket(port, 128, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread thread = new Thread(() -> talk(socket), "connection");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      new Connection(socket).talk();
    } catch (IOException e) {
      // The sender is gone; what it was told stands in the count.
    }
  }

  /** One sender's connection. Replies to pipelined commands go out together. */
  private final class Connection {
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int until;
    private final StringBuilder replies = new StringBuilder();
    private final byte[] head = new byte[HEADERS];
    private int headed;
    private long size;
    private String recipient = "";

    Connection(Socket socket) throws IOException {
      over(socket);
    }

    private void over(Socket next) throws IOException {
      socket = next;
      in = next.getInputStream();
      out = next.getOutputStream();
    }

    void talk() throws IOException {
      Count begun = count;
      reply("220 sink.example.test ESMTP");
      boolean goesOn = true;
      boolean counted = false;
      while (goesOn) {
        String line = line();
        String verb = line.toUpperCase(Locale.ROOT);
        if (verb.startsWith("MAIL") && !counted) {
          counted = true;
          begun = count;
          begun.peak.accumulateAndGet(begun.open.incrementAndGet(), Math::max);
        }
        goesOn = obey(line, verb);
      }
      flush();
      if (counted) {
        begun.open.decrementAndGet();
      }
    }

    private boolean obey(String line, String verb) throws IOException {
      if (verb.startsWith("MAIL")) {
        begin();
        reply("250 2.1.0 ok");
      } else if (verb.startsWith("RCPT")) {
        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>')).toLowerCase(Locale.ROOT);
        reply("250 2.1.5 ok");
      } else if (verb.startsWith("BDAT")) {
        chunk(verb);
      } else if (verb.equals("DATA")) {
        reply("354 go");
        text();
        accepted();
      } else if (verb.startsWith("EHLO") || verb.startsWith("HELO")) {
        greet();
      } else if (verb.equals("STARTTLS")) {
        secure();
      } else if (verb.startsWith("XRESET")) {
        count = new Count(Integer.parseInt(verb.substring(7).trim()));
        reply("250 reset");
      } else if (verb.equals("XREPORT")) {
        reply("250 " + count.report());
      } else if (verb.equals("QUIT")) {
        reply("221 2.0.0 bye");
        return false;
      } else {
        begin();
        reply("250 2.0.0 ok");
      }
      return true;
    }

    private void greet() throws IOException {
      reply("250-sink.example.test");
      reply("250-PIPELINING");
      reply("250-8BITMIME");
      reply("250-SMTPUTF8");
      if (chunking) {
        reply("250-CHUNKING");
      }
      if (!(socket instanceof SSLSocket)) {
        reply("250-STARTTLS");
      }
      reply("250 SIZE 100000000");
    }

    private void secure() throws IOException {
      reply("220 2.0.0 go");
      flush();
      SSLSocket secured =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
      secured.setUseClientMode(false);
      secured.startHandshake();
      over(secured);
      begin();
    }

    private void begin() {
      headed = 0;
      size = 0;
    }

    private void accepted() {
      String headers = new String(head, 0, headed, StandardCharsets.ISO_8859_1);
      int at = headers.toLowerCase(Locale.ROOT).indexOf(recipient);
      boolean isTheirs = at > 0 && !Character.isLetterOrDigit(headers.charAt(at - 1));
      count.accept(recipient, isTheirs, size);
      begin();
      reply("250 2.0.0 taken");
    }

    private void chunk(String verb) throws IOException {
      long left = Long.parseLong(verb.split("\\s+")[1]);
      while (left > 0) {
        fill();
        int part = (int) Math.min(left, until - from);
        keep(from, part);
        from += part;
        left -= part;
      }
      if (verb.endsWith("LAST")) {
        accepted();
      } else {
        reply("250 2.0.0 ok");
      }
    }

    /** Until a dot on a line of its own. */
    private void text() throws IOException {
      int matched = 2;
      while (matched < 5) {
        fill();
        int start = from;
        while (from < until && matched < 5) {
          matched = next(matched, buffer[from++]);
        }
        keep(start, from - start);
      }
    }

    /** How much of CR LF dot CR LF has been seen. */
    private static int next(int matched, byte b) {
      if (b == '\r') {
        return matched == 3 ? 4 : 1;
      }
      if (b == '\n') {
        return matched == 4 ? 5 : matched == 1 ? 2 : 0;
      }
      return b == '.' && matched == 2 ? 3 : 0;
    }

    private void keep(int start, int length) {
      size += length;
      int kept = Math.min(length, head.length - headed);
      System.arraycopy(buffer, start, head, headed, kept);
      headed += kept;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        fill();
        byte b = buffer[from++];
        if (b == '\n') {
          return line.toString().strip();
        }
        line.append((char) (b & 0xff));
      }
    }

    private void reply(String words) {
      replies.append(words).append("\r\n");
    }

    private void flush() throws IOException {
      if (replies.length() > 0) {
        out.write(replies.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        replies.setLength(0);
      }
    }

    /** Who has sent all of a group of commands waits for the replies. */
    private void fill() throws IOException {
      if (from < until) {
        return;
      }
      flush();
      from = 0;
      until = in.read(buffer);
      if (until < 0) {
        throw new IOException("gone");
      }
    }
  }
}
