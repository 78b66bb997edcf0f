package digest.cli;

import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Score;
import digest.edition.Teaser;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON document for scripts. The records' components are its keys, in their order; instants are
 * ISO-8601 in UTC; what is not known is null.
 */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** A title and where it leads. */
  record Link(String title, String link) {
    static List<Link> all(List<Related> related) {
      return related.stream().map(Link::of).toList();
    }

    static Link of(Related related) {
      return new Link(related.title(), related.link());
    }
  }

  /** A pick of an edition. */
  record PickShape(
      int position,
      String section,
      String title,
      String link,
      Instant published,
      String source,
      Teaser teaser,
      List<Link> related,
      String reason,
      List<Link> also,
      @Nullable Link updateTo,
      int version) {
    static PickShape of(Pick pick) {
      return new PickShape(
          pick.position(),
          pick.section(),
          pick.article().title(),
          pick.article().link(),
          pick.article().publishedAt(),
          pick.article().source(),
          pick.teaser(),
          Link.all(pick.related()),
          pick.reason().name(),
          Link.all(pick.story().also()),
          pick.story().updateTo() == null ? null : Link.of(pick.story().updateTo()),
          pick.story().version());
    }
  }

  /** An edition with its content. */
  record EditionShape(
      long id,
      String newsletter,
      int number,
      String slot,
      String state,
      String subject,
      String preheader,
      String hash,
      List<PickShape> picks,
      List<Link> relatedPosts) {
    static EditionShape of(Edition edition) {
      return new EditionShape(
          edition.id().value(),
          edition.newsletter().value(),
          edition.number(),
          edition.slot().key(),
          edition.state().name(),
          edition.content().subject(),
          edition.content().preheader(),
          edition.hash(),
          edition.content().picks().stream().map(PickShape::of).toList(),
          Link.all(edition.content().relatedPosts()));
    }
  }

  /** The final word on a candidate. */
  record ExplanationShape(
      String title,
      String link,
      String source,
      String reason,
      @Nullable String detail,
      @Nullable ScoreShape score) {
    static ExplanationShape of(Explanation explanation) {
      return new ExplanationShape(
          explanation.title(),
          explanation.link(),
          explanation.source(),
          explanation.reason().name(),
          explanation.detail(),
          explanation.score() == null ? null : ScoreShape.of(explanation.score()));
    }
  }

  /** What an article's place rests on. */
  record ScoreShape(
      int total,
      int section,
      int source,
      int editor,
      int recency,
      int image,
      int popularity,
      int carried) {
    static ScoreShape of(Score score) {
      return new ScoreShape(
          score.total(),
          score.section(),
          score.source(),
          score.editor(),
          score.recency(),
          score.image(),
          score.popularity(),
          score.carried());
    }
  }

  static void print(PrintStream out, Object document) {
    out.println(text(document));
  }

  static String text(Object document) {
    return PlainText.json(MAPPER.writeValueAsString(document));
  }
}
