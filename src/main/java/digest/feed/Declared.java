package digest.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entities that a document type declares for itself: names for a few characters are harmless
 * and common in old feeds; whatever could grow, or reach outside, is not (safety T8).
 */
final class Declared {

  private static final int MAX_ENTITIES = 300;

  private static final Pattern ENTITY =
      Pattern.compile(
          "<!ENTITY\\s+(%\\s+)?([\\w.:-]+)\\s+"
              + "(?:\"([^\"%&<]{0,100}|&#\\w{1,8};)\"|'([^'%&<]{0,100}|&#\\w{1,8};)'"
              + "|PUBLIC\\s+\"-//W3C//ENTITIES [^\"]*\"\\s+\"[^\"]*\")\\s*>");

  private Declared() {}

  /**
   * What stands for each name, empty when there are none; no map at all when one of them may do
   * harm. The names that XHTML's own sets declare are known anyway.
   */
  static Optional<Map<String, String>> entities(String doctype) {
    Map<String, String> entities = new HashMap<>();
    int count = 0;
    Matcher declared = ENTITY.matcher(doctype);
    for (; declared.find(); count++) {
      boolean isParameter = declared.group(1) != null;
      String value = declared.group(3) != null ? declared.group(3) : declared.group(4);
      if (isParameter != (value == null)) {
        return Optional.empty();
      }
      if (value != null) {
        entities.putIfAbsent(declared.group(2), value);
      }
    }
    boolean isKnown = count == doctype.split("<!ENTITY", -1).length - 1;
    return isKnown && count <= MAX_ENTITIES ? Optional.of(entities) : Optional.empty();
  }
}
