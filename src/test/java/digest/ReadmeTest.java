package digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final String OPEN =
      "<!-- reference: printed by Config.reference(), a test compares -->\n";
  private static final String CLOSE = "<!-- /reference -->";

  @Test
  void theReferenceListsEveryKeyThatTheConfigurationKnows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf(OPEN) + OPEN.length();
    String reference = readme.substring(from, readme.indexOf(CLOSE));
    assertThat(reference.strip()).isEqualTo(Config.reference().strip());
  }

  @Test
  void theContinuousIntegrationRunsWhatTheReadmeSays() throws IOException {
    String script = Files.readString(Path.of(".ci", "run"));
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains("mvn -B verify").contains("java -jar target/digest.jar demo");
    assertThat(script).containsPattern("mvn -B [^\n]*verify").contains("digest.jar demo");
  }
}
