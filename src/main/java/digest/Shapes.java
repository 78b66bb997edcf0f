package digest;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The shapes of values. */
final class Shapes {

  /** Shown to people or put into headers, so without line ends and other controls (safety T1). */
  static final Shape<String> LINE =
      Shape.scalar(
          "one line of text", text -> Optional.of(line(text).strip()).filter(l -> !l.isEmpty()));

  /** As {@link #LINE}, with the spaces at its ends; may be empty. */
  static final Shape<String> MARKER =
      Shape.scalar("one line of text", text -> Optional.of(line(text)));

  static final Shape<Boolean> TRUE_OR_FALSE =
      Shape.scalar(
          "true or false",
          text ->
              switch (text.strip()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              });

  static final Shape<String> SECRET =
      Shape.scalar("a secret", text -> Optional.of(text).filter(secret -> !secret.isBlank()));

  static final Shape<String> FILE = path("a file's path");
  static final Shape<String> FOLDER = path("a folder's path");

  private Shapes() {}

  static Shape<Integer> number(int least, int most) {
    String name = "a whole number from " + least + " to " + most;
    return Shape.scalar(
        name,
        text ->
            Optional.of(text.strip())
                .filter(digits -> digits.matches("-?[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  static Shape<Duration> duration(Duration least, Duration most) {
    String range = Durations.print(least) + " to " + Durations.print(most);
    return Shape.scalar(
        "a duration from " + range,
        text ->
            Durations.parse(text)
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
  }

  /** One of an enum's values, written in lower case with hyphens. */
  static <E extends Enum<E>> Shape<E> choice(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    String name = String.join(", ", choices.keySet()).replaceFirst(", ([^,]*)$", " or $1");
    return Shape.scalar(name, text -> Optional.of(chosen(name, choices, text.strip())));
  }

  private static <E> E chosen(String name, Map<String, E> choices, String text) {
    E found = choices.get(text);
    if (found == null) {
      String what = "expected " + name + ", found \"" + text + "\"";
      throw Unfit.because(what, Nearest.question(text, choices.keySet()));
    }
    return found;
  }

  /** Text of a pattern. */
  static Shape<String> text(String name, String regex) {
    return Shape.scalar(name, text -> Optional.of(text.strip()).filter(t -> t.matches(regex)));
  }

  /** Several; as one text, as a variable is, separated by commas. */
  static <T> Shape<Set<T>> several(Shape<T> one) {
    return new Shape<>(
        "a list: " + one.name() + " each",
        node ->
            items(one, node).stream()
                .map(one::read)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static List<Node> items(Shape<?> one, Node node) {
    if (node instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    if (node instanceof Node.Scalar scalar) {
      return Arrays.stream(scalar.text().split(",", -1))
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .<Node>map(text -> part(scalar, text))
          .toList();
    }
    throw Shape.expected("a list: " + one.name() + " each", node);
  }

  private static Node.Scalar part(Node.Scalar whole, String text) {
    String written = whole.isHidden() ? whole.written() : text;
    return new Node.Scalar(text, written, whole.line(), whole.variable());
  }

  /**
   * The same text.
   *
   * @throws Unfit when it has line ends or other controls
   */
  static String line(String text) {
    if (text.codePoints().anyMatch(Shapes::endsLine)) {
      throw Unfit.because("the text has more than one line, or control characters", "");
    }
    return text;
  }

  private static boolean endsLine(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static Shape<String> path(String name) {
    return Shape.scalar(
        name,
        text -> {
          boolean usable = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
          return Optional.of(text).filter(path -> usable);
        });
  }
}
