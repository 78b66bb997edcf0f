package digest.render;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a recipient's values where there is no recipient: who asks for one, even whether there
 * is one, is told so, as a silent "no" would be every reader's answer.
 */
final class NoRecipient implements TemplateHashModel {
  private final Map<String, TemplateModel> others;
  private final Collection<String> own;

  /**
   * @param others what may be asked for, as it is nobody's own
   * @param own the names of what is a recipient's own
   */
  NoRecipient(Map<String, TemplateModel> others, Collection<String> own) {
    this.others = Map.copyOf(others);
    this.own = List.copyOf(own);
  }

  @Override
  public @Nullable TemplateModel get(String name) throws TemplateModelException {
    if (own.contains(name)) {
      throw new TemplateModelException(
          "this file is laid out once for all readers, by <@shared>, and no reader's \""
              + name
              + "\" is known here. Where it is needed, write <#include> instead of <@shared>");
    }
    return others.get(name);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }
}
