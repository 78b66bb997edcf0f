package digest;

import static digest.ConfigSample.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import digest.mail.DkimSettings;
import digest.testkit.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("delivery/M3: the keys of DKIM in the configuration")
class DkimPartTest {

  private static final String ACTIVE = "selector: d1, key: rsa.pem";

  @TempDir Path folder;

  @BeforeEach
  void writeKeys() throws IOException {
    put("rsa.pem", SigningKeys.RSA.getPrivate());
    put("old.pem", SigningKeys.OTHER_RSA.getPrivate());
    put("ed.pem", SigningKeys.ED25519.getPrivate());
  }

  private void put(String name, PrivateKey key) throws IOException {
    Path file = Files.writeString(folder.resolve(name), SigningKeys.pkcs8(key));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Config config(String keys) {
    String yaml = LEAST + "dkim: {domain: example.org, " + keys + "}\n";
    return Config.parse(yaml, folder, Map.of());
  }

  private List<String> problems(String keys) {
    ConfigFault fault = catchThrowableOfType(ConfigFault.class, () -> config(keys));
    return fault == null ? List.of() : fault.problems();
  }

  @Test
  void activeAndFormerKeysAreRead() {
    Config config =
        config(
            ACTIVE
                + ", ed25519: {selector: e1, key: ed.pem}, former: [{selector: d0, key: old.pem}]");

    DkimSettings dkim = Objects.requireNonNull(config.dkim());
    assertThat(dkim.active()).hasToString("[d1 RSA-2048, e1 ED25519-256]");
    assertThat(dkim.former()).hasToString("[d0 RSA-2048]");
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selector: d1, key: ed.pem | dkim.key: an Ed25519 key",
        "selector: d1, key: rsa.pem, ed25519: {selector: e1, key: old.pem}"
            + " | dkim.ed25519.key: an RSA key",
        "selector: d1, key: rsa.pem, ed25519: {selector: d1, key: ed.pem}"
            + " | another key has the selector \"d1\"",
        "selector: d1, key: rsa.pem, former: [{selector: d1, key: old.pem}]"
            + " | another key has the selector \"d1\"",
        "selector: d1, key: gone.pem | cannot be read",
        "selector: d1, key: . | cannot be read",
        "selector: d1 | dkim.key is missing",
        "key: rsa.pem | dkim.selector is missing",
        "selector: d1, key: rsa.pem, former: [{selector: d0}] | dkim.former[0].key is missing",
      })
  void whatCannotSignIsAFaultWithItsPlace(String keys, String what) {
    assertThat(problems(keys))
        .singleElement()
        .asString()
        .contains(what)
        .contains("digest.yaml, line ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-d1", "d1.", "d_1", "d..1", "a b", "d1;x", "é"})
  void aSelectorThatDnsOrTheHeaderCannotHoldIsRefused(String selector) {
    assertThat(problems("selector: \"" + selector + "\", key: rsa.pem"))
        .singleElement()
        .asString()
        .contains("a selector");
  }

  @Test
  @DisplayName("delivery/M3 safety/T22: the fault names the file and never shows what is in it")
  void aFaultyFileIsNamedAndNotShown() throws IOException {
    Files.writeString(folder.resolve("rsa.pem"), "hunter2 is no key");

    assertThat(problems(ACTIVE))
        .singleElement()
        .asString()
        .contains(folder.resolve("rsa.pem").toString(), "holds no PEM key", "openssl genrsa")
        .doesNotContain("hunter2");
  }

  @Test
  void aShortKeyIsWarnedOf() throws IOException {
    put("rsa.pem", SigningKeys.rsa(1024).getPrivate());

    assertThat(config(ACTIVE).warnings())
        .singleElement()
        .asString()
        .contains("holds a key of only 1024 bits", "Make one of 2048");
  }

  @Test
  @DisplayName("delivery/M3 safety/T22: every key file's mode is looked at")
  void aFormerKeyThatOthersMayReadIsWarnedOf() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("old.pem"), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(config(ACTIVE + ", former: [{selector: d0, key: old.pem}]").warnings())
        .singleElement()
        .asString()
        .contains("others may read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nBcc: x", "\\t", "", "café"})
  @DisplayName("delivery/M2 safety/T1: a Feedback-ID is one line of printable ASCII")
  void aFeedbackIdCannotStartAnotherHeader(String id) {
    String yaml = LEAST.stripTrailing() + "\n    feedbackId: \"" + id + "\"\n";
    ConfigFault fault =
        catchThrowableOfType(ConfigFault.class, () -> Config.parse(yaml, folder, Map.of()));

    assertThat(fault).isNotNull();
    assertThat(fault.problems()).singleElement().asString().contains("feedbackId");
  }
}
