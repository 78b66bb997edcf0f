package digest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder a demo lives in: always fresh, and never somebody's own. */
record DemoFolder(Path path) {

  private static final String MARKER = ".digest-demo";
  private static final String SUBSCRIBERS = "subscribers-sample.json";

  /**
   * An empty folder in the place of an earlier demo's.
   *
   * @throws CommandFault when something else is there
   */
  static DemoFolder fresh(Path path) {
    try {
      if (Files.exists(path.resolve(MARKER))) {
        delete(path);
      } else if (isTaken(path)) {
        throw new CommandFault(
            "\""
                + path
                + "\" exists and is no earlier demo's folder; nothing was changed. Choose another:"
                + " digest demo --out DIR");
      }
      Files.createDirectories(path);
      Files.writeString(
          path.resolve(MARKER), "Made by digest demo, which may delete this folder.\n");
    } catch (IOException e) {
      throw new CommandFault("\"" + path + "\" cannot be made anew: " + e, e);
    }
    return new DemoFolder(path);
  }

  /** Writes the sample files, their places filled. */
  void fill(DemoTokens tokens) {
    Bundled.files("demo", "digest.yaml")
        .forEach((name, bytes) -> Writing.file(path.resolve(name), filled(name, bytes, tokens)));
  }

  Path config() {
    return path.resolve("digest.yaml");
  }

  Path subscribers() {
    return path.resolve(SUBSCRIBERS);
  }

  private static byte[] filled(String name, byte[] bytes, DemoTokens tokens) {
    if (name.endsWith(".png") || name.equals(SUBSCRIBERS)) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return tokens.fill(text).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isTaken(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isPresent();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.delete(each);
    }
  }
}
