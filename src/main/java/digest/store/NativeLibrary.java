package digest.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where SQLite's native library is unpacked. It unpacks itself at each start and stays behind after
 * a kill -9, so each process gets a folder of its own and sweeps those of the dead.
 */
final class NativeLibrary {

  private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PLACE = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  static void unpackBelow(Path dataDir) {
    Path all = dataDir.toAbsolutePath().resolve("native");
    Path ours = all.resolve(Long.toString(ProcessHandle.current().pid()));
    try {
      Files.createDirectories(all);
      for (Path folder : list(all)) {
        if (!folder.equals(ours) && !isAlive(folder)) {
          delete(folder);
        }
      }
      Files.createDirectories(ours);
      System.setProperty(PLACE, ours.toString());
    } catch (IOException e) {
      throw new StoreFault(
          "dataDir " + dataDir + " cannot be used. Make it a folder that may be written", e);
    }
  }

  private static boolean isAlive(Path folder) {
    try {
      return ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isPresent();
    } catch (NumberFormatException e) {
      return true; // not ours to sweep
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("old native library kept folder={} cause={}", folder, e.getMessage());
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
