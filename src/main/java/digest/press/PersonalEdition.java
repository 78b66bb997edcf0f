package digest.press;

import digest.edition.Article;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.PersonalPicks;
import digest.edition.Pick;
import digest.edition.Places;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edition as readers get it who chose topics; made only from what was frozen. Pure.
 *
 * <p>The first pick that is left leads. Subject and preheader are those of what is left where the
 * newsletter's pattern had made them; an editor's own, the intro and the related posts at the end
 * are for everybody.
 */
final class PersonalEdition {

  private PersonalEdition() {}

  /** The places of an edition that is frozen now; null where everybody gets all picks. */
  static @Nullable Places places(Newsletter newsletter, Edition edition) {
    List<Pick> picks = edition.content().picks();
    if (newsletter.personal() == Newsletter.Personal.NONE || picks.isEmpty()) {
      return null;
    }
    return new Places(picks.stream().map(pick -> place(newsletter, edition, pick)).toList());
  }

  private static Places.Place place(Newsletter newsletter, Edition edition, Pick first) {
    String subject =
        FrontMatter.subject(newsletter, edition.slot().when(), edition.number(), List.of(first));
    return new Places.Place(first.article().id(), subject);
  }

  /** Which picks of an edition with these places its readers get now. */
  static PersonalPicks picks(Newsletter newsletter, Edition edition, Places places) {
    List<Article.Id> articles = places.all().stream().map(Places.Place::article).toList();
    return PersonalPicks.of(articles, edition.content().picks(), newsletter.feeds());
  }

  /**
   * With the picks of a choice alone.
   *
   * @throws Refusal when none is left
   */
  static Edition of(Edition edition, @Nullable Places places, Choice choice) {
    if (places == null || choice.isAll()) {
      return edition;
    }
    EditionContent content = edition.content();
    List<Article.Id> drop =
        content.picks().stream()
            .map(pick -> pick.article().id())
            .filter(article -> !places.has(choice, article))
            .toList();
    if (drop.isEmpty()) {
      return edition;
    }
    if (drop.size() == content.picks().size()) {
      throw new Refusal(
          "none of the articles of edition "
              + edition.id()
              + " is about the topics they chose, so they do not get it");
    }
    return WeighHtml.with(edition, without(content, drop, places));
  }

  private static EditionContent without(
      EditionContent content, List<Article.Id> drop, Places places) {
    EditionContent less = new ContentEdits(null, null, null, drop, null, List.of()).apply(content);
    return new EditionContent(
        subject(content, less, places),
        preheader(content, less),
        less.intro(),
        less.picks(),
        less.relatedPosts());
  }

  private static String subject(EditionContent content, EditionContent less, Places places) {
    String made = places.subject(first(less));
    return isMade(content, places) && !made.isEmpty() ? made : content.subject();
  }

  /** Whether the pattern made the subject, not an editor. */
  static boolean isMade(EditionContent content, Places places) {
    return content.subject().equals(places.subject(first(content)));
  }

  private static String preheader(EditionContent content, EditionContent less) {
    return isMadePreheader(content) ? FrontMatter.preheader(less.picks()) : content.preheader();
  }

  static boolean isMadePreheader(EditionContent content) {
    return content.preheader().equals(FrontMatter.preheader(content.picks()));
  }

  private static Article.Id first(EditionContent content) {
    return content.picks().get(0).article().id();
  }
}
