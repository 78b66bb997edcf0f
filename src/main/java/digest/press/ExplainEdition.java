package digest.press;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.store.Editions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of every article why it is in an edition or out, with what editors have changed since. */
public final class ExplainEdition {

  private final Editions editions;

  /** Uses the given store. */
  public ExplainEdition(Editions editions) {
    this.editions = editions;
  }

  /** Exactly one for each article looked at: the picks first, then the others, newest first. */
  public List<Explanation> explain(Edition edition) {
    Map<Article.Id, Pick> shown = new HashMap<>();
    edition.content().picks().forEach(pick -> shown.put(pick.article().id(), pick));
    return editions.explanations(edition.id()).stream()
        .map(explanation -> asItIsNow(explanation, shown.get(explanation.article())))
        .toList();
  }

  private static Explanation asItIsNow(Explanation was, @Nullable Pick pick) {
    if (pick == null) {
      return was.reason().isPicked()
          ? was.because(Reason.EXCLUDED_EDITOR, "Taken out of this edition by an editor.")
          : was;
    }
    if (pick.reason() == was.reason()) {
      return was;
    }
    String detail =
        pick.reason() == Reason.LEAD ? "An editor made it lead." : "An editor moved it.";
    return was.because(pick.reason(), detail);
  }
}
