package digest;

import static digest.ConfigSample.LEAST;
import static digest.ConfigSample.problems;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import digest.mail.DkimSettings;
import digest.testkit.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("safety/T22: secrets come by a variable or a file, and are never shown")
class ConfigSecretTest {

  private static final String SECRET = "hunter2";

  @TempDir Path folder;

  private static String relay(String keys) {
    return with("{host: localhost}", "{host: smtp.example.org, username: me, " + keys + "}");
  }

  @Test
  void aPasswordInTheFileIsAFaultThatSaysWhatToDoAndDoesNotShowIt() {
    assertThat(problems(relay("password: hunter2")))
        .containsExactly(
            "relays[0].password: the secret itself stands in the file (digest.yaml, line 3). Write"
                + " password: \"${SMTP_PASSWORD}\" and set that variable, or passwordFile:"
                + " /run/secrets/smtp");
  }

  @Test
  void aPasswordHalfInTheFileIsAFaultToo() {
    assertThat(problems(relay("password: \"hunter2${SMTP_PASSWORD}\"")))
        .singleElement()
        .asString()
        .contains("the secret itself stands in the file");
  }

  /** Wherever a secret lands by mistake, what is told about it must not show it. */
  static Stream<String> misplacedSecrets() {
    return Stream.of(
        with("title: Courier", "title: Courier, url2: \"${S}\""),
        with("https://courier.example.org", "\"${S}\""),
        with("from: weekly@example.org", "from: \"Me <${S}>\""),
        with("list: readers", "list: \"${S}\""),
        with("id: weekly", "id: \"${S}\""),
        with("\"0 0 7 ? * MON\"", "\"${S}\""),
        with("\"0 0 7 ? * MON\"", "\"0 0 7 ? * MON\", zone: \"${S}\""),
        with("\"0 0 7 ? * MON\"", "\"0 0 7 ? * MON\", grace: \"${S}\""),
        relay("tls: \"${S}\", passwordFile: \"${S}\""),
        relay("port: \"${S}\", password: \"${S}\""),
        relay("host2: x, password: " + SECRET + "/x:y"),
        LEAST + "database: {url: \"jdbc:postgresql://me:hunter2/x:y@host/db\"}\n",
        LEAST + "database: {url: \"jdbc:postgresql://host/db?user=me&password=hunter2/x:y\"}\n",
        LEAST + "database: {url: \"${S}\"}\n",
        LEAST + "bounces: {mailbox: \"imaps://me:hunter2/x:y@imap.example.org\"}\n",
        LEAST + "bounces: {mailbox: \"imaps://me:hunter2@imap.example.org\"}\n",
        LEAST + "bounces: {mailbox: \"${S}\", password: \"${S}\"}\n",
        LEAST + "web: {publicUrl: \"https://me:hunter2@example.org\"}\n",
        LEAST + "web: {publicUrl: \"${S}\", port: \"${S}\"}\n",
        LEAST + "allowPrivate: [\"${S}\"]\n",
        LEAST + "sending: {onlyDomains: \"${S}\", uncertain: \"${S}\"}\n",
        LEAST + "    subject: \"${S}\"\n",
        LEAST + "    subject: \"{${S}}\"\n",
        LEAST + "    language: \"${S}\"\n",
        LEAST + "    template: \"${S}\"\n",
        LEAST + "    feeds: [{url: \"https://me:hunter2@example.org/feed\"}]\n",
        LEAST + "    feeds: [{url: \"https://me:hunter2@exa mple.org/feed\"}]\n",
        LEAST + "    feeds: [{url: \"ftp://${S}\"}]\n",
        LEAST + "    feeds: [{url: a, headers: {Authorization: \"Bearer hunter2\"}}]\n",
        LEAST + "    feeds: [{url: a, headers: {X-Api-Key: hunter2}}]\n",
        LEAST + "    feeds: [{url: a, headers: {Cookie: \"${NO_SUCH}hunter2\"}}]\n",
        LEAST + "    feeds: [{url: a, headers: \"${S}\"}]\n",
        LEAST + "dkim: {domain: \"${S}\", selector: \"${S}\", key: x}\n",
        LEAST + "    rules: {sections: [{name: \"${S}\"}, {name: \"${S}\"}, {max: \"${S}\"}]}\n",
        relay("password: hunter2 \"x\" ]"),
        relay("password: \"hunter2\n"),
        relay("password: hunter2: x"),
        relay("password: *hunter2").replace("*hunter2", "!hunter2 hunter2"),
        LEAST + "- hunter2\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misplacedSecrets")
  void noProblemShowsASecret(String yaml) {
    List<String> problems = problems(yaml, Map.of("S", SECRET + "/x:y", "SMTP_PASSWORD", SECRET));

    assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains(SECRET));
    assertThat(problems(yaml, Map.of("S", SECRET, "SMTP_PASSWORD", SECRET)))
        .noneMatch(problem -> problem.contains(SECRET));
  }

