package digest.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An element's start in a template's source; what is not asked to change stays as it was written.
 *
 * @param attributes by name, as written, in order; a construct between attributes has its own entry
 * @param end {@code /} where the author closed the element
 */
record StartTag(String name, Map<String, String> attributes, String end) {
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([^\\s=/>\"']+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>\"']+))?", Pattern.DOTALL);
  private static final Set<String> WITH_BGCOLOR = Set.of("body", "table", "td");

  /** Reads what stands between the name and the closing bracket. */
  static StartTag of(String name, String rest) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher found = ATTRIBUTE.matcher(rest);
    int behind = 0;
    while (found.find()) {
      String space = rest.substring(behind, found.start());
      // The same name again, as in the branches of a directive, is kept and not looked at.
      String key = attributes.containsKey(found.group(1)) ? space + behind : found.group(1);
      attributes.put(key, space + found.group());
      behind = found.end();
    }
    return new StartTag(name, attributes, rest.substring(behind));
  }

  /** An attribute's value without its quotes; empty when it has none. */
  String value(String attribute) {
    Matcher found = ATTRIBUTE.matcher(attributes.getOrDefault(attribute, ""));
    if (!found.find() || found.group(2) == null) {
      return "";
    }
    String value = found.group(2);
    boolean isQuoted = value.startsWith("\"") || value.startsWith("'");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The same with these classes, the declarations before what its {@code style} says. */
  StartTag with(String classes, Declarations declarations) {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    if (classes.isEmpty()) {
      changed.remove("class");
    } else {
      changed.put("class", " class=\"" + classes + "\"");
    }
    if (WITH_BGCOLOR.contains(name) && !changed.containsKey("bgcolor")) {
      declarations
          .background()
          .ifPresent(colour -> changed.put("bgcolor", " bgcolor=\"" + colour + "\""));
    }
    String css = joined(declarations.css(), value("style"));
    if (!css.isEmpty()) {
      changed.put("style", " style=\"" + css + "\"");
    }
    return new StartTag(name, changed, end);
  }

  private static String joined(String declared, String own) {
    return declared.isEmpty() || own.isEmpty() ? declared + own : declared + ";" + own;
  }

  @Override
  public String toString() {
    return "<" + name + String.join("", attributes.values()) + end + ">";
  }
}
