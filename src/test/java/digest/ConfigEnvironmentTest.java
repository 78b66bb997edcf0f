package digest;

import static digest.ConfigSample.LEAST;
import static digest.ConfigSample.problems;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigEnvironmentTest {

  private static Config parse(String yaml, Map<String, String> environment) {
    return Config.parse(yaml, Path.of("/srv/courier"), environment);
  }

  @Test
  void aVariableOverridesTheFile() {
    String yaml = LEAST + "web: {port: 1, bind: 127.0.0.1}\n";

    assertThat(parse(yaml, Map.of("DIGEST_WEB_PORT", "9000")).web().port()).isEqualTo(9000);
    assertThat(parse(yaml, Map.of("DIGEST_WEB_PORT", "9000")).web().bind()).isEqualTo("127.0.0.1");
  }

  @Test
  void aVariableSetsWhatTheFileLeavesOut() {
    Map<String, String> environment =
        Map.of(
            "DIGEST_WEB_PUBLICURL", "https://news.example.org/",
            "DIGEST_DATADIR", "/var/cache/digest",
            "DIGEST_SITE_TITLE", "Evening Courier",
            "DIGEST_SENDING_GIVEUPAFTER", "2h",
            "DIGEST_SENDING_ONLYDOMAINS", "example.org, Example.net",
            "DIGEST_DATABASE_USERNAME", "digest",
            "DIGEST_DATABASE_PASSWORD", "hunter2",
            "DIGEST_ALERTS", "ops@example.org");
    Config config = parse(LEAST, environment);

    assertThat(config.web().publicUrl()).isEqualTo("https://news.example.org");
    assertThat(config.dataDir()).isEqualTo(Path.of("/var/cache/digest"));
    assertThat(config.site().title()).isEqualTo("Evening Courier");
    assertThat(config.sending().retry().giveUpAfter()).isEqualTo(Duration.ofHours(2));
    assertThat(config.sending().onlyDomains()).isEqualTo(Set.of("example.org", "example.net"));
    assertThat(config.database().password()).isEqualTo("hunter2");
    assertThat(config.alerts()).hasToString("ops@example.org");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    Config config = parse(LEAST, Map.of("DIGEST_WEB_PORT", "", "DIGEST_SITE_TITLE", ""));

    assertThat(config.web().port()).isEqualTo(8025);
    assertThat(config.site().title()).isEqualTo("Courier");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void theEnvironmentAloneCanHoldTheSite() {
    String yaml = LEAST.substring(LEAST.indexOf("relays"));
    Map<String, String> environment =
        Map.of(
            "DIGEST_SITE_TITLE", "Courier",
            "DIGEST_SITE_URL", "https://courier.example.org",
            "DIGEST_SITE_POSTALADDRESS", "12 Old Quay");

    assertThat(parse(yaml, environment).site().postalAddress()).isEqualTo("12 Old Quay");
  }

  @Test
  void aFaultOfAVariableNamesTheVariable() {
    assertThat(problems(LEAST, Map.of("DIGEST_WEB_PORT", "abc")))
        .containsExactly(
            "web.port: expected a whole number from 0 to 65535, found \"abc\" (environment variable"
                + " DIGEST_WEB_PORT). Example: 8025");
  }

  @Test
  void anOverriddenFaultOfTheFileIsGone() {
    String yaml = LEAST + "web: {port: \"${NO_SUCH}\"}\n";

    assertThat(parse(yaml, Map.of("DIGEST_WEB_PORT", "9000")).web().port()).isEqualTo(9000);
  }

  @Test
  void aBlockOfAnotherShapeIsStillAFault() {
    assertThat(problems(LEAST + "web: 8025\n", Map.of("DIGEST_WEB_PORT", "9000")))
        .containsExactly(
            "web: expected keys with values, found \"8025\" (digest.yaml, line 11). Example: {bind:"
                + " 127.0.0.1}");
  }

  @Test
  void unknownVariablesAreWarnedOfAndTheOthersLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "DIGEST_WEB_PROT", "1",
            "DIGEST_NEWSLETTERS_0_ID", "x",
            "DIGEST_CONFIG", "digest.yaml",
            "DIGEST_SECRET", "s",
            "PATH", "/bin");

    assertThat(parse(LEAST, environment).warnings())
        .containsExactly(
            "unknown environment variable DIGEST_NEWSLETTERS_0_ID is ignored.",
            "unknown environment variable DIGEST_WEB_PROT is ignored. Did you mean"
                + " \"DIGEST_WEB_PORT\"?");
  }

  @Test
  void aVariableThatTheFileNamesIsNotUnknown() {
    String yaml = with("title: Courier", "title: \"${DIGEST_TITLE}\"");

    Config config = parse(yaml, Map.of("DIGEST_TITLE", "Evening Courier"));
    assertThat(config.site().title()).isEqualTo("Evening Courier");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void aVariableMayStandAnywhereInAValueAndIsFilledInOnce() {
    String yaml = with("title: Courier", "title: \"The ${TOWN} Courier of ${YEAR}\"");

    assertThat(parse(yaml, Map.of("TOWN", "${YEAR} $1", "YEAR", "2026")).site().title())
        .isEqualTo("The ${YEAR} $1 Courier of 2026");
  }

  @Test
  void aMissingVariableIsToldByName() {
    assertThat(problems(with("title: Courier", "title: \"${TOWN}\""), Map.of()))
        .containsExactly(
            "the environment has no variable TOWN (digest.yaml, line 1). Set it: export TOWN=…");
  }

  @ParameterizedTest
  @CsvSource({"${}", "${a b}", "${1A}", "${A:-b}"})
  void whatCannotBeAVariableIsTold(String reference) {
    assertThat(problems(with("title: Courier", "title: \"" + reference + "\""), Map.of()))
        .containsExactly(
            reference + " names no variable (digest.yaml, line 1). Example: ${SMTP_PASSWORD}");
  }
}
