package digest.render;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a recipient's values where there is no recipient. Who asks for one, even whether there
 * is one, gets no answer, as any would be every reader's; and that somebody asked is remembered,
 * whatever the template makes of it. Not for two threads.
 */
final class NoRecipient implements TemplateHashModel {
  private final Map<String, TemplateModel> others;
  private final Collection<String> own;
  private boolean wasAsked;

  /**
   * @param others what may be asked for, as it is nobody's own
   * @param own the names of what is a recipient's own
   */
  NoRecipient(Map<String, TemplateModel> others, Collection<String> own) {
    this.others = Map.copyOf(others);
    this.own = List.copyOf(own);
  }

  /** Whether somebody asked for what is a recipient's own. */
  boolean wasAsked() {
    return wasAsked;
  }

  @Override
  public @Nullable TemplateModel get(String name) throws TemplateModelException {
    return own.contains(name) ? unknown() : others.get(name);
  }

  @Override
  public boolean isEmpty() throws TemplateModelException {
    return unknown() == null;
  }

  private TemplateModel unknown() throws TemplateModelException {
    wasAsked = true;
    throw new TemplateModelException("no recipient is known here");
  }
}
