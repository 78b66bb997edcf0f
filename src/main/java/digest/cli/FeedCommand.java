package digest.cli;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Newsletter;
import digest.edition.Teaser;
import digest.press.FetchFeeds;
import digest.press.Press;
import digest.press.ReadFeed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code digest feed …} */
@Command(name = "feed", description = "Reads, lists and fetches feeds.")
final class FeedCommand {

  private final Session session;

  FeedCommand(Session session) {
    this.session = session;
  }

  /** What is understood of a feed. */
  record ReadingShape(
      String source,
      @Nullable String format,
      String title,
      List<String> problems,
      List<ItemShape> items) {
    static ReadingShape of(ReadFeed.Reading reading) {
      return new ReadingShape(
          reading.source(),
          reading.format(),
          reading.title(),
          reading.problems(),
          reading.items().stream().map(ItemShape::of).toList());
    }
  }

  /** What is understood of an entry; without a link it was left out. */
  record ItemShape(
      String title,
      @Nullable String link,
      String guid,
      @Nullable Instant published,
      @Nullable String author,
      @Nullable String summary,
      Teaser teaser,
      @Nullable String image,
      List<String> topics,
      @Nullable String language,
      List<Json.Link> related) {
    static ItemShape of(ReadFeed.Item item) {
      Article article = item.article();
      return new ItemShape(
          article.title(),
          article.link().isEmpty() ? null : article.link(),
          article.guid(),
          article.dating() == Article.Dating.NONE ? null : article.publishedAt(),
          article.author(),
          article.summary(),
          item.teaser(),
          article.image() == null ? null : article.image().url(),
          article.topics(),
          article.language(),
          Json.Link.all(article.related()));
    }
  }

  /** Where a feed stands. */
  record StateShape(
      String location,
      @Nullable String source,
      List<String> newsletters,
      @Nullable Instant lastGood,
      int failures,
      Instant nextLook,
      @Nullable String problem,
      boolean gone) {}

  /** What came of a look. */
  record ReportShape(
      String location,
      String title,
      int added,
      int updated,
      boolean unchanged,
      @Nullable String failure,
      List<String> problems) {
    static ReportShape of(FetchFeeds.Report report) {
      return new ReportShape(
          report.feed().location(),
          report.title(),
          report.added(),
          report.updated(),
          report.unchanged(),
          report.failure(),
          report.problems());
    }
  }

  @Command(description = "Shows what is understood of feeds; needs no configuration.")
  int read(
      @Parameters(paramLabel = "URL-or-FILE", arity = "1..*", description = "Feeds to read.")
          List<String> locations,
      @Mixin TeaserOptions teaser,
      @Mixin JsonOption json) {
    List<ReadFeed.Reading> readings =
        session.doors().readFeed().get().read(locations, teaser.rules());
    if (json.isWanted()) {
      session.json(readings.stream().map(ReadingShape::of).toList());
    } else {
      readings.forEach(new ReadingText(session.out())::print);
    }
    return readings.stream().allMatch(ReadFeed.Reading::isUnderstood) ? 0 : 1;
  }

  @Command(description = "Shows the state of each feed.")
  int list(@Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          List<StateShape> states = states(press);
          if (json.isWanted()) {
            session.json(states);
          } else {
            printStates(states);
          }
          return 0;
        });
  }

  @Command(description = "Looks at the feeds now, due or not.")
  int fetch(
      @Parameters(
              paramLabel = "NEWSLETTER",
              arity = "0..*",
              description = "Only their feeds; default: all.")
          List<Newsletter.@Nullable Id> newsletters,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          List<FetchFeeds.Report> reports =
              press.fetchFeeds().now(List.copyOf(feeds(press, newsletters).values()));
          if (json.isWanted()) {
            session.json(reports.stream().map(ReportShape::of).toList());
          } else {
            printReports(reports);
          }
          return reports.stream().allMatch(report -> report.failure() == null) ? 0 : 1;
        });
  }

  private static Map<String, Feed> feeds(
      Press press, @Nullable List<Newsletter.@Nullable Id> wanted) {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    List<Newsletter> newsletters =
        wanted == null || wanted.isEmpty()
            ? press.catalogue().newsletters()
            : wanted.stream().map(press.catalogue()::newsletter).toList();
    newsletters.forEach(
        newsletter -> newsletter.feeds().forEach(feed -> feeds.putIfAbsent(feed.location(), feed)));
    return feeds;
  }

  private static List<StateShape> states(Press press) {
    return feeds(press, List.of()).values().stream().map(feed -> state(press, feed)).toList();
  }

  private static StateShape state(Press press, Feed feed) {
    FeedState state =
        press
            .rooms()
            .feeds()
            .find(feed.location())
            .orElseGet(() -> FeedState.unseen(feed.location()));
    List<String> readers =
        press.catalogue().newsletters().stream()
            .filter(
                one -> one.feeds().stream().anyMatch(its -> its.location().equals(feed.location())))
            .map(one -> one.id().value())
            .toList();
    return new StateShape(
        feed.location(),
        feed.source(),
        readers,
        state.lastGood(),
        state.failures(),
        state.nextLook(),
        state.problem(),
        state.gone());
  }

  private void printStates(List<StateShape> states) {
    Table table = Table.of("Source", "Last good look", "Next look", "Feed", "Problem").flexible(4);
    for (StateShape state : states) {
      table.row(
          state.failures() > 0 || state.gone() ? Style.BAD : Style.PLAIN,
          state.source() == null ? "" : state.source(),
          When.here(state.lastGood(), "never"),
          state.gone() ? "gone" : next(state),
          state.location(),
          problem(state));
    }
    session.out().table(table, "No newsletter has a feed. Add one to digest.yaml.");
  }

  private String next(StateShape state) {
    boolean isDue = !state.nextLook().isAfter(session.doors().clock().instant());
    return isDue ? "now" : When.here(state.nextLook(), "");
  }

  private static String problem(StateShape state) {
    String problem = state.problem() == null ? "" : state.problem();
    return state.failures() > 1 ? state.failures() + " times: " + problem : problem;
  }

  private void printReports(List<FetchFeeds.Report> reports) {
    Table table = Table.of("Feed", "New", "Changed", "Remarks").right(1, 2);
    for (FetchFeeds.Report report : reports) {
      boolean failed = report.failure() != null;
      table.row(
          failed ? Style.BAD : Style.PLAIN,
          report.title(),
          failed ? "-" : report.added(),
          failed ? "-" : report.updated(),
          remark(report));
    }
    session.out().table(table, "No newsletter has a feed. Add one to digest.yaml.");
  }

  private static String remark(FetchFeeds.Report report) {
    if (report.failure() != null) {
      return report.failure();
    }
    return report.unchanged() ? "nothing new" : String.join("; ", report.problems());
  }
}
