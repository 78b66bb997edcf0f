package digest.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that make a newsletter's look, by name relative to {@code templates/}.
 *
 * <p>Those in the jar are the shipped look; a folder's files win over them and are read anew each
 * time, so an editor sees a change at the next preview. What lies outside the folder is never read
 * (safety T11).
 */
public final class Templates {
  static final String ROOT = "templates/";

  private static final String SHIPPED = "/templates/digest.html.ftlh";
  private static final int MAX_FILE_BYTES = 256 * 1024;
  private static final int MAX_FILES = 200;

  private final Supplier<Map<String, String>> source;

  private Templates(Supplier<Map<String, String>> source) {
    this.source = source;
  }

  /**
   * The shipped files, and over them those of a folder.
   *
   * @param folder null means the shipped look alone; it need not exist
   */
  public static Templates at(@Nullable Path folder) {
    Map<String, String> shipped = Map.copyOf(shipped());
    if (folder == null) {
      return new Templates(() -> shipped);
    }
    return new Templates(
        () -> {
          Map<String, String> files = new TreeMap<>(shipped);
          files.putAll(Files.isDirectory(folder) ? read(folder) : Map.of());
          return Map.copyOf(files);
        });
  }

  /**
   * Files that were fixed with an edition.
   *
   * @throws TemplateFault when a name points outside
   */
  public static Templates frozen(Map<String, String> files) {
    files.keySet().forEach(Templates::refuseTraversal);
    Map<String, String> copy = Map.copyOf(files);
    return new Templates(() -> copy);
  }

  /** All template files by name, to be frozen with an edition. */
  public Map<String, String> files() {
    return source.get();
  }

  static void refuseTraversal(String name) {
    if (!name.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
        || List.of(name.split("/", -1)).contains("..")) {
      throw new TemplateFault(
          ROOT + name, "not a template's name; use letters, digits, \"_\", \"-\", \".\" and \"/\"");
    }
  }

  private static Map<String, String> shipped() {
    URL marker = Objects.requireNonNull(Templates.class.getResource(SHIPPED), SHIPPED);
    try {
      return shipped(marker.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The files beside this one, in a folder of classes or in a jar. */
  static Map<String, String> shipped(URI marker) {
    if (!marker.getScheme().equals("jar")) {
      return read(Objects.requireNonNull(Path.of(marker).getParent()));
    }
    String jar = marker.getSchemeSpecificPart().replaceFirst("!.*$", "");
    try (FileSystem inside = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
      return read(inside.getPath("/templates"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      Path real = folder.toRealPath();
      List<Path> found = paths.filter(Templates::isTemplate).limit(MAX_FILES + 1L).toList();
      if (found.size() > MAX_FILES) {
        throw new TemplateFault(folder + "/", "holds more than " + MAX_FILES + " template files");
      }
      Map<String, String> files = new TreeMap<>();
      for (Path path : found) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        refuseTraversal(name);
        files.put(name, text(name, path, real));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTemplate(Path path) {
    return path.toString().matches(".*\\.(ftlh|ftl|css)") && Files.isRegularFile(path);
  }

  /** A link may stay inside the folder, as Kubernetes lays out mounted files, and not lead out. */
  private static String text(String name, Path path, Path folder) throws IOException {
    if (!path.toRealPath().startsWith(folder)) {
      throw new TemplateFault(
          ROOT + name, "is a link out of the folder; put the file itself there");
    }
    if (Files.size(path) > MAX_FILE_BYTES) {
      throw new TemplateFault(ROOT + name, "is larger than " + MAX_FILE_BYTES + " bytes");
    }
    return Files.readString(path).replace("\r\n", "\n");
  }
}
