package digest.press;

import digest.delivery.Retraction;
import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Pick;
import digest.edition.Places;
import digest.store.Affected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose mail a retraction changes, where readers get a choice of the picks. Pure. */
final class RetractionReach {

  private final EditionContent before;
  private final EditionContent after;
  private final List<Retraction.Item> items;

  RetractionReach(EditionContent before, EditionContent after, List<Retraction.Item> items) {
    this.before = before;
    this.after = after;
    this.items = items;
  }

  /**
   * @param places null where everybody gets all
   */
  Affected over(@Nullable Places places) {
    if (places == null) {
      return Affected.EVERYBODY;
    }
    Set<Article.Id> left = byArticle(after).keySet();
    Set<Article.Id> changed = changed();
    return new Affected(
        places.without(left::contains),
        isForAll(places) ? null : places.without(changed::contains));
  }

  /** Picks that go, or that lose something beside them. */
  private Set<Article.Id> changed() {
    Map<Article.Id, Pick> left = byArticle(after);
    return before.picks().stream()
        .filter(pick -> !isSame(pick, left.get(pick.article().id())))
        .map(pick -> pick.article().id())
        .collect(Collectors.toSet());
  }

  private static boolean isSame(Pick pick, @Nullable Pick now) {
    return now != null && now.related().equals(pick.related()) && now.story().equals(pick.story());
  }

  /** Whether it stood where everybody saw it: in an editor's words, or at the end. */
  private boolean isForAll(Places places) {
    boolean sameSubject = before.subject().equals(after.subject());
    boolean samePreheader = before.preheader().equals(after.preheader());
    return !before.relatedPosts().equals(after.relatedPosts())
        || Retracting.isNamedInIntro(before, items)
        || !(sameSubject || PersonalEdition.isMade(before, places))
        || !(samePreheader || PersonalEdition.isMadePreheader(before));
  }

  private static Map<Article.Id, Pick> byArticle(EditionContent content) {
    return content.picks().stream()
        .collect(Collectors.toMap(pick -> pick.article().id(), Function.identity()));
  }
}