  @Test
  void theFaultHoldsNoCauseThatWouldShowTheFile() {
    ConfigFault fault =
        catchThrowableOfType(
            ConfigFault.class,
            () -> Config.parse(relay("password: hunter2 \"x\" ]"), folder, Map.of()));

    assertThat(fault).hasNoCause();
    assertThat(fault.toString()).doesNotContain(SECRET);
  }

  @Test
  void noSettingPrintsItsPassword() {
    Config config = ConfigSample.parse(ConfigSample.GOOD);

    assertThat(config.relays().toString()).doesNotContain(SECRET);
    assertThat(config.database().toString()).doesNotContain(SECRET);
    assertThat(config.bounces().toString()).doesNotContain(SECRET);
    assertThat(config.toString()).doesNotContain(SECRET);
  }

  @Test
  void aSecretsFileIsReadWithoutItsLineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("smtp"), " two words \r\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Config config = Config.parse(relay("passwordFile: smtp"), folder, Map.of());

    assertThat(config.relays().get(0).password()).isEqualTo(" two words ");
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "mode {0}")
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
  void aSecretsFileThatOthersMayReadIsWarnedOf(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("smtp"), SECRET);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(Config.parse(relay("passwordFile: smtp"), folder, Map.of()).warnings())
        .containsExactly(
            "relays[0].passwordFile: others may read \""
                + file
                + "\", which holds a secret (digest.yaml, line 3). Let its owner alone read it:"
                + " chmod 600");
  }

  @Test
  void aSigningKeyThatOthersMayReadIsWarnedOf() throws IOException {
    String pem = SigningKeys.pkcs8(SigningKeys.RSA.getPrivate());
    Path key = Files.writeString(folder.resolve("dkim.pem"), pem);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    String yaml = LEAST + "dkim: {domain: Example.org, selector: d1, key: dkim.pem}\n";
    Config config = Config.parse(yaml, folder, Map.of());

    DkimSettings dkim = Objects.requireNonNull(config.dkim());
    assertThat(dkim.domain()).isEqualTo("example.org");
    assertThat(dkim.active()).hasToString("[d1 RSA-2048]");
    assertThat(config.warnings()).singleElement().asString().contains("others may read \"" + key);
  }

  @Test
  void aSigningKeyThatIsNotThereIsAFault() {
    String yaml = LEAST + "dkim: {domain: example.org, selector: d1, key: dkim.pem}\n";

    assertThat(problems(yaml))
        .containsExactly(
            "dkim.key: \"/srv/courier/dkim.pem\" cannot be read (digest.yaml, line 11). Put the"
                + " private key there");
  }

  @Test
  void aSecretsFileThatIsMissingAFolderOrEmptyIsAFault() throws IOException {
    Files.writeString(folder.resolve("empty"), "\n");
    Files.write(folder.resolve("large"), new byte[70_000]);

    for (String name : List.of("missing", ".", "large")) {
      assertThat(fault(relay("passwordFile: " + name)))
          .containsExactly(
              "relays[0].passwordFile: \""
                  + folder.resolve(name).normalize()
                  + "\" cannot be read (digest.yaml, line 3). The file must exist and hold one line"
                  + " of text");
    }
    assertThat(fault(relay("passwordFile: empty")))
        .singleElement()
        .asString()
        .contains("is empty (digest.yaml, line 3). Put the secret on its first line");
  }

  @Test
  void aSecretByBothWaysIsAFault() throws IOException {
    Files.writeString(folder.resolve("smtp"), SECRET);

    assertThat(fault(relay("password: \"${SMTP_PASSWORD}\", passwordFile: smtp")))
        .containsExactly(
            "relays[0].passwordFile: given beside password (digest.yaml, line 3). Remove one of"
                + " them");
  }

  @Test
  void anEmptyVariableIsNoSecret() {
    assertThat(problems(relay("password: \"${SMTP_PASSWORD}\""), Map.of("SMTP_PASSWORD", "")))
        .containsExactly(
            "relays[0].password: expected a secret, found \"${SMTP_PASSWORD}\" (digest.yaml, line"
                + " 3). Example: \"${SMTP_PASSWORD}\"");
  }

  private List<String> fault(String yaml) {
    return catchThrowableOfType(
            ConfigFault.class, () -> Config.parse(yaml, folder, Map.of("SMTP_PASSWORD", SECRET)))
        .problems();
  }
}
