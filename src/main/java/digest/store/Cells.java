package digest.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** How a value stands in a table's cell. */
final class Cells {

  /** What a spreadsheet takes for the start of a formula, after any apostrophes of ours. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);

  private static final Pattern NEEDS_JSON = Pattern.compile(".*[|,;\\[\"].*", Pattern.DOTALL);

  private Cells() {}

  /** Harmless in a spreadsheet: an apostrophe makes it text (safety T23). */
  static String neutral(String value) {
    return FORMULA.matcher(value).matches() ? "'" + value : value;
  }

  /** What {@link #neutral} was given. */
  static String plain(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  static String of(List<String> values) {
    return values.stream().anyMatch(value -> NEEDS_JSON.matcher(value).matches())
        ? Json.write(values)
        : String.join("|", values);
  }

  static String of(Map<String, String> values) {
    return values.isEmpty() ? "" : Json.write(values);
  }

  /** {@code a|b}, {@code a, b}, {@code a;b}, or a JSON array. */
  static List<String> list(String cell) {
    if (cell.startsWith("[")) {
      try {
        return Json.strings(cell);
      } catch (JacksonException e) {
        return List.of(cell);
      }
    }
    return Arrays.stream(cell.split(cell.contains("|") ? "\\|" : "[,;]", -1))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** A JSON object; anything else is kept under the column's own name. */
  static Map<String, String> texts(String cell) {
    if (cell.isEmpty()) {
      return Map.of();
    }
    try {
      return Json.texts(cell);
    } catch (JacksonException e) {
      return Map.of("attributes", cell);
    }
  }
}
