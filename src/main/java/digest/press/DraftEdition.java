package digest.press;

import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Reason;
import digest.edition.Slot;
import digest.render.TemplateFault;
import digest.select.Selection;
import digest.select.TeaserCutter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drafts an edition as it would be stored: picked, titled and fitted to size; stores nothing. */
final class DraftEdition {

  private final PickArticles pickArticles;
  private final Imprint imprint;
  private final TeaserCutter cutter;

  DraftEdition(PickArticles pickArticles, Imprint imprint, TeaserCutter cutter) {
    this.pickArticles = pickArticles;
    this.imprint = imprint;
    this.cutter = cutter;
  }

  /**
   * An edition that is not stored.
   *
   * @param explanations one for each article looked at; what was picked but had to give way says so
   */
  record Draft(EditionContent content, Thinness thinness, List<Explanation> explanations) {}

  /**
   * Drafts the edition of a slot.
   *
   * @param known articles that were neither published nor seen by then are not looked at
   */
  Draft draft(Newsletter newsletter, Slot slot, Instant cutoff, Instant known, History history) {
    Selection.Result selected = pickArticles.pick(newsletter, slot.when(), cutoff, known, history);
    int number = history.last() + 1;
    EditionContent content = FrontMatter.over(newsletter, slot.when(), number, selected);
    FitToSize.Fitted fitted = fitted(newsletter, slot, number, content);
    Thinness thinness =
        Thinness.of(newsletter.rules(), fitted.content().picks().size()).with(note(fitted));
    return new Draft(fitted.content(), thinness, explanations(selected, fitted));
  }

  /**
   * A template that does not work is no reason to lose the picks: preflight will name its fault.
   */
  private FitToSize.Fitted fitted(
      Newsletter newsletter, Slot slot, int number, EditionContent content) {
    try {
      WeighHtml weigh = imprint.weigh(newsletter, slot, number);
      return new FitToSize(cutter, newsletter).fit(content, weigh::bytes);
    } catch (TemplateFault e) {
      return new FitToSize.Fitted(content, List.of(), List.of());
    }
  }

  private static @Nullable String note(FitToSize.Fitted fitted) {
    return fitted.steps().isEmpty()
        ? null
        : "shortened, or mail programs would cut it off: " + String.join(", ", fitted.steps());
  }

  private static List<Explanation> explanations(
      Selection.Result selected, FitToSize.Fitted fitted) {
    Set<Article.Id> dropped =
        fitted.droppedPicks().stream()
            .map(pick -> pick.article().id())
            .collect(Collectors.toUnmodifiableSet());
    return selected.explanations().stream()
        .map(
            why ->
                dropped.contains(why.article())
                    ? why.because(
                        Reason.SIZE_BUDGET, "The mail would be too big with it. " + why.detail())
                    : why)
        .toList();
  }
}
