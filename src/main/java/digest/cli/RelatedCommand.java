package digest.cli;

import digest.edition.Article;
import digest.press.FindRelated.Found;
import digest.press.Press;
import digest.select.RelatedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest article related}: what the archive holds about the same subject. */
@Command(name = "digest article")
final class RelatedCommand {

  private static final String COUNT = "5";

  private final Session session;

  RelatedCommand(Session session) {
    this.session = session;
  }

  /** An article and what is related to it. */
  record FoundShape(String link, String title, List<MatchShape> related) {
    static FoundShape of(Found found) {
      return new FoundShape(
          found.article().link(),
          found.article().title(),
          found.related().stream().map(MatchShape::of).toList());
    }
  }

  /** One that is related. */
  record MatchShape(String link, String title, String source, Instant published, double score) {
    static MatchShape of(RelatedIndex.Match match) {
      return new MatchShape(
          match.link(),
          match.title(),
          match.source(),
          match.publishedAt(),
          Math.round(match.score() * 1000) / 1000.0);
    }
  }

  @Command(description = "Finds what the archive holds about the subject of an article.")
  int related(
      @Parameters(paramLabel = "LINK", arity = "0..*", description = "Their links, or ids.")
          List<String> links,
      @Option(names = "--all", description = "Of every article in the archive.") boolean all,
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = COUNT,
              description = "At most so many of each; default: " + COUNT + ".")
          int count,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    List<String> named = links == null ? List.of() : links;
    if (named.isEmpty() != all) {
      throw new UsageFault("name the links of articles, or --all");
    }
    if (count < 1 || count > 1000) {
      throw new UsageFault("-n " + count + " is out of range; give 1 to 1000");
    }
    return session.with(
        config,
        press -> {
          if (json.isWanted()) {
            session.json(shapes(press, named, count));
          } else {
            print(press, named, count);
          }
          return 0;
        });
  }

  private static List<FoundShape> shapes(Press press, List<String> links, int count) {
    if (!links.isEmpty()) {
      return press.findRelated().of(articles(press, links), count).stream()
          .map(FoundShape::of)
          .toList();
    }
    List<FoundShape> shapes = new ArrayList<>();
    press.findRelated().ofAll(count, found -> shapes.add(FoundShape.of(found)));
    return shapes;
  }

  private static List<Article> articles(Press press, List<String> links) {
    return links.stream().map(link -> ArticleCommand.find(press, link)).toList();
  }

  private void print(Press press, List<String> links, int count) {
    if (links.isEmpty()) {
      press.findRelated().ofAll(count, this::print);
    } else {
      press.findRelated().of(articles(press, links), count).forEach(this::print);
    }
  }

  private void print(Found found) {
    Screen out = session.out();
    out.paragraph(Style.BOLD, "", found.article().title());
    Table table = Table.of("", "", "", "").right(0).flexible(2);
    for (RelatedIndex.Match match : found.related()) {
      table.row(
          String.format(Locale.ROOT, "%.3f", match.score()),
          When.here(match.publishedAt(), ""),
          match.title(),
          match.source());
    }
    out.table(table, "  Nothing in the archive is about this.");
    out.blank();
  }
}
