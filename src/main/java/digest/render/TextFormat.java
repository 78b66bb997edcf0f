package digest.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;

/**
 * Plain text as an output format, so that open fields can stand in it; escapes nothing.
 *
 * @see HtmlFormat
 */
final class TextFormat extends CommonMarkupOutputFormat<TextFormat.Text> {
  static final TextFormat INSTANCE = new TextFormat();

  private TextFormat() {}

  /** The value that prints a field's mark. */
  static Text field(char mark) {
    return new Open(String.valueOf(mark));
  }

  @Override
  public String getName() {
    return "digestText";
  }

  @Override
  public String getMimeType() {
    return "text/plain";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(text);
  }

  @Override
  public String escapePlainText(String text) {
    return text;
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  public boolean isEmpty(Text text) throws TemplateModelException {
    if (text instanceof Open) {
      throw new TemplateModelException("whether a recipient's field is empty is not known here");
    }
    return super.isEmpty(text);
  }

  @Override
  protected Text newTemplateMarkupOutputModel(String plain, String markup) {
    return new Text(plain, markup);
  }

  /** What a template gathered, or an open field. */
  static class Text extends CommonTemplateMarkupOutputModel<Text> {
    Text(String plain, String markup) {
      super(plain, markup);
    }

    @Override
    public TextFormat getOutputFormat() {
      return INSTANCE;
    }
  }

  private static final class Open extends Text {
    @SuppressWarnings("NullAway") // null means: this is markup, not text to be escaped
    Open(String mark) {
      super(null, mark);
    }
  }
}
