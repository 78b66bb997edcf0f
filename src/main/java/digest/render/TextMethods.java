package digest.render;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What templates may call: {@code wrap(text, first, rest)} and {@code isolate(text)}. */
final class TextMethods {
  private static final int MAX_KEPT = 1000;
  private static final int MAX_LENGTH = 4000;

  private TextMethods() {}

  /**
   * By name.
   *
   * @param lineRuns the newsletter's direction
   */
  static Map<String, TemplateMethodModelEx> of(String lineRuns) {
    return Map.of(
        "wrap",
        kept(
            arguments -> List.of(text(arguments, 0), text(arguments, 1), text(arguments, 2)),
            key -> Columns.wrap(key.get(0), key.get(1), key.get(2))),
        "isolate",
        kept(arguments -> text(arguments, 0), text -> Direction.isolated(text, lineRuns)));
  }

  /** An edition rendered for each recipient asks for the same texts each time. */
  private static <K> TemplateMethodModelEx kept(Reading<K> reading, Function<K, String> making) {
    Map<K, TemplateModel> kept = new ConcurrentHashMap<>();
    return arguments -> {
      K key = reading.of((List<?>) arguments);
      TemplateModel known = kept.get(key);
      if (known != null) {
        return known;
      }
      String text = making.apply(key);
      TemplateModel made = new SimpleScalar(text);
      if (text.length() <= MAX_LENGTH && kept.size() < MAX_KEPT) {
        kept.put(key, made);
      }
      return made;
    };
  }

  /** What a method is given, as text. */
  private interface Reading<K> {
    K of(List<?> arguments) throws TemplateModelException;
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
