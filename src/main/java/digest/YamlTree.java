package digest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 into {@link Node}s that remember their lines.
 *
 * <p>Scalars stay text ({@code 1.10} is not 1.1, {@code no} is not false). Aliases and tags are
 * refused: a configuration needs none, and a bomb is made of them.
 */
final class YamlTree {

  private static final Pattern POSITION = Pattern.compile("line ([0-9]+), column [0-9]+");
  private static final String OFTEN =
      "Often a quote or bracket is not closed, a space after a colon is missing, or a line is"
          + " indented differently from its neighbours";

  private final Problems problems;

  YamlTree(Problems problems) {
    this.problems = problems;
  }

  /**
   * The one document of a file.
   *
   * @throws ConfigFault when the text is not YAML, is empty, or is not made of keys and values
   */
  Node.Mapping read(String yaml) {
    refuseControlCharacters(yaml);
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
      return document((YAMLParser) parser);
    } catch (JacksonException e) {
      throw notYaml(e);
    }
  }

  private Node.Mapping document(YAMLParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      throw problems.fatal(
          1, "the configuration is empty", "\"digest init\" writes one to begin with");
    }
    Node root = node(parser);
    if (!(root instanceof Node.Mapping mapping)) {
      throw problems.fatal(
          root.line(),
          "expected keys with values, found " + root.found(),
          "Example: site: {title: Alder Bay Courier}");
    }
    if (parser.nextToken() != null) {
      throw problems.fatal(line(parser), "a second document begins", "Remove the line ---");
    }
    return mapping;
  }

  private Node node(YAMLParser parser) {
    int line = line(parser);
    String forbidden = forbidden(parser);
    Node node =
        switch (parser.currentToken()) {
          case START_OBJECT -> mapping(parser, line);
          case START_ARRAY -> sequence(parser, line);
          case VALUE_NULL -> new Node.Blank(line);
          default -> Node.Scalar.of(parser.getString(), line);
        };
    if (forbidden.isEmpty()) {
      return node;
    }
    problems.add(node, forbidden + " cannot be used here", "Write the value itself");
    return new Node.Reported(line);
  }

  private static String forbidden(YAMLParser parser) {
    if (parser.isCurrentAlias()) {
      return "the alias *" + parser.getString();
    }
    return parser.getTypeId() == null ? "" : "the tag of a value (!…)";
  }

  private Node sequence(YAMLParser parser, int line) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser));
    }
    return new Node.Sequence(items, line);
  }

  private Node mapping(YAMLParser parser, int line) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.getString();
      int keyLine = line(parser);
      parser.nextToken();
      Node.Entry entry = new Node.Entry(node(parser), keyLine);
      Node.Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        problems.add(
            new Node.Blank(keyLine),
            "key \"" + key + "\" is given twice, first on line " + earlier.line(),
            "Remove one of them");
      }
    }
    return new Node.Mapping(entries, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private void refuseControlCharacters(String yaml) {
    int line = 1;
    for (int i = 0; i < yaml.length(); i++) {
      char c = yaml.charAt(i);
      line += c == '\n' ? 1 : 0;
      if (c != '\n' && c != '\r' && c != '\t' && (Character.isISOControl(c) || c == '\uFFFE')) {
        String code = String.format("U+%04X", (int) c);
        throw problems.fatal(line, "not YAML: the control character " + code, "Remove it");
      }
    }
  }

  /** The library's words without its excerpts of the file, which may show what should be hidden. */
  private ConfigFault notYaml(JacksonException e) {
    String message = e.getOriginalMessage();
    List<Integer> lines = new ArrayList<>();
    Matcher positions = POSITION.matcher(message);
    while (positions.find()) {
      lines.add(Integer.valueOf(positions.group(1)));
    }
    int line =
        !lines.isEmpty()
            ? lines.get(lines.size() - 1)
            : Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
    if (message.contains("(TAB)")) {
      return problems.fatal(
          line, "a tab begins a line's value", "YAML wants spaces; replace the tab");
    }
    List<String> words =
        message.lines().filter(text -> !text.startsWith(" ") && !text.isBlank()).toList();
    String what = words.isEmpty() ? "cannot be read" : words.get(words.size() - 1);
    String begun = lines.size() > 1 ? ", in what begins on line " + lines.get(0) : "";
    return problems.fatal(line, "not YAML: " + what + begun, OFTEN);
  }
}
