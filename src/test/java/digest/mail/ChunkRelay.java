package digest.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A relay that takes chunks (RFC 3030), and says and does what its {@link ChunkMood} wants. It
 * answers when it has so many chunks, or when nothing more comes for a while.
 */
final class ChunkRelay implements AutoCloseable {

  private static final int QUIET_MILLIS = 150;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ChunkMood mood;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger mostUnanswered = new AtomicInteger();
  private final List<String> kept = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private volatile int held = 1;
  private volatile int breath = Integer.MAX_VALUE;
  private volatile IntPredicate chunked = connection -> true;
  private volatile boolean isStrict;
  private volatile boolean knowsChunks = true;

  ChunkRelay(ChunkMood mood) throws IOException {
    this.mood = mood;
    Thread thread = new Thread(this::accept, "chunk-relay");
    thread.setDaemon(true);
    thread.start();
  }

  static ChunkRelay good() throws IOException {
    return new ChunkRelay((connection, verb, to) -> "");
  }

  /** From its second mail on it answers when so many are unanswered. */
  ChunkRelay holding(int chunks) {
    held = chunks;
    return this;
  }

  /** The first connection ends after so many octets of its own. */
  ChunkRelay breathing(int octets) {
    breath = octets;
    return this;
  }

  /** Offers it, and takes what comes behind for commands. */
  ChunkRelay withoutBdat() {
    knowsChunks = false;
    return this;
  }

  /** Says in EHLO that it takes chunks on these connections only. */
  ChunkRelay offeringOn(IntPredicate connection) {
    chunked = connection;
    return this;
  }

  /** Takes no MAIL where a refused one has not been reset. */
  ChunkRelay refusingSendersAfterARefusal() {
    isStrict = true;
    return this;
  }

  RelaySettings settings() {
    return settings(0, Duration.ofMillis(900));
  }

  RelaySettings settings(int perConnection, Duration limit) {
    return new RelaySettings(
        "127.0.0.1",
        listener.getLocalPort(),
        RelaySettings.Tls.OFF,
        null,
        null,
        new RelaySettings.Load(1, perConnection, 0, 1),
        limit,
        limit,
        null);
  }

  /** Recipients of what it took, in order. */
  List<String> kept() {
    synchronized (kept) {
      return List.copyOf(kept);
    }
  }

  List<String> bodies() {
    synchronized (bodies) {
      return List.copyOf(bodies);
    }
  }

  List<String> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  int connections() {
    return connections.get();
  }

