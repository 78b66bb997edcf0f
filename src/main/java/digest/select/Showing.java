package digest.select;

import digest.edition.Article;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.TeaserRules;
import digest.select.Selection.Request;
import digest.select.Selection.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into picks with teasers and related items, and into explanations. */
final class Showing {

  private static final Set<Reason> NO_ROOM =
      Set.of(Reason.OVER_MAX, Reason.OVER_SECTION, Reason.OVER_SOURCE);

  private final TeaserCutter cutter;
  private final ReadingTime readingTime = new ReadingTime();
  private final Request request;
  private final List<Article> articles;
  private final Map<Article.Id, Verdict> verdicts;

  /** Takes every article of the request, newest first, and the reason of each. */
  Showing(
      TeaserCutter cutter,
      Request request,
      List<Article> articles,
      Map<Article.Id, Verdict> verdicts) {
    this.cutter = cutter;
    this.request = request;
    this.articles = articles;
    this.verdicts = verdicts;
  }

  /** The lead, if any, stands first among those shown. */
  Result of(List<Candidate> shown, @Nullable Candidate lead, List<Article> pool) {
    List<Article> picked = shown.stream().map(Candidate::article).toList();
    RelatedChoice choice =
        new RelatedChoice(request.newsletter().rules(), pool, request.recentRelatedLinks());
    List<List<Related>> related = choice.under(picked);
    List<Related> posts = choice.posts(picked);
    markRelated(choice.hosts());
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      picks.add(pick(shown.get(i), shown.get(i).equals(lead), related.get(i), i + 1));
    }
    return new Result(picks, posts, explanations(picked));
  }

  private Pick pick(Candidate candidate, boolean lead, List<Related> related, int position) {
    Article article = candidate.article();
    Newsletter newsletter = request.newsletter();
    TeaserRules rules = lead ? newsletter.leadTeaser() : newsletter.teaser();
    return new Pick(
        article.withoutBody(),
        cutter.cut(article, rules),
        related,
        lead ? Pick.LEAD : candidate.section(),
        position,
        verdict(article).reason(),
        readingTime.minutes(article));
  }

  /** A candidate that had no room, but is shown as a title, says so. */
  private void markRelated(Map<String, String> hosts) {
    for (Article article : articles) {
      String host = hosts.get(LinkKey.of(article.link()));
      Verdict verdict = verdict(article);
      if (host != null && NO_ROOM.contains(verdict.reason())) {
        String where = host.isEmpty() ? "among related posts." : "as related to \"" + host + "\".";
        verdicts.put(
            article.id(), new Verdict(Reason.RELATED, verdict.detail() + " Shown " + where));
      }
    }
  }

  private List<Explanation> explanations(List<Article> picked) {
    Set<Article.Id> ids = picked.stream().map(Article::id).collect(Collectors.toUnmodifiableSet());
    return Stream.concat(
            picked.stream(), articles.stream().filter(article -> !ids.contains(article.id())))
        .map(this::explanation)
        .toList();
  }

  private Explanation explanation(Article article) {
    Verdict verdict = verdict(article);
    return new Explanation(
        article.id(),
        article.title(),
        article.link(),
        article.source(),
        verdict.reason(),
        verdict.detail(),
        null);
  }

  private Verdict verdict(Article article) {
    return Optional.ofNullable(verdicts.get(article.id()))
        .orElseThrow(() -> new IllegalStateException("no reason for article " + article.id()));
  }
}
