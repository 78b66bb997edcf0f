package digest.render;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Writes styles into the elements of template files, once, when they are loaded.
 *
 * <p>{@code parts/style.css} speaks for all files, a {@code <style>} for the file it stands in; its
 * rules leave it unless it says {@code data-embed}. The source is changed only where styles go in
 * and keeps its lines, so faults name the author's. A class that only served a rule is dropped.
 * Elements in comments, Outlook's conditional ones included, stay as they are but for their
 * variables; so do classes that a directive writes.
 */
final class CssInliner {
  static final String SHEET = "parts/style.css";

  private static final Pattern MARKUP =
      Pattern.compile(
          "<!--.*?-->|<style(?<attributes>[^>]*)>(?<css>.*?)</style>"
              + "|<(?<tag>[a-zA-Z][a-zA-Z0-9]*)(?<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
          Pattern.DOTALL);
  private static final Pattern STYLE_BLOCK =
      Pattern.compile("<style[^>]*>.*?</style>", Pattern.DOTALL);
  private static final Pattern CLASS_NAME = Pattern.compile("\\.([A-Za-z_][\\w-]*)");
  private static final String EMBED = " data-embed";

  private final String root;
  private final StyleVariables variables;
  private final List<StyleSheet.Rule> shared;
  private final Set<String> spoken;

  private CssInliner(String root, Map<String, String> files) {
    this.root = root;
    String sheet = files.getOrDefault(SHEET, "");
    this.variables = StyleVariables.of(root + SHEET, sheet);
    this.shared = sharedRules(sheet);
    this.spoken = classesOfBlocks(files);
  }

  /**
   * All files, those for HTML with their styles written in.
   *
   * @param root stands before names in messages
   * @throws TemplateFault when a sheet or a template cannot be read
   */
  static Map<String, String> inline(String root, Map<String, String> files) {
    CssInliner inliner = new CssInliner(root, files);
    Map<String, String> inlined = new TreeMap<>(files);
    inlined.remove(SHEET);
    inlined.replaceAll(inliner::file);
    return inlined;
  }

  private List<StyleSheet.Rule> sharedRules(String css) {
    String resolved = variables.resolve(root + SHEET, StyleVariables.without(css));
    TemplateSource source = TemplateSource.of(root + SHEET, resolved);
    StyleSheet sheet = StyleSheet.parse(root + SHEET, 1, source.text(), source::restore);
    if (!sheet.rest().isBlank()) {
      String first = sheet.rest().strip().lines().findFirst().orElse("");
      throw new TemplateFault(
          root + SHEET,
          "\"" + first + "\" cannot stand in an element; put it into a <style data-embed>");
    }
    return sheet.rules();
  }

  private String file(String name, String text) {
    TemplateSource source = TemplateSource.of(root + name, text);
    if (!name.endsWith(".ftlh")) {
      return source.restore(source.text());
    }
    List<StyleSheet.Rule> rules = new ArrayList<>(shared);
    String parted = replace(source.text(), markup -> takeRules(name, source, markup, rules));
    return source.restore(replace(parted, markup -> styled(markup, rules)));
  }

  private String takeRules(
      String name, TemplateSource source, MatchResult markup, List<StyleSheet.Rule> rules) {
    if (markup.group().startsWith("<!--")) {
      return variables.resolve(root + name, markup.group());
    }
    if (!markup.group().startsWith("<style")) {
      return markup.group();
    }
    if (markup.group(1).contains(EMBED.strip())) {
      String block = markup.group().replaceFirst(EMBED, "");
      return variables.resolve(root + name, block);
    }
    String css = variables.resolve(root + name, markup.group(2));
    StyleSheet sheet =
        StyleSheet.parse(root + name, source.lineOf(markup.start()), css, UnaryOperator.identity());
    rules.addAll(sheet.rules());
    return sheet.rest().isBlank()
        ? sheet.rest()
        : "<style" + markup.group(1) + ">" + sheet.rest() + "</style>";
  }

  private String styled(MatchResult markup, List<StyleSheet.Rule> rules) {
    if (markup.group(3) == null) {
      return markup.group();
    }
    StartTag tag = StartTag.of(markup.group(3), markup.group(4));
    Element element = new Element(tag.name());
    element.attr("id", tag.value("id"));
    classes(tag).forEach(element::addClass);
    Declarations declarations = Declarations.of(element, rules);
    String kept =
        classes(tag).stream()
            .filter(name -> spoken.contains(name) || TemplateSource.isDynamic(name))
            .collect(joining(" "));
    return tag.with(kept, declarations).toString();
  }

  private static List<String> classes(StartTag tag) {
    return Arrays.stream(tag.value("class").split("\\s+", -1)).filter(c -> !c.isEmpty()).toList();
  }

  private static Set<String> classesOfBlocks(Map<String, String> files) {
    return files.values().stream()
        .flatMap(text -> STYLE_BLOCK.matcher(text).results())
        .flatMap(block -> CLASS_NAME.matcher(block.group()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String replace(String text, Function<MatchResult, String> by) {
    return MARKUP.matcher(text).replaceAll(markup -> Matcher.quoteReplacement(by.apply(markup)));
  }
}
