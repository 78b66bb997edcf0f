package digest.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that the program carries, in its jar or in a folder of classes. */
final class Bundled {

  private Bundled() {}

  /**
   * All files below a folder of the class path.
   *
   * @param marker a file that is surely in it
   * @return their bytes by name relative to the folder, in order
   */
  static Map<String, byte[]> files(String folder, String marker) {
    URL found = Bundled.class.getResource("/" + folder + "/" + marker);
    if (found == null) {
      throw new IllegalStateException("the program lacks " + folder + "/" + marker);
    }
    try {
      URI uri = found.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri).resolveSibling("."));
      }
      Path jar = Path.of(URI.create(uri.getSchemeSpecificPart().replaceFirst("!.*$", "")));
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        return read(inside.getPath("/" + folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Path top = folder.normalize();
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(top.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
