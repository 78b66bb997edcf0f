package digest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the files a command was asked for. */
final class Writing {

  private Writing() {}

  /** Makes the folders on the way and replaces what was there. */
  static Path file(Path file, byte[] bytes) {
    try {
      folderOf(file);
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  /** The same, in UTF-8. */
  static Path file(Path file, String text) {
    return file(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Only where nothing is yet; whether it was written. */
  static boolean newFile(Path file, byte[] bytes) {
    try {
      folderOf(file);
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  /** An address or the like as a part of a file's name. */
  static String fileName(String text) {
    return text.replaceAll("[^A-Za-z0-9@._+-]", "_");
  }

  private static void folderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static CommandFault fault(Path file, IOException e) {
    return new CommandFault(
        "\"" + file + "\" cannot be written (" + e + "). Choose another place, or free this one.",
        e);
  }
}
