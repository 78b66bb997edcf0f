package digest.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The web door's pages, from {@code pages/} on the class path; all text is escaped by itself.
 *
 * <p>A model may hold text, numbers, truth, lists, maps and records; of a record a page sees its
 * components, of anything else its {@code toString()}.
 */
public final class Pages {
  private static final String ROOT = "pages/";

  private final Engine engine = new Engine(ROOT, Limits.DEFAULT, Pages::source);

  /** Reads a page when it is first asked for. */
  public Pages() {}

  /**
   * Fills in {@code pages/NAME.ftlh}.
   *
   * @throws TemplateFault when it does not exist or does not work
   */
  public String page(String name, Map<String, Object> model) {
    return engine.render(List.of(new Engine.Part(name + ".ftlh", model)), Locale.ROOT).get(0);
  }

  private static Optional<String> source(String name) {
    Templates.refuseTraversal(name);
    try (InputStream stream = Pages.class.getClassLoader().getResourceAsStream(ROOT + name)) {
      if (stream == null) {
        return Optional.empty();
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      TemplateSource source = TemplateSource.of(ROOT + name, text);
      return Optional.of(source.restore(source.text()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
