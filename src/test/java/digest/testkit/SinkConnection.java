package digest.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** One client's connection: its bytes in and out. For the sink's thread, but for {@link #cut}. */
final class SinkConnection {

  private static final int FIRST_BUFFER = 128 * 1024;
  private static final int NONE = -1;

  private final SmtpSink sink;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final SinkDialogue dialogue;
  private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int filled;
  private int scanned;
  private boolean isInMail;
  private int chunk = NONE; // octets of the mail that comes now, without a final dot
  private boolean isHung;
  private boolean isClosed;

  SinkConnection(SmtpSink sink, int number, SocketChannel channel, SelectionKey key) {
    this.sink = sink;
    this.channel = channel;
    this.key = key;
    this.dialogue = new SinkDialogue(sink, this, number);
  }

  void greet() {
    dialogue.greet();
    flushOrClose();
  }

  /** Reads and writes what can be read and written. */
  void turn(ByteBuffer in) {
    try {
      if (key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read(in);
      }
    } catch (IOException e) {
      close();
    }
  }

  void write(byte[] bytes) {
    unsent.add(ByteBuffer.wrap(bytes));
  }

  void flush() throws IOException {
    while (!isClosed && !unsent.isEmpty()) {
      ByteBuffer first = unsent.element();
      channel.write(first);
      if (first.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      unsent.remove();
    }
    if (!isClosed && key.isValid()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  void flushOrClose() {
    try {
      flush();
    } catch (IOException e) {
      close();
    }
  }

  boolean isOpen() {
    return !isClosed;
  }

  /** The next bytes are a mail's. */
  void expectMail() {
    isInMail = true;
    scanned = 0;
  }

  /** So many of the next bytes are a mail's. */
  void expectChunk(int octets) {
    chunk = octets;
  }

  /** Never answers again. */
  void hang() {
    isHung = true;
  }

  /** What was replied goes out first. */
  void close() {
    if (!isClosed) {
      isClosed = true;
      sink.closed(this);
      key.cancel();
      cut();
    }
  }

  /** From any thread. */
  void cut() {
    try {
      channel.close();
    } catch (IOException e) {
      // Gone already.
    }
  }

  private void read(ByteBuffer in) throws IOException {
    in.clear();
    int count = channel.read(in);
    if (count < 0) {
      close();
      return;
    }
    if (isHung || count == 0) {
      return;
    }
    if (filled + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + count));
    }
    in.flip();
    in.get(buffer, filled, count);
    filled += count;
    consume();
    flush();
  }

  private void consume() {
    int at = 0;
    int next = step(at);
    while (next > at && !isClosed && !isHung) {
      at = next;
      next = step(at);
    }
    if (isHung || isClosed) {
      filled = 0;
    } else if (at > 0) {
      filled -= at;
      System.arraycopy(buffer, at, buffer, 0, filled);
    }
  }

  /** Where the next command or mail begins; the same place when this one is not complete yet. */
  private int step(int at) {
    if (chunk != NONE) {
      return chunk(at);
    }
    return isInMail ? mail(at) : command(at);
  }

  private int chunk(int at) {
    if (filled > at && dialogue.breaksInTheBody()) {
      return at;
    }
    int end = at + chunk;
    if (filled < end) {
      return at;
    }
    chunk = NONE;
    dialogue.mail(new SinkRecord.Span(buffer, at, end - 2)); // as with a dot: without its CRLF
    return end;
  }

  private int command(int at) {
    int newline = SinkBytes.newline(buffer, at, filled);
    if (newline < 0) {
      return at;
    }
    int end = newline > at && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    dialogue.command(new String(buffer, at, end - at, StandardCharsets.UTF_8));
    return newline + 1;
  }

  private int mail(int at) {
    if (filled > at && dialogue.breaksInTheBody()) {
      return at;
    }
    int end = SinkBytes.endOfData(buffer, at + scanned, filled, at);
    if (end < 0) {
      scanned = Math.max(0, filled - at - 4);
      return at;
    }
    isInMail = false;
    scanned = 0;
    dialogue.mail(new SinkRecord.Span(buffer, at, end));
    return end + (buffer[end] == '.' ? 3 : 5);
  }
}
