package digest.mail;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log of any size, one at a time: ends of all kinds, characters that do not fit
 * their encoding replaced, of a longer line only its beginning, gzip unpacked. Not for two threads.
 */
final class LogLines implements AutoCloseable {

  /** Relays cut their lines far earlier; more than this is no log. */
  static final int LONGEST = 16_384;

  private static final int END = -1;
  private static final int HEAD = 3;

  private final BufferedReader reader;
  private boolean isAfterReturn;

  private LogLines(BufferedReader reader) {
    this.reader = reader;
  }

  static LogLines of(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      byte[] head = head(bytes);
      boolean packed = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
      InputStream plain = packed ? new BufferedInputStream(new GZIPInputStream(bytes)) : bytes;
      // This decoder replaces what does not fit; it never throws.
      Charset charset = charset(packed ? head(plain) : head);
      return new LogLines(new BufferedReader(new InputStreamReader(plain, charset)));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** The next one, or null after the last. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean any = false;
    for (int c = reader.read(); c != END; c = reader.read()) {
      boolean second = isAfterReturn && c == '\n';
      isAfterReturn = c == '\r';
      if (second) {
        continue;
      }
      any = true;
      if (c == '\n' || c == '\r') {
        return line.toString();
      }
      if (line.length() < LONGEST && c != '\uFEFF') {
        line.append((char) c);
      }
    }
    return any ? line.toString() : null;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static byte[] head(InputStream bytes) throws IOException {
    bytes.mark(HEAD);
    byte[] head = bytes.readNBytes(HEAD);
    bytes.reset();
    return head;
  }

  /** What a spreadsheet writes begins with a mark of its order of bytes; else it is UTF-8. */
  private static Charset charset(byte[] head) {
    int first = head.length > 1 ? ((head[0] & 0xff) << 8) | (head[1] & 0xff) : 0;
    return first == 0xfffe || first == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
