package digest.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** New files that hold addresses: nobody but their owner reads them. */
final class PrivateFile {

  private PrivateFile() {}

  static Writer create(Path file) {
    try {
      var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownersOnly(file));
      return new BufferedWriter(
          new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw new StoreFault(file + " exists already. Name a new file", e);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** For systems that know modes; on others the folder's rules hold. */
  static FileAttribute<?>[] ownersOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  static StoreFault unwritable(Path file, Exception e) {
    return new StoreFault(file + " cannot be written: " + e.getMessage(), e);
  }
}
