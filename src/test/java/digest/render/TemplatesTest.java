package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the files of a look come from. */
class TemplatesTest {
  @TempDir Path folder;

  @Test
  void theShippedFilesAreThoseOfTheTree() throws IOException {
    Map<String, String> shipped = Templates.at(null).files();
    assertThat(shipped)
        .containsKeys("digest.html.ftlh", "digest.txt.ftl", "parts/style.css", "parts/story.ftlh");
    for (Map.Entry<String, String> file : shipped.entrySet()) {
      assertThat(Path.of("templates", file.getKey())).hasContent(file.getValue());
    }
  }

  @Test
  void aFileOfTheFolderWinsAndIsReadAnew() throws IOException {
    Templates templates = Templates.at(folder);
    Renderer renderer = new Renderer(templates);
    assertThat(templates.files()).isEqualTo(Templates.at(null).files());

    write("digest.html.ftlh", "mine: ${newsletter.title}");
    write("parts/own.ftlh", "own");
    write("notes.md", "not a template");

    assertThat(templates.files())
        .containsEntry("digest.html.ftlh", "mine: ${newsletter.title}")
        .containsEntry("parts/own.ftlh", "own")
        .containsKey("digest.txt.ftl")
        .doesNotContainKey("notes.md");
    assertThat(renderer.full(Samples.masthead(), Samples.of(), Map.of()).html())
        .isEqualTo("mine: Alder Bay Courier");

    write("digest.html.ftlh", "changed");
    assertThat(renderer.full(Samples.masthead(), Samples.of(), Map.of()).html())
        .isEqualTo("changed");
  }

  @Test
  @DisplayName("delivery/A7: frozen files do not follow the folder")
  void frozenFilesDoNotFollowTheFolder() throws IOException {
    write("digest.html.ftlh", "before");
    Templates frozen = Templates.frozen(Templates.at(folder).files());
    write("digest.html.ftlh", "after");

    assertThat(new Renderer(frozen).full(Samples.masthead(), Samples.of(), Map.of()).html())
        .isEqualTo("before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.ftlh", "/etc/passwd", "a/../../x.ftlh", "a\\x.ftlh", "", "a//b", ".."})
  @DisplayName("safety/T11: a name that leads out is refused")
  void aNameThatLeadsOutIsRefused(String name) {
    assertThatThrownBy(() -> Templates.frozen(Map.of(name, "x")))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("not a template's name");
  }

  @Test
  @DisplayName("safety/T11: a link out of the folder is refused, one inside is followed")
  void aLinkOutIsRefused(@TempDir Path elsewhere) throws IOException {
    write("..data/digest.html.ftlh", "linked");
    Files.createSymbolicLink(
        folder.resolve("digest.html.ftlh"), Path.of("..data/digest.html.ftlh"));
    assertThat(Templates.at(folder).files()).containsEntry("digest.html.ftlh", "linked");

    Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("out.ftlh"), secret);
    assertThatThrownBy(() -> Templates.at(folder).files())
        .isInstanceOf(TemplateFault.class)
        .hasMessage("templates/out.ftlh: is a link out of the folder; put the file itself there");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    write("digest.html.ftlh", "x".repeat(300_000));
    assertThatThrownBy(() -> Templates.at(folder).files())
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("is larger than");
  }

  @Test
  void theFilesAreFoundInAJarToo() throws IOException {
    URI jar = URI.create("jar:" + folder.resolve("digest.jar").toUri());
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(inside.getPath("templates", "parts"));
      Files.writeString(inside.getPath("templates/digest.html.ftlh"), "from the jar");
      Files.writeString(inside.getPath("templates/parts/a.ftlh"), "a part");
    }
    assertThat(Templates.shipped(URI.create(jar + "!/templates/digest.html.ftlh")))
        .isEqualTo(Map.of("digest.html.ftlh", "from the jar", "parts/a.ftlh", "a part"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
