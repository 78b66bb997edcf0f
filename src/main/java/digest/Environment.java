package digest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the environment says over the file: {@code DIGEST_WEB_PORT} overrides {@code web.port}, and
 * {@code ${NAME}} in a value is replaced by that variable. An empty {@code DIGEST_} variable counts
 * as unset, as container files cannot leave one out.
 */
final class Environment {

  private static final String PREFIX = "DIGEST_";
  private static final Set<String> READ_ELSEWHERE = Set.of("DIGEST_CONFIG", "DIGEST_SECRET");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final Map<String, String> variables;
  private final Problems problems;
  private final Set<String> used = new HashSet<>(READ_ELSEWHERE);

  Environment(Map<String, String> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** Whether a value comes from variables alone, as a secret must. */
  static boolean suppliesAll(Node.Scalar scalar) {
    return scalar.variable() != null
        || (scalar.isHidden() && REFERENCE.matcher(scalar.written()).replaceAll("").isEmpty());
  }

  /** The tree as it holds in this environment. */
  Node.Mapping over(Node.Mapping root) {
    Node.Mapping overridden = root;
    for (Key<?> key : Keys.ALL) {
      String variable = variable(key);
      String text = key.isSingle() ? variables.getOrDefault(variable, "") : "";
      if (key.isSingle()) {
        used.add(variable);
      }
      if (!text.isEmpty()) {
        Node value = new Node.Scalar(text, text, 0, variable);
        overridden = with(overridden, List.of(key.path().split("\\.", -1)), value);
      }
    }
    Node.Mapping filled = (Node.Mapping) filled(overridden);
    warnOfUnknown();
    return filled;
  }

  /** The variable that overrides a key: {@code web.publicUrl} by {@code DIGEST_WEB_PUBLICURL}. */
  static String variable(Key<?> key) {
    return PREFIX + key.path().replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static Node.Mapping with(Node.Mapping mapping, List<String> path, Node value) {
    String name = path.get(0);
    Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
    Node.Entry entry = entries.getOrDefault(name, new Node.Entry(new Node.Blank(1), 1));
    Node replaced = value;
    if (path.size() > 1) {
      Node below = entry.value();
      if (below instanceof Node.Blank blank) {
        below = new Node.Mapping(Map.of(), blank.line());
      }
      // A scalar where keys belong stays, and is complained of later.
      replaced =
          below instanceof Node.Mapping keys
              ? with(keys, path.subList(1, path.size()), value)
              : below;
    }
    entries.put(name, new Node.Entry(replaced, entry.line()));
    return new Node.Mapping(entries, mapping.line());
  }

  private Node filled(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, old) -> entries.put(key, new Node.Entry(filled(old.value()), old.line())));
      return new Node.Mapping(entries, mapping.line());
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(filled(item)));
      return new Node.Sequence(items, sequence.line());
    }
    return node instanceof Node.Scalar scalar && scalar.variable() == null ? filled(scalar) : node;
  }

  private Node filled(Node.Scalar scalar) {
    Matcher references = REFERENCE.matcher(scalar.written());
    StringBuilder text = new StringBuilder();
    while (references.find()) {
      String name = references.group(1);
      String value = variables.get(name);
      used.add(name);
      if (value == null) {
        return missing(scalar, name);
      }
      references.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    references.appendTail(text);
    return new Node.Scalar(text.toString(), scalar.written(), scalar.line(), null);
  }

  private Node missing(Node.Scalar scalar, String name) {
    if (name.matches(NAME)) {
      problems.add(
          scalar, "the environment has no variable " + name, "Set it: export " + name + "=…");
    } else {
      problems.add(scalar, "${" + name + "} names no variable", "Example: ${SMTP_PASSWORD}");
    }
    return new Node.Reported(scalar.line());
  }

  private void warnOfUnknown() {
    new TreeSet<>(variables.keySet())
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !used.contains(name))
            .map(name -> "unknown environment variable " + name + " is ignored." + nearest(name))
            .forEach(problems::warn);
  }

  private static String nearest(String variable) {
    Set<String> known =
        Stream.concat(
                READ_ELSEWHERE.stream(),
                Keys.ALL.stream().filter(Key::isSingle).map(Environment::variable))
            .map(name -> name.substring(PREFIX.length()))
            .collect(Collectors.toSet());
    return Nearest.to(variable.substring(PREFIX.length()), known)
        .map(near -> " " + Nearest.question(PREFIX + near))
        .orElse("");
  }
}
