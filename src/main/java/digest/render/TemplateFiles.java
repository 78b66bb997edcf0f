package digest.render;

import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Function;

/** Hands FreeMarker the sources a function knows, and nothing else (safety T11). */
final class TemplateFiles implements TemplateLoader {
  private final Function<String, Optional<String>> sources;

  TemplateFiles(Function<String, Optional<String>> sources) {
    this.sources = sources;
  }

  @Override
  @SuppressWarnings("NullAway") // null is FreeMarker's word for "no such template"
  public Object findTemplateSource(String name) {
    return sources.apply(name).orElse(null);
  }

  @Override
  public long getLastModified(Object source) {
    return 0;
  }

  @Override
  public Reader getReader(Object source, String encoding) throws IOException {
    return new StringReader((String) source);
  }

  @Override
  public void closeTemplateSource(Object source) {}
}
