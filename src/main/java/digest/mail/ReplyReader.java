package digest.mail;

import digest.delivery.SmtpReply;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a relay's replies from its bytes. What it says again in the same words is not read anew:
 * most replies are. For one thread.
 */
final class ReplyReader {

  private static final int MAX_REPLY = 8 * 1024;

  private static final class Known {
    private final byte[] bytes;
    private final SmtpReply reply;

    private Known(byte[] bytes, SmtpReply reply) {
      this.bytes = bytes;
      this.reply = reply;
    }
  }

  private final InputStream in;
  private final byte[] come = new byte[1024];
  private int next; // of what has come
  private int end;
  private final byte[] bytes = new byte[MAX_REPLY];
  private final Map<String, Known> known = new HashMap<>();
  private int length;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next reply, all its lines (RFC 5321 §4.2.1).
   *
   * @param verb the command it answers
   * @throws UnfitReply when what came is no reply
   */
  SmtpReply next(String verb) throws IOException {
    length = 0;
    int start;
    do {
      start = length;
      line();
      if (!isReplyLine(start)) {
        throw new UnfitReply(text(start));
      }
    } while (length - start > 3 && bytes[start + 3] == '-');
    return reply(verb);
  }

  /** Whether some of the next reply has come. */
  boolean isHere() {
    try {
      return next < end || in.available() > 0;
    } catch (IOException e) {
      return true; // whoever reads it hears why
    }
  }

  private SmtpReply reply(String verb) {
    Known before = known.get(verb);
    if (before != null && Arrays.equals(before.bytes, 0, before.bytes.length, bytes, 0, length)) {
      return before.reply;
    }
    SmtpReply reply = SmtpReply.parse(text(0).strip(), verb);
    known.put(verb, new Known(Arrays.copyOf(bytes, length), reply));
    return reply;
  }

  /** With its line feed. */
  private void line() throws IOException {
    byte b;
    do {
      b = octet();
      if (length >= MAX_REPLY) {
        throw new UnfitReply("without an end");
      }
      bytes[length++] = b;
    } while (b != '\n');
  }

  private byte octet() throws IOException {
    if (next == end) {
      next = 0;
      end = 0; // also when nothing comes any more
      int count = in.read(come);
      if (count < 0) {
        throw new EOFException();
      }
      end = count;
    }
    return come[next++];
  }

  private boolean isReplyLine(int start) {
    int end = endOfText(start);
    return end - start >= 3
        && bytes[start] >= '2'
        && bytes[start] <= '5'
        && isDigit(bytes[start + 1])
        && isDigit(bytes[start + 2])
        && (end - start == 3 || bytes[start + 3] == ' ' || bytes[start + 3] == '-');
  }

  private int endOfText(int start) {
    int end = length - 1;
    return end > start && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  private String text(int start) {
    return new String(bytes, start, endOfText(start) - start, StandardCharsets.UTF_8);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
