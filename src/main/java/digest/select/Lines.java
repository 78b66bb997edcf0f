package digest.select;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the room's word lists, which lie beside its classes. */
final class Lines {

  private Lines() {}

  /** The lines that say something; a line that begins with {@code #} is a remark. */
  static List<String> of(String resource) {
    try (InputStream in = Lines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the word list \"" + resource + "\" is not in the jar; build it anew");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the word list \"" + resource + "\" cannot be read", e);
    }
  }
}
