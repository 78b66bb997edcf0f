package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Rendering;
import digest.edition.Masthead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The shipped look, compared whole. After a wanted change: {@code mvn test -Dtest=GoldenTest
 * -Dgolden.write=true}, then look at the difference.
 */
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/render");

  private final Renderer renderer = new Renderer(Templates.at(null));

  @Test
  @DisplayName("desk/M15: the English mail is what it was")
  void theEnglishMailIsWhatItWas() throws IOException {
    Masthead masthead = Samples.masthead();
    compare(
        "english", renderer.full(masthead, Samples.english(), Samples.mira(renderer, masthead)));
  }

  @Test
  @DisplayName("desk/M15: the Arabic mail is what it was")
  void theArabicMailIsWhatItWas() throws IOException {
    Masthead masthead = Samples.arabicMasthead();
    compare("arabic", renderer.full(masthead, Samples.arabic(), Samples.mira(renderer, masthead)));
  }

  private static void compare(String name, Rendering rendering) throws IOException {
    compare(FILES.resolve(name + ".html"), rendering.html());
    compare(FILES.resolve(name + ".txt"), rendering.text());
  }

  private static void compare(Path golden, String rendered) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(golden));
  }
}
