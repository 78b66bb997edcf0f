package digest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The files a configuration names, relative to its own folder. */
final class LocalFiles {

  private static final int LARGEST_SECRET = 64 * 1024;
  private static final Set<PosixFilePermission> READ_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final Path folder;

  /**
   * @param folder of the configuration file, absolute
   */
  LocalFiles(Path folder) {
    this.folder = folder;
  }

  /** An absolute path. */
  Path resolve(String path) {
    return folder.resolve(path).normalize();
  }

  /**
   * A secret: by a variable, or by the file that the twin key names; a literal one is a problem.
   *
   * @return empty when neither key is given
   */
  Optional<String> secret(Block block, Key<String> secret, Key<String> twin) {
    if (block.has(secret) && block.has(twin)) {
      block.fault(twin, "given beside " + secret.name(), "Remove one of them");
    }
    if (block.has(twin)) {
      return block.find(twin).map(path -> readSecret(block, twin, resolve(path)));
    }
    boolean literal =
        block
            .value(secret.name())
            .filter(
                value -> value instanceof Node.Scalar scalar && !Environment.suppliesAll(scalar))
            .isPresent();
    if (literal) {
      block.fault(
          secret,
          "the secret itself stands in the file",
          "Write "
              + secret.name()
              + ": "
              + secret.example()
              + " and set that variable, or "
              + twin.name()
              + ": "
              + twin.example());
      return Optional.of(secret.example());
    }
    return block.find(secret);
  }

  /** Warns when others than its owner may read a file that holds a secret (safety T22). */
  void checkMode(Block block, Key<String> key, Path file) {
    if (isOpenTo(file, READ_BY_OTHERS)) {
      block.warn(
          key,
          "others may read " + block.shown(key, file) + ", which holds a secret",
          "Let its owner alone read it: chmod 600");
    }
  }

  /** Whether one of these permissions is set; false where files have none. */
  static boolean isOpenTo(Path file, Set<PosixFilePermission> permissions) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(permissions::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private String readSecret(Block block, Key<String> twin, Path file) {
    try {
      if (Files.size(file) > LARGEST_SECRET) {
        throw new IOException("it is larger than " + LARGEST_SECRET + " bytes");
      }
      String secret = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
      checkMode(block, twin, file);
      if (secret.isBlank()) {
        block.fault(
            twin, block.shown(twin, file) + " is empty", "Put the secret on its first line");
      }
      return secret;
    } catch (IOException e) {
      block.fault(
          twin,
          block.shown(twin, file) + " cannot be read",
          "The file must exist and hold one line of text");
      return twin.example();
    }
  }
}
