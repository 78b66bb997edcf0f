package digest.store;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strange texts, made fit for a message and for memory. */
final class Texts {

  private static final int LONGEST = 120;

  private Texts() {}

  /** One line without control characters, cut short. */
  static String oneLine(String text) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }

  /**
   * Without NUL, which PostgreSQL refuses and where SQLite's functions end a text. Feeds and files
   * bring it, and no reader ever saw one.
   */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  /** The next line without its end; null at the end of the file. */
  static @Nullable String line(BufferedReader reader, int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = reader.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      if (line.length() > longest) {
        throw new IOException("a line has more than " + longest + " characters");
      }
      next = reader.read();
    }
    return line.toString();
  }
}
