package digest.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's form sent, urlencoded.
 *
 * @param fields in the order sent; a field may come several times
 */
record Form(Map<String, List<String>> fields) {

  /** No form of the desk is larger; an intro of many pages fits. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_FIELDS = 500;

  /** The only value of a field, or empty when it did not come. */
  Optional<String> value(String name) {
    return fields.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The value of a field that our own page always sends. */
  String needed(String name) {
    return value(name).orElseThrow(() -> incomplete(name));
  }

  /** A number that our own page always sends. */
  long number(String name) {
    String text = needed(name);
    if (!text.matches("\\d{1,18}")) {
      throw incomplete(name);
    }
    return Long.parseLong(text);
  }

  /** All values of a field. */
  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  @Nullable String valueOrNull(String name) {
    return value(name).orElse(null);
  }

  /** Takes an urlencoded body apart. */
  static Form parse(String body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String[] pairs = body.split("&", MAX_FIELDS + 1);
    if (pairs.length > MAX_FIELDS) {
      throw tooLarge();
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "The form is damaged", "Load the page again and repeat it.");
    }
  }

  private static Problem incomplete(String name) {
    return new Problem(
        400, "The form is not complete", "\"" + name + "\" is missing. Load the page again.");
  }

  static Problem tooLarge() {
    return new Problem(413, "That is too much text", "A form may hold 256 KB.");
  }
}
