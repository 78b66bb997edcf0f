package digest.render;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * What a style sheet says about one element, by the rules of the cascade (CSS Cascading, §6).
 *
 * <p>{@code !important} decides and is then dropped: the dark rules of the head need it to win over
 * what stands in the element.
 */
final class Declarations {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Declarations() {}

  /** The winning declarations, a rule's fallbacks for one property kept together. */
  static Declarations of(Element element, List<StyleSheet.Rule> rules) {
    List<StyleSheet.Rule> matching =
        rules.stream()
            .filter(rule -> rule.matches(element))
            .sorted(Comparator.comparing(StyleSheet.Rule::specificity))
            .toList();
    Declarations declarations = new Declarations();
    matching.forEach(rule -> declarations.take(rule, false));
    matching.forEach(rule -> declarations.take(rule, true));
    return declarations;
  }

  /** As a {@code style} attribute's value, without quotes and semicolon that would end it. */
  String css() {
    return values.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(value -> each.getKey() + ":" + value))
        .collect(joining(";"));
  }

  /** The background as Outlook wants it beside the style. */
  Optional<String> background() {
    List<String> winning = values.getOrDefault("background-color", List.of());
    return winning.stream().filter(value -> value.startsWith("#")).findFirst();
  }

  private void take(StyleSheet.Rule rule, boolean important) {
    Map<String, List<String>> mine = new LinkedHashMap<>();
    for (StyleSheet.Declaration declared : rule.declarations()) {
      if (declared.important() == important) {
        mine.computeIfAbsent(declared.property(), name -> new ArrayList<>()).add(declared.value());
      }
    }
    mine.forEach(
        (property, winning) -> {
          values.remove(property);
          values.put(property, winning);
        });
  }
}
