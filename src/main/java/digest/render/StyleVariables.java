package digest.render;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of a look, said once: {@code --ink: #1c2226} in the sheet's {@code :root}.
 *
 * <p>Mail programs do not know {@code var(--ink)}, so it is replaced when a template is loaded.
 *
 * @param file that defines them
 */
record StyleVariables(String file, Map<String, String> values) {
  private static final Pattern ROOT = Pattern.compile(":root\\s*\\{([^}]*)}");
  private static final Pattern DEFINITION = Pattern.compile("(--[\\w-]+)\\s*:\\s*([^;]+?)\\s*;");
  private static final Pattern USE = Pattern.compile("var\\(\\s*(--[\\w-]+)\\s*\\)");

  static StyleVariables of(String file, String sheet) {
    Map<String, String> values = new TreeMap<>();
    ROOT.matcher(sheet)
        .results()
        .flatMap(root -> DEFINITION.matcher(root.group(1) + ";").results())
        .forEach(definition -> values.put(definition.group(1), definition.group(2)));
    return new StyleVariables(file, Map.copyOf(values));
  }

  /** The sheet without the definitions, with as many lines. */
  static String without(String sheet) {
    return ROOT.matcher(sheet)
        .replaceAll(root -> "\n".repeat((int) root.group().chars().filter(c -> c == '\n').count()));
  }

  /**
   * Replaces each use.
   *
   * @param place where the text stands
   * @throws TemplateFault when one is not defined
   */
  String resolve(String place, String css) {
    return USE.matcher(css)
        .replaceAll(
            use -> {
              String value = values.get(use.group(1));
              if (value == null) {
                throw new TemplateFault(
                    place,
                    "\""
                        + use.group()
                        + "\" is not defined in :root of "
                        + file
                        + ". Known there: "
                        + String.join(", ", new TreeMap<>(values).keySet()));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
