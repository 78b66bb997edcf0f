package digest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The file as text. */
final class ConfigFile {

  private static final int LARGEST = 1_000_000;

  private final Path file;
  private final Problems problems;

  ConfigFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * @throws ConfigFault when it cannot be read
   */
  String text() {
    if (Files.isDirectory(file)) {
      throw fault("is a folder", "Name the file in it: --config " + file.resolve("digest.yaml"));
    }
    if (!Files.exists(file)) {
      throw fault("does not exist", "\"digest init\" makes one, or name yours: --config FILE");
    }
    byte[] bytes = bytes();
    if (LocalFiles.isOpenTo(file, Set.of(PosixFilePermission.OTHERS_WRITE))) {
      problems.warn("anybody may write to " + file + ". Run: chmod o-w " + file);
    }
    return decoded(bytes);
  }

  private byte[] bytes() {
    try {
      if (Files.size(file) > LARGEST) {
        throw fault("is larger than 1 MB", "Is it really a configuration?");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw fault("cannot be read", "The user who runs digest must be allowed to read it");
    }
  }

  private String decoded(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = decoder.decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw problems.fatal(line, "not UTF-8", "Save the file in the encoding UTF-8");
    }
  }

  private ConfigFault fault(String what, String remedy) {
    return new ConfigFault(java.util.List.of(file + " " + what + ". " + remedy));
  }
}
