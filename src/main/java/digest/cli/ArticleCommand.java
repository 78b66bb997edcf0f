package digest.cli;

import digest.edition.Article;
import digest.press.Press;
import digest.store.Articles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest article …} */
@Command(name = "article", description = "Looks into the archive of articles.")
final class ArticleCommand {

  private static final String LIMIT = "20";
  private final Session session;

  ArticleCommand(Session session) {
    this.session = session;
  }

  /** An article without its body. */
  record ArticleShape(
      String id,
      String title,
      String link,
      String source,
      Instant published,
      Instant firstSeen,
      @Nullable String author,
      List<String> topics,
      @Nullable String language,
      @Nullable String image,
      @Nullable String summary,
      String access) {
    static ArticleShape of(Article article) {
      return new ArticleShape(
          article.id().value(),
          article.title(),
          article.link(),
          article.source(),
          article.publishedAt(),
          article.firstSeenAt(),
          article.author(),
          article.topics(),
          article.language(),
          article.image() == null ? null : article.image().url(),
          article.summary(),
          article.access().name());
    }
  }

  @Command(description = "Lists the newest articles.")
  int list(@Mixin Limit limit, @Mixin ConfigOption config, @Mixin JsonOption json) {
    return print(config, json, articles -> articles.latest(limit.count), "Nothing is stored yet.");
  }

  @Command(description = "Finds the articles that hold every word.")
  int search(
      @Parameters(paramLabel = "WORD", arity = "1..*", description = "Words to find.")
          List<String> words,
      @Mixin Limit limit,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    String text = String.join(" ", words);
    return print(
        config,
        json,
        articles -> articles.search(text, limit.count),
        "No article holds " + text + ".");
  }

  @Command(description = "Shows an article.")
  int show(
      @Parameters(paramLabel = "LINK", description = "Its link, or its id.") String link,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Article article = find(press, link);
          if (json.isWanted()) {
            session.json(ArticleShape.of(article));
          } else {
            print(article);
          }
          return 0;
        });
  }

  @Command(description = "Finds what is most related to articles, in the whole archive.")
  int related(
      @Parameters(paramLabel = "LINK", arity = "0..*", description = "Their links, or their ids.")
          @Nullable List<String> links,
      @Option(names = "--all", description = "To every article instead.") boolean all,
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = "5",
              description = "At most so many each; default: 5.")
          int count,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    List<String> named = links == null ? List.of() : links;
    if (all != named.isEmpty()) {
      throw new UsageFault("name the articles, or say --all");
    }
    return session.with(
        config,
        press -> {
          RelatedAnswer.Articles articles = all ? all(press, count) : these(press, named, count);
          if (json.isWanted()) {
            RelatedAnswer.json(session.out().stream(), articles);
          } else {
            RelatedAnswer.text(session.out(), articles);
          }
          return 0;
        });
  }

  private static RelatedAnswer.Articles all(Press press, int count) {
    return taker -> press.findRelated().ofAll(count, taker);
  }

  /** Looks all of them up before anything is printed. */
  private static RelatedAnswer.Articles these(Press press, List<String> links, int count) {
    List<Article> hosts = links.stream().map(link -> find(press, link)).toList();
    return taker -> press.findRelated().of(hosts, count).forEach(taker);
  }

  /** How many. */
  static final class Limit {
    @Option(
        names = "-n",
        paramLabel = "N",
        defaultValue = LIMIT,
        description = "At most so many; default: " + LIMIT + ".")
    private int count;
  }

  /** Looks something up. */
  private interface Query {
    List<Article> run(Articles articles);
  }

  private int print(ConfigOption config, JsonOption json, Query query, String whenEmpty) {
    return session.with(
        config,
        press -> {
          List<Article> found = query.run(press.rooms().articles());
          if (json.isWanted()) {
            session.json(found.stream().map(ArticleShape::of).toList());
          } else {
            session.out().table(table(found), whenEmpty);
          }
          return 0;
        });
  }

  private static Table table(List<Article> articles) {
    Table table = Table.of("Published", "Source", "Title", "Id").flexible(2);
    for (Article article : articles) {
      table.row(
          When.here(article.publishedAt(), ""), article.source(), article.title(), article.id());
    }
    return table;
  }

  private static Article find(Press press, String link) {
    Articles articles = press.rooms().articles();
    return articles
        .byLink(link)
        .or(() -> articles.find(new Article.Id(link)))
        .orElseThrow(
            () ->
                new CommandFault(
                    "no article \"" + link + "\" is stored; see: digest article search WORD"));
  }

  private void print(Article article) {
    Screen out = session.out();
    out.paragraph(Style.BOLD, "", article.title());
    Table facts = Table.of("", "");
    facts.row("Source", article.source());
    facts.row("Published", When.here(article.publishedAt(), ""));
    facts.row("First seen", When.here(article.firstSeenAt(), ""));
    if (article.author() != null) {
      facts.row("Author", article.author());
    }
    facts.row("Topics", String.join(", ", article.topics()));
    facts.row("Link", article.link());
    facts.row("Id", article.id());
    out.table(facts, "");
    if (article.summary() != null) {
      out.blank();
      out.paragraph(Style.PLAIN, "", article.summary());
    }
  }
}
