package digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("digest.yaml");
  }

  private List<String> problems(Path path) {
    return catchThrowableOfType(ConfigFault.class, () -> Config.read(path, Map.of())).problems();
  }

  @Test
  void pathsAreRelativeToTheFileNotToTheWorkingFolder() throws IOException {
    Files.writeString(file, ConfigSample.LEAST);
    Config config = Config.read(file, Map.of());

    assertThat(config.folder()).isEqualTo(folder);
    assertThat(config.database().url()).isEqualTo("sqlite:" + folder.resolve("digest.db"));
    assertThat(config.dataDir()).isEqualTo(folder.resolve("data"));
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsDoNoHarm() throws IOException {
    Files.writeString(file, "\uFEFF" + ConfigSample.LEAST.replace("\n", "\r\n"));

    assertThat(Config.read(file, Map.of()).site().title()).isEqualTo("Courier");
  }

  @Test
  void problemsNameTheFileAsItWasNamed() throws IOException {
    Files.writeString(file, ConfigSample.LEAST + "wbe: 1\n");

    assertThat(problems(file))
        .containsExactly("unknown key \"wbe\" (" + file + ", line 11). Did you mean \"web\"?");
  }

  @Test
  void aMissingFileSaysHowToGetOne() {
    assertThat(problems(file))
        .containsExactly(
            file + " does not exist. \"digest init\" makes one, or name yours: --config FILE");
  }

  @Test
  void aFolderIsNotAFile() {
    assertThat(problems(folder))
        .containsExactly(folder + " is a folder. Name the file in it: --config " + file);
  }

  @Test
  void aFileOfMoreThanAMegabyteIsNotRead() throws IOException {
    Files.writeString(file, "#".repeat(1_000_001));

    assertThat(problems(file))
        .containsExactly(file + " is larger than 1 MB. Is it really a configuration?");
  }

  @Test
  void anotherEncodingIsToldWithItsLine() throws IOException {
    Files.write(file, "site:\n  title: Kürier\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems(file))
        .containsExactly("not UTF-8 (" + file + ", line 2). Save the file in the encoding UTF-8");
  }

  @Test
  void aBinaryFileIsNotYaml() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});

    assertThat(problems(file)).singleElement().asString().startsWith("not YAML: the control");
  }

  @Test
  void aFileThatAnybodyMayWriteIsWarnedOf() throws IOException {
    Files.writeString(file, ConfigSample.LEAST);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(Config.read(file, Map.of()).warnings())
        .containsExactly("anybody may write to " + file + ". Run: chmod o-w " + file);
  }

  @Test
  void aBombOfNestedListsIsRefused() throws IOException {
    Files.writeString(file, "site: " + "[".repeat(100_000));

    assertThat(problems(file)).hasSize(1);
  }
}
