package digest.select;

import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Feed;
import digest.edition.Pick;
import digest.edition.Score;
import digest.edition.SelectionRules.Section;
import digest.edition.Wish;
import digest.select.Selection.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each article its section and score (picking S1, S3); scores are whole numbers. */
final class Scores {

  /** What an article gets for being published at the cutoff; half of it a half-life later. */
  private static final int FRESH = 100;

  private static final int IMAGE = 5;

  /** Less than an hour of a daily's recency: of two equal ones the new one goes first (P9). */
  private static final int CARRIED = 5;

  private final Request request;
  private final Published published;
  private final Wanted wanted;
  private final Duration halfLife;
  private final Map<String, Feed> feeds = new HashMap<>();

  Scores(Request request, Published published, Wanted wanted) {
    this.wanted = wanted;
    this.request = request;
    this.published = published;
    Cadence cadence = request.newsletter().cadence();
    LocalDateTime from = LocalDateTime.ofInstant(request.cutoff(), cadence.zone());
    halfLife = cadence.pace(from).halfLife();
    request.newsletter().feeds().forEach(feed -> feeds.putIfAbsent(feed.location(), feed));
  }

  /** An article that passed the gate. */
  Candidate of(Article article) {
    Instant at = published.order(article);
    Feed feed = feeds.getOrDefault(article.feed(), Feed.at(article.feed()));
    Optional<Section> section = section(article, feed);
    boolean carried = request.carried().contains(article.id());
    Score score =
        new Score(
            section.map(Section::weight).orElse(0),
            feed.weight(),
            wanted.points(article, Wish.Kind.BOOST),
            recency(newsFrom(article, at)),
            article.image() == null ? 0 : IMAGE,
            wanted.points(article, Wish.Kind.POPULARITY),
            carried ? -CARRIED : 0);
    return new Candidate(article, at, section.map(Section::name).orElse(Pick.MORE), score, carried);
  }

  /** Of what was sent before, the update is the news. */
  private Instant newsFrom(Article article, Instant at) {
    boolean sent = request.coverage().containsKey(article.id());
    return sent ? wanted.at(article, Wish.Kind.UPDATE).orElse(at) : at;
  }

  /** The feed's own section, else the first, in the rules' order, that one of the topics names. */
  private Optional<Section> section(Article article, Feed feed) {
    List<String> names = feed.section() == null ? article.topics() : List.of(feed.section());
    Set<String> keys = names.stream().map(Key::of).collect(Collectors.toUnmodifiableSet());
    return request.newsletter().rules().sections().stream()
        .filter(section -> keys.contains(Key.of(section.name())))
        .findFirst();
  }

  /** The same on every machine: {@link StrictMath}. */
  private int recency(Instant at) {
    Duration age = Duration.between(at, request.cutoff());
    double halfLives = Math.max(0, age.toSeconds()) / (double) halfLife.toSeconds();
    return (int) StrictMath.rint(FRESH * StrictMath.pow(2, -halfLives));
  }
}
