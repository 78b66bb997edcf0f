package digest.render;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.htmlunit.cssparser.dom.AbstractCSSRuleImpl;
import org.htmlunit.cssparser.dom.CSSStyleRuleImpl;
import org.htmlunit.cssparser.dom.Property;
import org.htmlunit.cssparser.parser.CSSErrorHandler;
import org.htmlunit.cssparser.parser.CSSException;
import org.htmlunit.cssparser.parser.CSSOMParser;
import org.htmlunit.cssparser.parser.CSSParseException;
import org.htmlunit.cssparser.parser.InputSource;
import org.htmlunit.cssparser.parser.condition.Condition;
import org.htmlunit.cssparser.parser.condition.Condition.ConditionType;
import org.htmlunit.cssparser.parser.javacc.CSS3Parser;
import org.htmlunit.cssparser.parser.selector.ElementSelector;
import org.htmlunit.cssparser.parser.selector.Selector;
import org.htmlunit.cssparser.parser.selector.SelectorSpecificity;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/**
 * A style sheet parted in two: rules that can be written into elements, and the rest, unchanged.
 *
 * <p>Into elements go rules whose selectors name only an element, classes and an id. Media queries,
 * states such as {@code :hover} and selectors with an ancestor are the rest.
 *
 * @param rules in the order written
 * @param rest with as many lines as the sheet had
 */
record StyleSheet(List<Rule> rules, String rest) {
  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+), (\\d+), (\\d+)\\)");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

  /** One property's value; colours in hexadecimal, no double quotes. */
  record Declaration(String property, String value, boolean important) {}

  /** One selector with what it declares. */
  record Rule(
      Evaluator evaluator, SelectorSpecificity specificity, List<Declaration> declarations) {
    boolean matches(Element element) {
      return element.is(evaluator);
    }
  }

  /**
   * Reads a sheet.
   *
   * @param file and {@code firstLine} for the message when it cannot be read
   * @param restore puts constructs back into a declaration
   * @throws TemplateFault when a rule is not CSS
   */
  static StyleSheet parse(String file, int firstLine, String css, UnaryOperator<String> restore) {
    List<Rule> rules = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    int line = firstLine;
    for (String statement : statements(withoutComments(css))) {
      boolean isRule = statement.contains("{") && !statement.strip().startsWith("@");
      CSSStyleRuleImpl rule = isRule ? rule(file, line, statement) : null;
      if (rule == null || !takeSimple(rule, rules, restore)) {
        rest.append(statement);
      } else {
        rest.append("\n".repeat(lines(statement)));
      }
      line += lines(statement);
    }
    return new StyleSheet(List.copyOf(rules), rest.toString());
  }

  /** Whether all selectors of the rule can go into elements; takes those that can. */
  private static boolean takeSimple(
      CSSStyleRuleImpl rule, List<Rule> rules, UnaryOperator<String> restore) {
    boolean all = true;
    for (Selector selector : rule.getSelectors()) {
      if (isSimple(selector)) {
        rules.add(
            new Rule(
                QueryParser.parse(selector.toString()),
                selector.getSelectorSpecificity(),
                rule.getStyle().getProperties().stream()
                    .map(property -> declaration(property, restore))
                    .toList()));
      } else {
        all = false;
      }
    }
    return all;
  }

  private static Declaration declaration(Property property, UnaryOperator<String> restore) {
    String value = String.valueOf(property.getValue().getCssText());
    // The parser writes colours as rgb(…), which Outlook does not know.
    String plain = RGB.matcher(value).replaceAll(StyleSheet::hex).replace('"', '\'');
    return new Declaration(
        restore.apply(property.getName()),
        restore.apply(plain.replace(", ", ",")),
        property.isImportant());
  }

  private static String hex(MatchResult rgb) {
    int red = Integer.parseInt(rgb.group(1));
    int green = Integer.parseInt(rgb.group(2));
    int blue = Integer.parseInt(rgb.group(3));
    return String.format("#%02x%02x%02x", red, green, blue);
  }

  private static boolean isSimple(Selector selector) {
    if (!(selector instanceof ElementSelector element)) {
      return false;
    }
    List<Condition> conditions = element.getConditions();
    return conditions == null
        || conditions.stream()
            .map(Condition::getConditionType)
            .allMatch(
                type ->
                    type == ConditionType.CLASS_CONDITION || type == ConditionType.ID_CONDITION);
  }

  private static CSSStyleRuleImpl rule(String file, int line, String statement) {
    CSSOMParser parser = new CSSOMParser(new CSS3Parser());
    parser.setErrorHandler(new Strict());
    try {
      List<AbstractCSSRuleImpl> parsed =
          parser
              .parseStyleSheet(new InputSource(new StringReader(statement)), null)
              .getCssRules()
              .getRules();
      if (parsed.size() == 1 && parsed.get(0) instanceof CSSStyleRuleImpl rule) {
        return rule;
      }
    } catch (CSSException e) {
      String reason = String.valueOf(e.getMessage());
      throw new TemplateFault(
          file, line + lead(statement), statement.strip(), "not CSS: " + reason);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new TemplateFault(
        file, line + lead(statement), statement.strip(), "not a CSS rule: " + statement.strip());
  }

  /** Pieces that end with a closed brace or, outside braces, with a semicolon. */
  private static List<String> statements(String css) {
    List<String> statements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < css.length(); i++) {
      char c = css.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && (c == '}' || c == ';')) {
        statements.add(css.substring(start, i + 1));
        start = i + 1;
      }
    }
    statements.add(css.substring(start));
    return statements;
  }

  private static String withoutComments(String css) {
    return COMMENT.matcher(css).replaceAll(comment -> "\n".repeat(lines(comment.group())));
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static int lead(String statement) {
    return lines(statement.substring(0, statement.length() - statement.stripLeading().length()));
  }

  /** The parser's own handler prints to the console and goes on. */
  private static final class Strict implements CSSErrorHandler {
    @Override
    public void warning(CSSParseException problem) {}

    @Override
    public void error(CSSParseException problem) {
      throw problem;
    }

    @Override
    public void fatalError(CSSParseException problem) {
      throw problem;
    }
  }
}
