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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What templates call as {@code <@shared file="parts/stories.ftlh"/>}: a file that says the same to
 * all readers of an edition, laid out once for all of them. So where each mail is rendered in full,
 * only what is a reader's own is laid out again (delivery P1).
 *
 * <p>Nobody's words can get into another's mail that way: the file is laid out by itself, with no
 * recipient ({@link NoRecipient}) and without the variables of the one that calls it. One that asks
 * for a recipient, or cannot be laid out by itself, is included for each reader, as by {@code
 * <#include>}. Threads: any number may call.
 */
final class SharedParts implements TemplateDirectiveModel {
  private static final String FILE = "file";

  /** Characters, and at least so many for each: the parts of a dozen long editions. */
  private static final int ROOM = 2_000_000;

  private static final int LEAST = 1_000;

  private final Layout layout;
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
  private int room = ROOM;

  SharedParts(Layout layout) {
    this.layout = layout;
  }

  /** Lays out a file by itself; empty when that does not work. */
  interface Layout {
    Optional<String> of(String file);
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
    String file = environment.toFullTemplateName(caller, name.getAsString());
    Optional<String> part = part(file);
    if (part.isPresent()) {
      environment.getOut().write(part.get());
    } else {
      include(file, environment);
    }
  }

  private static void include(String file, Environment environment)
      throws TemplateException, IOException {
    try {
      environment.include(environment.getTemplateForInclusion(file, null, true));
    } catch (IOException e) {
      throw new TemplateModelException("\"" + file + "\" cannot be read as a template", e);
    }
  }

  /** A file's text; empty when it is to be included for each reader. */
  Optional<String> part(String file) {
    Optional<String> part = known.get(file);
    return part == null ? keep(file, layout.of(file)) : part;
  }

  /** What was kept first stays; what finds no room is laid out each time. */
  private synchronized Optional<String> keep(String file, Optional<String> part) {
    Optional<String> first = known.get(file);
    if (first != null) {
      return first;
    }
    int length = Math.max(LEAST, part.map(String::length).orElse(0));
    if (length <= room) {
      room -= length;
      known.put(file, part);
    }
    return part;
  }
}
