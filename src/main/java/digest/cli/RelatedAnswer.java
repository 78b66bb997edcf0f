package digest.cli;

import digest.press.FindRelated.Neighbours;
import digest.select.RelatedIndex.Match;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells what is related to articles, one after the other, however many there are. */
final class RelatedAnswer {

  /** An article, and what is related to it. */
  record HostShape(String link, String title, List<MatchShape> related) {
    static HostShape of(Neighbours found) {
      return new HostShape(
          found.article().link(),
          found.article().title(),
          found.matches().stream().map(MatchShape::of).toList());
    }
  }

  /** What is related. */
  record MatchShape(String title, String link, String source, Instant published, double score) {
    static MatchShape of(Match match) {
      return new MatchShape(
          match.title(), match.link(), match.source(), match.publishedAt(), match.score());
    }
  }

  /** Hands on one article after the other. */
  interface Articles {
    void to(Consumer<Neighbours> taker);
  }

  private RelatedAnswer() {}

  /** One array, written as it comes. */
  static void json(PrintStream out, Articles articles) {
    boolean[] begun = new boolean[1];
    out.print("[");
    articles.to(
        found -> {
          out.println(begun[0] ? "," : "");
          out.print(Json.text(HostShape.of(found)));
          begun[0] = true;
        });
    out.println(begun[0] ? System.lineSeparator() + "]" : "]");
  }

  /** For people. */
  static void text(Screen out, Articles articles) {
    articles.to(
        found -> {
          out.heading(found.article().title());
          out.line(Style.DIM, found.article().link());
          out.table(table(found.matches()), "Nothing is near enough to be called related.");
        });
  }

  private static Table table(List<Match> matches) {
    Table table = Table.of("Score", "Published", "Source", "Title", "Link").right(0);
    table.optional(4, 2);
    for (Match match : matches) {
      table.row(
          String.format(Locale.ROOT, "%.3f", match.score()),
          When.here(match.publishedAt(), ""),
          match.source(),
          match.title(),
          match.link());
    }
    return table.flexible(3);
  }
}
