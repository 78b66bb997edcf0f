package digest.render;

import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What templates call as {@code <@shared file="parts/stories.ftlh"/>}: a file that says the same to
 * all readers of an edition, laid out once for all of them. So where each mail is rendered in full,
 * only what is a reader's own is laid out again (delivery P1).
 *
 * <p>Nobody's words can get into another's mail that way: the file is laid out by itself, with no
 * recipient ({@link NoRecipient}) and without the variables of the one that calls it. Threads: any
 * number may call.
 */
final class SharedParts implements TemplateDirectiveModel {
  private static final String FILE = "file";

  private final Layout layout;
  private final Map<String, String> made = new ConcurrentHashMap<>();

  SharedParts(Layout layout) {
    this.layout = layout;
  }

  /** Lays out a file by itself. */
  interface Layout {
    String of(String file) throws IOException, TemplateException;
  }

  @Override
  @SuppressWarnings("rawtypes") // as FreeMarker declares it
  public void execute(
      Environment environment,
      Map parameters,
      TemplateModel[] loopVariables,
      TemplateDirectiveBody body)
      throws TemplateException, IOException {
    if (parameters.size() != 1 || !(parameters.get(FILE) instanceof TemplateScalarModel name)) {
      throw new TemplateModelException(
          "shared takes the name of a file and nothing else: <@shared file=\"parts/x.ftlh\"/>");
    }
    String caller = environment.getCurrentTemplate().getName();
    environment.getOut().write(part(environment.toFullTemplateName(caller, name.getAsString())));
  }

  private String part(String file) throws IOException, TemplateException {
    String known = made.get(file);
    String part = known == null ? layout.of(file) : known;
    made.put(file, part);
    return part;
  }
}
