package digest.render;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What templates may call: {@code wrap(text, first, rest)} and {@code isolate(text)}. */
final class TextMethods {
  private static final int MAX_KEPT = 1000;

  private TextMethods() {}

  /**
   * By name.
   *
   * @param lineRuns the newsletter's direction
   */
  static Map<String, TemplateMethodModelEx> of(String lineRuns) {
    // An edition rendered for each recipient wraps the same texts each time.
    Map<List<String>, String> wrapped = new ConcurrentHashMap<>();
    return Map.of(
        "wrap",
        arguments -> {
          List<String> key = List.of(text(arguments, 0), text(arguments, 1), text(arguments, 2));
          String known = wrapped.get(key);
          String lines = known == null ? Columns.wrap(key.get(0), key.get(1), key.get(2)) : known;
          if (known == null && wrapped.size() < MAX_KEPT) {
            wrapped.put(key, lines);
          }
          return lines;
        },
        "isolate",
        arguments -> Direction.isolated(text(arguments, 0), lineRuns));
  }

  /** An open field is no text: its width is not known. */
  private static String text(List<?> arguments, int index) throws TemplateModelException {
    if (index >= arguments.size()) {
      return "";
    }
    if (arguments.get(index) instanceof TemplateScalarModel text) {
      return text.getAsString();
    }
    throw new TemplateModelException("wrap and isolate take text that is known; fields are not");
  }
}