  /** The most chunks that had come when it had answered none of them. */
  int mostUnanswered() {
    return mostUnanswered.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread thread = new Thread(() -> serve(socket), "chunk-relay-client");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Talk(connections.incrementAndGet(), socket).run();
    } catch (IOException e) {
      // The client hung up, or the mood wanted it.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** One client. */
  private final class Talk {
    private final int number;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream unsaid = new ByteArrayOutputStream();
    private String sender = "";
    private String to = "";
    private boolean hasRecipient;
    private boolean isMute;
    private boolean isEnding;
    private int unanswered;
    private int mails;
    private int spoken;

    Talk(int number, Socket socket) throws IOException {
      this.number = number;
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      this.out = socket.getOutputStream();
    }

    void run() throws IOException {
      say("220 chunks.example.org ESMTP");
      flush();
      while (!isEnding) {
        command(line());
        if (unanswered >= held || mails < 2) {
          flushWhenQuiet();
        }
      }
      flush();
    }

    private void command(String line) throws IOException {
      commands.add(line);
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" ->
            say(
                chunked.test(number)
                    ? "250-chunks\r\n250-PIPELINING\r\n250 CHUNKING"
                    : "250 chunks");
        case "RSET" -> {
          if (answer(verb, "250 2.0.0 forgotten")) {
            sender = "";
            hasRecipient = false;
          }
        }
        case "MAIL" -> {
          String named = path(line);
          to = "";
          hasRecipient = false;
          sender = sender.isEmpty() && answer(verb, "250 2.1.0 sender") ? named : nested();
        }
        case "RCPT" -> {
          to = path(line);
          if (sender.isEmpty()) {
            say("503 5.5.1 no sender");
          } else {
            hasRecipient = answer(verb, "250 2.1.5 recipient");
          }
        }
        case "DATA" -> data();
        case "BDAT" -> chunk(line);
        case "QUIT" -> {
          say("221 bye");
          isEnding = true;
        }
        default -> say("500 5.5.2 unknown command");
      }
    }

    private String nested() {
      if (!sender.isEmpty()) {
        say("503 5.5.1 nested MAIL");
      }
      return sender;
    }

    private void chunk(String line) throws IOException {
      if (!knowsChunks) {
        say("502 5.5.1 not implemented");
        return;
      }
      byte[] body = in.readNBytes(Integer.parseInt(line.split(" ", -1)[1]));
      mails++;
      unanswered++;
      mostUnanswered.accumulateAndGet(unanswered, Math::max);
      end(body, "BDAT");
    }

    private void data() throws IOException {
      if (!hasRecipient) {
        say("503 5.5.1 no recipient");
      } else if (answer("DATA", "354 go on")) {
        flush();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String line = line(); !line.equals("."); line = line()) {
          body.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        end(body.toByteArray(), ".");
      }
    }

    private void end(byte[] body, String verb) throws IOException {
      String said = mood.says(number, verb, to);
      boolean isKept =
          hasRecipient
              && (said.isEmpty()
                  || said.startsWith("250")
                  || said.startsWith(ChunkMood.KEEP_AND_DROP)
                  || said.startsWith(ChunkMood.TAKING));
      if (isKept) {
        kept.add(to);
        bodies.add(new String(body, StandardCharsets.ISO_8859_1));
      }
      boolean wasForSomebody = hasRecipient;
      sender = wasForSomebody || !isStrict ? "" : sender;
      hasRecipient = false;
      obey(said, wasForSomebody ? "250 2.0.0 kept" : "503 5.5.1 no recipient");
    }

    /** Whether it goes on as if it were well. */
    private boolean answer(String verb, String usual) throws IOException {
      String said = mood.says(number, verb, to);
      obey(said, usual);
      return said.isEmpty() || said.startsWith("2") || said.startsWith(ChunkMood.TAKING);
    }

    private void obey(String said, String usual) throws IOException {
      switch (said) {
        case "" -> say(usual);
        case ChunkMood.DROP, ChunkMood.KEEP_AND_DROP -> {
          flush();
          throw new EOFException();
        }
        case ChunkMood.HANG -> {
          flush();
          isMute = true;
        }
        default -> {
          say(said.replace(ChunkMood.STAYING, "").replace(ChunkMood.TAKING, ""));
          isEnding |= said.startsWith("421");
        }
      }
    }

    private void say(String line) {
      if (!isMute) {
        unsaid.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    private void flushWhenQuiet() throws IOException {
      if (in.available() == 0 || unanswered >= held) {
        flush();
      }
    }

    private void flush() throws IOException {
      byte[] bytes = unsaid.toByteArray();
      int most = number == 1 ? Math.min(bytes.length, breath - spoken) : bytes.length;
      out.write(bytes, 0, most);
      out.flush();
      unsaid.reset();
      unanswered = 0;
      spoken += most;
      if (most < bytes.length) {
        throw new EOFException("out of breath");
      }
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(100);
      for (int octet = read(); octet != '\n'; octet = read()) {
        line.write(octet);
      }
      return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private int read() throws IOException {
      if (unsaid.size() > 0 && in.available() == 0) {
        awaitOrFlush();
      }
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException();
      }
      return octet;
    }

    /** Nothing came for a while: who waits here for replies gets them. */
    private void awaitOrFlush() throws IOException {
      try {
        socket.setSoTimeout(QUIET_MILLIS);
        in.mark(1);
        int octet = in.read();
        in.reset();
        if (octet < 0) {
          throw new EOFException();
        }
      } catch (SocketTimeoutException e) {
        flush();
      } finally {
        socket.setSoTimeout(0);
      }
    }
  }

  private static String path(String line) {
    int open = line.indexOf('<');
    int close = line.lastIndexOf('>');
    return open < 0 || close < open ? "" : line.substring(open + 1, close);
  }
}
