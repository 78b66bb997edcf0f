package digest.render;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;

/** What templates may call: {@code wrap(text, first, rest)} and {@code isolate(text)}. */
final class TextMethods {
  private TextMethods() {}

  /**
   * By name.
   *
   * @param lineRuns the newsletter's direction
   */
  static Map<String, TemplateMethodModelEx> of(String lineRuns) {
    return Map.of(
        "wrap",
            arguments -> Columns.wrap(text(arguments, 0), text(arguments, 1), text(arguments, 2)),
        "isolate", arguments -> Direction.isolated(text(arguments, 0), lineRuns));
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
