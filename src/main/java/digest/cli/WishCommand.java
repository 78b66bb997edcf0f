package digest.cli;

import digest.edition.Article;
import digest.edition.Newsletter;
import digest.edition.Wish;
import digest.press.Press;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest article wish}: what an editor wants of an article, before any edition has it. */
@Command(name = "digest article")
final class WishCommand {

  private final Session session;

  WishCommand(Session session) {
    this.session = session;
  }

  /** What can be wanted. */
  static final class Wanted {
    @Option(names = "--lead", description = "It leads the next edition it is in.")
    private boolean lead;

    @Option(names = "--evergreen", description = "It may fill a thin edition at any age.")
    private boolean evergreen;

    @Option(names = "--update", description = "It was sent; send it once more, as an update.")
    private boolean update;

    @Option(names = "--exclude", description = "It is never picked.")
    private boolean exclude;

    @Option(names = "--boost", paramLabel = "N", description = "So many points more, or less.")
    private @Nullable Integer boost;

    @Option(names = "--popularity", paramLabel = "N", description = "Points for its visitors.")
    private @Nullable Integer popularity;

    Map<Wish.Kind, Integer> points() {
      Map<Wish.Kind, Integer> points = new EnumMap<>(Wish.Kind.class);
      put(points, Wish.Kind.LEAD, lead ? 0 : null);
      put(points, Wish.Kind.EVERGREEN, evergreen ? 0 : null);
      put(points, Wish.Kind.UPDATE, update ? 0 : null);
      put(points, Wish.Kind.EXCLUDE, exclude ? 0 : null);
      put(points, Wish.Kind.BOOST, boost);
      put(points, Wish.Kind.POPULARITY, popularity);
      return points;
    }

    private static void put(
        Map<Wish.Kind, Integer> points, Wish.Kind kind, @Nullable Integer value) {
      if (value != null) {
        points.put(kind, value);
      }
    }
  }

  /** What was said. */
  record WishShape(
      String newsletter, String link, String title, List<String> wishes, int cleared) {}

  @Command(description = "Says what you want of an article in a newsletter's next editions.")
  int wish(
      @Parameters(paramLabel = "LINK", description = "Its link, or its id.") String link,
      @Option(
              names = "--newsletter",
              required = true,
              paramLabel = "NEWSLETTER",
              description = "In which newsletter.")
          Newsletter.Id newsletter,
      @Mixin Wanted wanted,
      @Option(names = "--clear", description = "Forget what was said before.") boolean clear,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    Map<Wish.Kind, Integer> points = wanted.points();
    if (points.isEmpty() && !clear) {
      throw new UsageFault(
          "nothing to wish: name --lead, --boost N, --evergreen, --update, --exclude or --clear");
    }
    return session.with(
        config,
        press -> {
          WishShape said = say(press, newsletter, ArticleCommand.find(press, link), points, clear);
          if (json.isWanted()) {
            session.json(said);
          } else {
            print(said);
          }
          return 0;
        });
  }

  private static WishShape say(
      Press press,
      Newsletter.Id id,
      Article article,
      Map<Wish.Kind, Integer> points,
      boolean clear) {
    Newsletter newsletter = press.catalogue().newsletter(id);
    int cleared = clear ? press.wishForArticle().clear(newsletter, article) : 0;
    press.wishForArticle().wish(newsletter, article, points);
    List<String> words = points.entrySet().stream().map(each -> words(each)).toList();
    return new WishShape(id.value(), article.link(), article.title(), words, cleared);
  }

  private static String words(Map.Entry<Wish.Kind, Integer> wish) {
    return switch (wish.getKey()) {
      case LEAD -> "leads";
      case EVERGREEN -> "may fill at any age";
      case UPDATE -> "is sent again as an update";
      case EXCLUDE -> "is never picked";
      case BOOST -> String.format(Locale.ROOT, "%+d points", wish.getValue());
      case POPULARITY -> String.format(Locale.ROOT, "%+d points for its visitors", wish.getValue());
    };
  }

  private void print(WishShape said) {
    session.out().paragraph(Style.BOLD, "", said.title());
    if (said.cleared() > 0) {
      session.out().line(Style.PLAIN, Words.count(said.cleared(), "wish") + " forgotten.");
    }
    for (String wish : said.wishes()) {
      session.out().line(Style.PLAIN, "In " + said.newsletter() + ": " + wish + ".");
    }
  }
}
