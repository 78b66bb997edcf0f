package digest.render;

/**
 * A template cannot be used as it is written; its author has to change it.
 *
 * <p>The message names file, line, what is wrong and what to do, in words for that author: {@code
 * templates/digest.html.ftlh, line 31: "article.autor" is not set. Known here: article.author,
 * article.title}.
 */
public final class TemplateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String template;
  private final int line;
  private final String expression;

  TemplateFault(String template, int line, String expression, String problem) {
    super(place(template, line) + problem);
    this.template = template;
    this.line = line;
    this.expression = expression;
  }

  TemplateFault(String template, String problem) {
    this(template, 0, "", problem);
  }

  /** The file, with its folder: {@code templates/digest.html.ftlh}. */
  public String template() {
    return template;
  }

  /** Counts from 1; 0 when the whole file is meant. */
  public int line() {
    return line;
  }

  /** The expression at fault; empty when none is. */
  public String expression() {
    return expression;
  }

  private static String place(String template, int line) {
    return line > 0 ? template + ", line " + line + ": " : template + ": ";
  }
}
