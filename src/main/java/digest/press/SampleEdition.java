package digest.press;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Image;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Slot;
import digest.edition.Teaser;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made-up editions to try templates with: one with everything, one with as little as there is. */
final class SampleEdition {

  private static final String LINK = "https://www.example.org/sample";
  private static final List<Related> RELATED =
      List.of(new Related("A related title", LINK, "A source"), new Related("Another", LINK, null));
  private static final Pick.Story TOLD = new Pick.Story(RELATED, RELATED.get(0), 2);

  private SampleEdition() {}

  /** Lead with picture, a section, More news, related titles, an intro. */
  static Edition full(Newsletter newsletter, Instant now) {
    List<Pick> picks =
        List.of(
            pick(Pick.LEAD, 1, full(now), RELATED),
            pick("News", 2, full(now), RELATED),
            pick(Pick.MORE, 3, bare(now), List.of()));
    EditionContent content =
        new EditionContent("Subject", "Preheader", "An intro.", picks, RELATED);
    return edition(newsletter, content, now);
  }

  /** One article with a title and a link, and nothing else. */
  static Edition bare(Newsletter newsletter, Instant now) {
    Pick lead = new Pick(bare(now), Teaser.EMPTY, List.of(), Pick.LEAD, 1, Reason.LEAD, 0);
    return edition(
        newsletter, new EditionContent("Subject", "", null, List.of(lead), List.of()), now);
  }

  private static Edition edition(Newsletter newsletter, EditionContent content, Instant now) {
    return new Edition(
        new Edition.Id(0),
        newsletter.id(),
        1,
        Slot.manual("check", now, newsletter.cadence().zone()),
        content,
        1,
        "0".repeat(64),
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        now);
  }

  private static Pick pick(String section, int position, Article article, List<Related> related) {
    Teaser teaser = new Teaser("A teaser that was cut […]", true);
    Pick.Story story = related.isEmpty() ? Pick.Story.PLAIN : TOLD;
    return new Pick(article, teaser, related, section, position, Reason.PICKED, 3, story);
  }

  private static Article full(Instant now) {
    Image image = new Image("https://www.example.org/sample.png", "A picture", 1200, 640);
    return article("An author", List.of("News", "Harbour"), image, "en", now);
  }

  private static Article bare(Instant now) {
    return article(null, List.of(), null, null, now);
  }

  private static Article article(
      @Nullable String author,
      List<String> topics,
      @Nullable Image image,
      @Nullable String language,
      Instant now) {
    return new Article(
        new Article.Id("sample"),
        LINK,
        "A source",
        LINK,
        LINK,
        "A title",
        author,
        now,
        Article.Dating.EXACT,
        now,
        "",
        null,
        topics,
        image,
        language,
        List.of(),
        false,
        Article.Access.OPEN);
  }
}
