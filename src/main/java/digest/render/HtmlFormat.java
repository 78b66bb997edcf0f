package digest.render;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;

/**
 * HTML as FreeMarker knows it, and in it the open fields: finished markup that can be printed and
 * joined, but neither read nor compared, so that logic on a recipient raises (delivery P1).
 */
final class HtmlFormat extends HTMLOutputFormat {
  static final HtmlFormat INSTANCE = new HtmlFormat();

  private HtmlFormat() {}

  /** The value that prints a field's mark. */
  static TemplateHTMLOutputModel field(char mark) {
    return new Open(String.valueOf(mark));
  }

  @Override
  protected TemplateHTMLOutputModel newTemplateMarkupOutputModel(String plain, String markup) {
    return new Markup(plain, markup);
  }

  /** {@code ?has_content} asks this. */
  @Override
  public boolean isEmpty(TemplateHTMLOutputModel markup) throws TemplateModelException {
    if (markup instanceof Open) {
      throw new TemplateModelException("whether a recipient's field is empty is not known here");
    }
    return super.isEmpty(markup);
  }

  private static class Markup extends TemplateHTMLOutputModel {
    Markup(String plain, String markup) {
      super(plain, markup);
    }

    @Override
    public HTMLOutputFormat getOutputFormat() {
      return INSTANCE;
    }
  }

  private static final class Open extends Markup {
    @SuppressWarnings("NullAway") // null means: this is markup, not text to be escaped
    Open(String mark) {
      super(null, mark);
    }
  }
}
