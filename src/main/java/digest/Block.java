package digest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Some keys of the file that belong together, such as {@code web} or one newsletter; gives their
 * values and notes what is wrong with them.
 *
 * <p>A faulty value is replaced by a stand-in, so that the reading goes on and finds the rest; the
 * configuration made of stand-ins is thrown away.
 */
final class Block {

  private final String path;
  private final String label;
  private final String parentPrefix;
  private final Node node;
  private final boolean silent;
  private final Problems problems;
  private final Map<String, Node.Entry> entries;
  private final Set<String> misspelt = new HashSet<>();

  private Block(
      String path,
      String label,
      String parentPrefix,
      Node node,
      boolean silent,
      Problems problems) {
    this.path = path;
    this.label = label;
    this.parentPrefix = parentPrefix;
    this.node = node;
    this.problems = problems;
    this.silent = silent || !(node instanceof Node.Mapping || node instanceof Node.Blank);
    this.entries = node instanceof Node.Mapping mapping ? mapping.entries() : Map.of();
    refuseOtherShapes();
    entries.forEach(this::refuseUnknown);
  }

  /** The whole file. */
  static Block of(Node.Mapping root, Problems problems) {
    return new Block("", "", "", root, false, problems);
  }

  /** The value, else the default; a required key that is missing is a problem. */
  <T> T get(Key<T> key) {
    Optional<T> found = find(key);
    if (found.isEmpty() && key.isRequired() && !silent && !misspelt.contains(key.name())) {
      String example = "Example: " + key.name() + ": " + key.quotedExample();
      problems.add(node, labelled(key.name()) + " is missing", example);
    }
    return found.orElseGet(key::standIn);
  }

  /** The value, or empty when it is left out. */
  <T> Optional<T> find(Key<T> key) {
    if (!key.parent().equals(path)) {
      throw new IllegalArgumentException(key.path() + " does not stand in " + path);
    }
    return value(key.name()).map(value -> read(key, value));
  }

  /** Whether there is something to {@link #find}. */
  boolean has(Key<?> key) {
    return value(key.name()).isPresent();
  }

  /** What stands there, unread. */
  Optional<Node> value(String name) {
    return Optional.ofNullable(entries.get(name))
        .map(Node.Entry::value)
        .filter(value -> !(value instanceof Node.Blank));
  }

  /** The keys below a key; as if empty when it is left out. */
  Block block(String name) {
    Node value = value(name).orElse(new Node.Blank(node.line()));
    return new Block(
        below(name), labelled(name), prefix(), value, silent || misspelt.contains(name), problems);
  }

  /** The blocks listed under a key, named by their places. */
  List<Block> blocks(String name) {
    return blocks(name, (item, place) -> labelled(name) + "[" + place + "]");
  }

  /** The blocks listed under a key, named {@code newsletter "weekly":} where they have an id. */
  List<Block> blocks(String name, String noun, Key<?> id) {
    return blocks(
        name,
        (item, place) ->
            scalar(item, id.name())
                .map(text -> noun + " " + text.found() + ":")
                .orElse(labelled(name) + "[" + place + "]"));
  }

  private List<Block> blocks(String name, BiFunction<Node, Integer, String> label) {
    List<Block> blocks = new ArrayList<>();
    for (Node item : items(name)) {
      String itsLabel = label.apply(item, blocks.size());
      Node told = item instanceof Node.Blank ? blank(item, itsLabel) : item;
      blocks.add(new Block(below(name) + "[]", itsLabel, prefix(), told, silent, problems));
    }
    return blocks;
  }

  private Node blank(Node item, String itsLabel) {
    problems.add(item, itsLabel + ": expected keys with values, found nothing", "Remove the dash");
    return new Node.Reported(item.line());
  }

  private static Optional<Node.Scalar> scalar(Node block, String name) {
    return block instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(name))
            .map(Node.Entry::value)
            .filter(Node.Scalar.class::isInstance)
            .map(Node.Scalar.class::cast)
        : Optional.empty();
  }

  private List<Node> items(String name) {
    Node value = value(name).orElse(new Node.Reported(node.line()));
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    if (!(value instanceof Node.Reported)) {
      String what = labelled(name) + ": expected a list, found " + value.found();
      problems.add(value, what, "Begin each entry with a dash: \"- \"");
    }
    return List.of();
  }

  /** Notes a fault of the value of a key, or of the block when the key is left out. */
  void fault(Key<?> key, String what, String remedy) {
    problems.add(where(key), labelled(key.name()) + ": " + what, remedy);
  }

  /** A key's value for a message: {@code text}, unless a variable holds it, which may be secret. */
  String shown(Key<?> key, Object text) {
    return where(key) instanceof Node.Scalar scalar && scalar.isHidden()
        ? scalar.found()
        : "\"" + text + "\"";
  }

  /** Notes something that works and is perhaps not meant. */
  void warn(Key<?> key, String what, String remedy) {
    problems.warn(where(key), labelled(key.name()) + ": " + what, remedy);
  }

  private Node where(Key<?> key) {
    return value(key.name()).orElse(node);
  }

  private <T> T read(Key<T> key, Node value) {
    if (value instanceof Node.Reported) {
      return key.standIn();
    }
    try {
      return key.shape().read(value);
    } catch (Unfit e) {
      String remedy = e.remedy().isEmpty() ? "Example: " + key.quotedExample() : e.remedy();
      String what =
          e.namesItsKey() ? parentPrefix + e.what() : labelled(key.name()) + ": " + e.what();
      problems.add(value, what, remedy);
      return key.standIn();
    }
  }

  private void refuseOtherShapes() {
    if (node instanceof Node.Scalar || node instanceof Node.Sequence) {
      String what = label + (label.endsWith(":") ? "" : ":") + " expected keys with values, found ";
      problems.add(node, what + node.found(), "Example: {" + Keys.firstOf(path) + "}");
    }
  }

  private void refuseUnknown(String name, Node.Entry entry) {
    Set<String> known = Keys.below(path);
    if (known.contains(name)) {
      return;
    }
    Optional<String> nearest = Nearest.to(name, known);
    nearest.ifPresent(misspelt::add);
    String remedy =
        nearest
            .or(() -> Keys.elsewhere(name))
            .map(Nearest::question)
            .orElse("Known here: " + String.join(", ", known));
    problems.add(new Node.Blank(entry.line()), prefix() + "unknown key \"" + name + "\"", remedy);
  }

  private String prefix() {
    return label.isEmpty() ? "" : label.endsWith(":") ? label + " " : label + ": ";
  }

  private String labelled(String name) {
    return label.isEmpty() ? name : label.endsWith(":") ? label + " " + name : label + "." + name;
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
