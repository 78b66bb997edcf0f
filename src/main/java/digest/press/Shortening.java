package digest.press;

import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Image;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Teaser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An edition's content with less in it; pure, each takes from the end first. */
final class Shortening {

  private Shortening() {}

  /** The same with other teasers. */
  static EditionContent teasers(EditionContent content, Function<Pick, Teaser> cut) {
    return picks(
        content,
        content.picks().stream()
            .map(
                pick ->
                    new Pick(
                        pick.article(),
                        cut.apply(pick),
                        pick.related(),
                        pick.section(),
                        pick.position(),
                        pick.reason(),
                        pick.minutes(),
                        pick.story()))
            .toList());
  }

  /** The same with other titles: of the picks, their pictures, and what is linked beside them. */
  static EditionContent titles(EditionContent content, UnaryOperator<String> cut) {
    UnaryOperator<List<Related>> all =
        list -> list.stream().map(each -> titled(each, cut)).toList();
    List<Pick> picks =
        content.picks().stream()
            .map(
                pick -> {
                  Article article = pick.article();
                  Related before = pick.story().updateTo();
                  Pick.Story story =
                      new Pick.Story(
                          all.apply(pick.story().also()),
                          before == null ? null : titled(before, cut),
                          pick.story().version());
                  Article cutArticle =
                      with(article, cut.apply(article.title()), titled(article.image(), cut));
                  return with(pick, cutArticle, all.apply(pick.related()), story);
                })
            .toList();
    return new EditionContent(
        content.subject(),
        content.preheader(),
        content.intro(),
        picks,
        all.apply(content.relatedPosts()));
  }

  /** Without so many titles under Related news: those of the last pick first. */
  static EditionContent related(EditionContent content, int less) {
    return fromTheEnd(
        content,
        less,
        pick -> pick.related().size(),
        (pick, kept) -> with(pick, pick.article(), first(pick.related(), kept), pick.story()));
  }

  /** Without so many of the names under Also: those of the last pick first. */
  static EditionContent also(EditionContent content, int less) {
    return fromTheEnd(
        content,
        less,
        pick -> pick.story().also().size(),
        (pick, kept) ->
            with(
                pick,
                pick.article(),
                pick.related(),
                new Pick.Story(
                    first(pick.story().also(), kept),
                    pick.story().updateTo(),
                    pick.story().version())));
  }

  /** Without so many of the titles under Related posts. */
  static EditionContent relatedPosts(EditionContent content, int less) {
    return new EditionContent(
        content.subject(),
        content.preheader(),
        content.intro(),
        content.picks(),
        first(content.relatedPosts(), content.relatedPosts().size() - less));
  }

  /** Without so many pictures: that of the last pick first, the lead's last. */
  static EditionContent pictures(EditionContent content, int less) {
    return fromTheEnd(
        content,
        less,
        Shortening::pictures,
        (pick, kept) -> {
          Article article = pick.article();
          return with(pick, with(article, article.title(), null), pick.related(), pick.story());
        });
  }

  /** 1 when a picture is shown, else 0. */
  static int pictures(Pick pick) {
    Image image = pick.article().image();
    return image != null && image.isMeasured() ? 1 : 0;
  }

  /** Without so many picks; the order shown ends with More news. */
  static EditionContent items(EditionContent content, int less) {
    return picks(content, first(content.picks(), content.picks().size() - less));
  }

  private interface Keep {
    Pick of(Pick pick, int kept);
  }

  private static EditionContent fromTheEnd(
      EditionContent content, int less, Function<Pick, Integer> has, Keep keep) {
    List<Pick> picks = new ArrayList<>(content.picks());
    int still = less;
    for (int i = picks.size() - 1; i >= 0 && still > 0; i--) {
      int many = has.apply(picks.get(i));
      int taken = Math.min(many, still);
      if (taken > 0) {
        picks.set(i, keep.of(picks.get(i), many - taken));
        still -= taken;
      }
    }
    return picks(content, picks);
  }

  private static EditionContent picks(EditionContent content, List<Pick> picks) {
    return new EditionContent(
        content.subject(), content.preheader(), content.intro(), picks, content.relatedPosts());
  }

  private static Related titled(Related related, UnaryOperator<String> cut) {
    return new Related(cut.apply(related.title()), related.link(), related.source());
  }

  private static @Nullable Image titled(@Nullable Image image, UnaryOperator<String> cut) {
    return image == null
        ? null
        : new Image(image.url(), cut.apply(image.alt()), image.width(), image.height());
  }

  private static Pick with(Pick pick, Article article, List<Related> related, Pick.Story story) {
    return new Pick(
        article,
        pick.teaser(),
        related,
        pick.section(),
        pick.position(),
        pick.reason(),
        pick.minutes(),
        story);
  }

  private static Article with(Article article, String title, @Nullable Image image) {
    return new Article(
        article.id(),
        article.feed(),
        article.source(),
        article.guid(),
        article.link(),
        title,
        article.author(),
        article.publishedAt(),
        article.dating(),
        article.firstSeenAt(),
        article.html(),
        article.summary(),
        article.topics(),
        image,
        article.language(),
        article.related(),
        article.featured(),
        article.access());
  }

  private static <T> List<T> first(List<T> list, int many) {
    return list.subList(0, many);
  }
}
