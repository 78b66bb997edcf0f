package digest.store;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file of characters in the encoding its bytes say.
 *
 * @param mark how many bytes of a byte order mark to skip
 */
record TextFile(Path file, Charset charset, int mark, Shape shape) {

  /** What the characters are. */
  enum Shape {
    ARRAY,
    LINES,
    TABLE
  }

  private static final long MOST_BYTES = 1L << 30;

  /** In percent; fewer is a guess among equals. */
  private static final int LEAST_CONFIDENCE = 20;

  private static final int SAMPLE = 64 * 1024;

  /** Addresses and the like, which would make any text look English. */
  private static final Pattern PLAIN_WORD =
      Pattern.compile("(?<![A-Za-z\\x80-\\xff])[A-Za-z]+(?![A-Za-z\\x80-\\xff])");

  private static final Map<String, String> PACKED =
      Map.of(
          "1f8b", "gzip",
          "504b", "zip (is it a spreadsheet? Save it as CSV)",
          "425a", "bzip2",
          "377a", "7z",
          "28b5", "zstd",
          "fd37", "xz");

  static TextFile of(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new StoreFault(file + " is not a file. Name a CSV or JSON file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new StoreFault(file + " is larger than 1 GiB. Split it");
      }
      byte[] start = start(file);
      refusePacked(file, start);
      return marked(file, start, encoding(file, start));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The characters from the start; the mark is skipped. */
  BufferedReader reader() {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
      bytes.skipNBytes(mark);
      return new BufferedReader(new InputStreamReader(bytes, charset));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  StoreFault broken(String what) {
    return new StoreFault(file + ": " + what + ". Nothing was written");
  }

  static StoreFault unreadable(Path file, IOException e) {
    return new StoreFault(file + " cannot be read: " + e.getMessage(), e);
  }

  private static TextFile marked(Path file, byte[] start, Charset charset) throws IOException {
    int mark = mark(start);
    TextFile plain = new TextFile(file, charset, mark, Shape.TABLE);
    try (BufferedReader reader = plain.reader()) {
      return new TextFile(file, charset, mark, shape(reader));
    }
  }

  private static Shape shape(BufferedReader reader) throws IOException {
    int first = reader.read();
    while (first >= 0 && Character.isWhitespace(first)) {
      first = reader.read();
    }
    return switch (first) {
      case '[' -> Shape.ARRAY;
      case '{' -> Shape.LINES;
      default -> Shape.TABLE;
    };
  }

  private static void refusePacked(Path file, byte[] start) {
    String magic = start.length < 2 ? "" : String.format("%02x%02x", start[0], start[1]);
    // "BZ" and "PK" may begin a text; their third byte may not.
    boolean binary = start.length > 2 && (start[2] < 0x20 || magic.matches("425a|377a"));
    String kind = PACKED.get(magic);
    if (kind != null && binary) {
      throw new StoreFault(file + " is packed as " + kind + ". Unpack it first");
    }
  }

  private static int mark(byte[] start) {
    if (begins(start, 0xef, 0xbb, 0xbf)) {
      return 3;
    }
    return begins(start, 0xfe, 0xff) || begins(start, 0xff, 0xfe) ? 2 : 0;
  }

  private static Charset encoding(Path file, byte[] start) throws IOException {
    if (begins(start, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    if (begins(start, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    refuseZeros(file, start);
    if (begins(start, 0xef, 0xbb, 0xbf) || isUtf8(file)) {
      return StandardCharsets.UTF_8;
    }
    return guessed(telling(file));
  }

  private static void refuseZeros(Path file, byte[] start) {
    for (byte each : start) {
      if (each == 0) {
        throw new StoreFault(file + " is not text. Save the table as CSV or JSON");
      }
    }
  }

  /** What most old spreadsheets wrote, when the bytes do not say better: it fits every byte. */
  private static Charset guessed(byte[] sample) {
    int least = isMostlyForeign(sample) ? 0 : LEAST_CONFIDENCE;
    Charset fallback = Charset.forName("windows-1252");
    return Arrays.stream(new CharsetDetector().setText(sample).detectAll())
        .filter(match -> match.getConfidence() > least)
        .map(CharsetMatch::getName)
        .filter(name -> !name.startsWith("UTF-") && Charset.isSupported(name))
        .map(Charset::forName)
        .findFirst()
        .filter(charset -> !charset.equals(StandardCharsets.ISO_8859_1))
        .orElse(fallback);
  }

  /** Western languages have an accent here and there, never more accents than plain letters. */
  private static boolean isMostlyForeign(byte[] sample) {
    int foreign = 0;
    int plain = 0;
    for (byte each : sample) {
      foreign += each < 0 ? 1 : 0;
      plain += Character.isLetter(each) ? 1 : 0;
    }
    return foreign > plain;
  }

  /** The whole file: one accent in the last row decides as well as one in the first. */
  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    char[] characters = new char[SAMPLE];
    try (var reader = new InputStreamReader(Files.newInputStream(file), strict)) {
      while (reader.read(characters) >= 0) {
        // Only whether it can be read is asked.
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A sample of the words that are not plain ASCII: only they say anything. */
  private static byte[] telling(Path file) throws IOException {
    var sample = new ByteArrayOutputStream();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
      String line = reader.readLine();
      while (line != null && sample.size() < SAMPLE) {
        if (line.chars().anyMatch(c -> c >= 0x80)) {
          String words = PLAIN_WORD.matcher(line).replaceAll("");
          sample.writeBytes(words.getBytes(StandardCharsets.ISO_8859_1));
          sample.write('\n');
        }
        line = reader.readLine();
      }
    }
    return sample.toByteArray();
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(SAMPLE);
    }
  }

  private static boolean begins(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
