package digest.select;

import digest.edition.Article;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Score;
import digest.edition.TeaserRules;
import digest.select.RelatedIndex.Scope;
import digest.select.Selection.Material;
import digest.select.Selection.Request;
import digest.select.Selection.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into picks with teasers and related items, and into explanations. */
final class Showing {

  private static final Duration RELATED_AGE = Duration.ofDays(365);

  private static final Set<Reason> NO_ROOM =
      Set.of(Reason.OVER_MAX, Reason.OVER_SECTION, Reason.OVER_SOURCE);

  /** These may still be shown as a title beside a pick. */
  private static final Set<Reason> SHOWABLE =
      Set.of(
          Reason.OVER_MAX,
          Reason.OVER_SECTION,
          Reason.OVER_SOURCE,
          Reason.ALREADY_SENT,
          Reason.TOO_OLD,
          Reason.EXPIRED);

  private final TeaserCutter cutter;
  private final ReadingTime readingTime = new ReadingTime();
  private final Request request;
  private final Material material;
  private final Intake intake;
  private final Retelling retelling;

  /** Takes every article looked at, and the reason of each. */
  Showing(
      TeaserCutter cutter, Request request, Material material, Intake intake, Retelling retelling) {
    this.cutter = cutter;
    this.request = request;
    this.material = material;
    this.intake = intake;
    this.retelling = retelling;
  }

  /** The lead, if any, stands first among those shown. */
  Result of(List<Candidate> shown, @Nullable Candidate lead, List<Candidate> scored) {
    List<Article> picked = shown.stream().map(this::whole).toList();
    RelatedChoice choice = relatedChoice();
    List<List<Related>> related = choice.under(picked);
    List<Related> posts = choice.posts(picked);
    markRelated(choice.hosts());
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      boolean leads = shown.get(i).equals(lead);
      picks.add(pick(shown.get(i), picked.get(i), leads, related.get(i), i + 1));
    }
    return new Result(picks, posts, explanations(picked, scored));
  }

  private Article whole(Candidate candidate) {
    return material.whole().apply(candidate.id()).orElse(candidate.article());
  }

  private RelatedChoice relatedChoice() {
    Set<String> feeds =
        request.newsletter().feeds().stream()
            .map(feed -> feed.location())
            .collect(Collectors.toUnmodifiableSet());
    return new RelatedChoice(
        request.newsletter().rules(),
        material.archive(),
        new Scope(feeds, request.cutoff().minus(RELATED_AGE), request.cutoff()),
        id -> intake.verdict(id).map(v -> SHOWABLE.contains(v.reason())).orElse(true),
        material.whole(),
        request.recentRelatedLinks());
  }

  private Pick pick(
      Candidate candidate, Article article, boolean lead, List<Related> related, int position) {
    Newsletter newsletter = request.newsletter();
    TeaserRules rules = lead ? newsletter.leadTeaser() : newsletter.teaser();
    return new Pick(
        article.withoutBody(),
        cutter.cut(article, rules),
        related,
        lead ? Pick.LEAD : candidate.section(),
        position,
        verdict(article).reason(),
        readingTime.minutes(article),
        retelling.story(article.id(), version(article)));
  }

  private int version(Article article) {
    var coverage = request.coverage().get(article.id());
    return coverage == null ? 1 : coverage.version() + 1;
  }

  /** A candidate that had no room, but is shown as a title, says so. */
  private void markRelated(Map<String, String> hosts) {
    for (Article article : intake.all()) {
      Verdict verdict = verdict(article);
      String host =
          NO_ROOM.contains(verdict.reason()) ? hosts.get(LinkKey.of(article.link())) : null;
      if (host != null) {
        String where = host.isEmpty() ? "among related posts." : "as related to \"" + host + "\".";
        intake.put(article.id(), Reason.RELATED, verdict.detail() + " Shown " + where);
      }
    }
  }

  private List<Explanation> explanations(List<Article> picked, List<Candidate> scored) {
    Set<Article.Id> ids = picked.stream().map(Article::id).collect(Collectors.toUnmodifiableSet());
    Map<Article.Id, Score> scores = new HashMap<>();
    scored.forEach(candidate -> scores.put(candidate.id(), candidate.score()));
    return Stream.concat(
            picked.stream(), intake.all().stream().filter(article -> !ids.contains(article.id())))
        .map(article -> explanation(article, scores.get(article.id())))
        .toList();
  }

  private Explanation explanation(Article article, @Nullable Score score) {
    Verdict verdict = verdict(article);
    return new Explanation(
        article.id(),
        article.title(),
        article.link(),
        article.source(),
        verdict.reason(),
        verdict.detail(),
        score);
  }

  private Verdict verdict(Article article) {
    return intake
        .verdict(article.id())
        .orElseThrow(() -> new IllegalStateException("no reason for article " + article.id()));
  }
}
