package digest.select;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.select.Selection.Request;
import digest.select.Selection.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One selection on its way: gate, duplicates, lead, line-up, related items, reasons. */
final class Decision {

  /** Ledger entries older than this tell another day's story (picking D1). */
  private static final Duration COVERED = Duration.ofDays(3);

  private static final Duration RELATED_AGE = Duration.ofDays(365);

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
  private final Request request;
  private final SelectionRules rules;
  private final Published published;
  private final List<Article> articles;
  private final Map<Article.Id, Verdict> verdicts = new LinkedHashMap<>();

  Decision(TeaserCutter cutter, Request request) {
    this.cutter = cutter;
    this.request = request;
    this.rules = request.newsletter().rules();
    this.published = new Published(request.newsletter().feeds());
    this.articles = newestFirst(request.articles());
  }

  Result result() {
    Gate gate = new Gate(request, published);
    articles.forEach(a -> gate.refusal(a).ifPresent(verdict -> verdicts.put(a.id(), verdict)));
    leaveOutDuplicates();
    Scores scores = new Scores(request, published);
    List<Candidate> bestFirst =
        remaining().stream().map(scores::of).sorted(Candidate.BEST_FIRST).toList();
    Candidate lead = lead(bestFirst);
    Lineup lineup = new Lineup(rules, bestFirst, lead);
    lineup.fill(fillers(gate, scores, bestFirst));
    lineup.left().forEach((candidate, verdict) -> verdicts.put(candidate.id(), verdict));
    lineup.inOrder().forEach(chosen -> verdicts.put(chosen.id(), lineup.reason(chosen)));
    return shown(lineup.inOrder(), lead);
  }

  private void leaveOutDuplicates() {
    Stories covered = new Stories(covered());
    for (Article article : remaining()) {
      covered
          .sameAs(article)
          .ifPresent(
              other -> put(article, Reason.ALREADY_COVERED, "Covered before as " + name(other)));
    }
    new Duplicates(request.newsletter().feeds())
        .kept(remaining())
        .forEach(
            (id, kept) ->
                verdicts.put(
                    id, new Verdict(Reason.DUPLICATE_OF, "The same story as " + name(kept))));
  }

  private List<Article> covered() {
    Instant since = request.cutoff().minus(COVERED);
    return Stream.concat(articles.stream(), newestFirst(request.archive()).stream())
        .filter(
            article -> {
              Coverage coverage = request.coverage().get(article.id());
              return coverage != null && coverage.at().isAfter(since);
            })
        .toList();
  }

  private @Nullable Candidate lead(List<Candidate> bestFirst) {
    if (rules.max() < 1) {
      return null;
    }
    List<Article> last =
        Stream.concat(request.articles().stream(), request.archive().stream())
            .filter(article -> article.id().equals(request.lastLead()))
            .toList();
    return new LeadChoice(cutter, request.newsletter().leadTeaser(), last)
        .of(bestFirst, request.lastLead());
  }

  private Verdict leads(Candidate lead) {
    String why = lead.article().featured() ? "Its feed marks it as a lead." : "The best score.";
    return new Verdict(Reason.LEAD, why + " Score " + lead.score() + ".");
  }

  /** What only the first edition's window keeps out, without second tellings of candidates. */
  private List<Candidate> fillers(Gate gate, Scores scores, List<Candidate> candidates) {
    Stories told = new Stories(candidates.stream().map(Candidate::article).toList());
    covered().forEach(told::add);
    List<Candidate> fillers = new ArrayList<>();
    articles.stream()
        .filter(a -> verdicts.containsKey(a.id()) && gate.isOnlyBeforeTheWindow(a))
        .filter(a -> isTooOld(a) && told.sameAs(a).isEmpty())
        .map(scores::of)
        .sorted(Candidate.BEST_FIRST)
        .forEach(
            filler -> {
              if (told.sameAs(filler.article()).isEmpty()) {
                told.add(filler.article());
                fillers.add(filler);
              }
            });
    return fillers;
  }

  private boolean isTooOld(Article article) {
    Verdict verdict = verdicts.get(article.id());
    return verdict != null
        && (verdict.reason() == Reason.TOO_OLD || verdict.reason() == Reason.EXPIRED);
  }

  /** Where only fillers were found, one of them leads. */
  private Result shown(List<Candidate> inOrder, @Nullable Candidate chosenLead) {
    Candidate lead =
        chosenLead == null
            ? lead(inOrder.stream().sorted(Candidate.BEST_FIRST).toList())
            : chosenLead;
    List<Candidate> shown = new ArrayList<>(inOrder);
    if (lead != null) {
      shown.remove(lead);
      shown.add(0, lead);
      verdicts.put(lead.id(), leads(lead));
    }
    return new Showing(cutter, request, articles, verdicts).of(shown, lead, pool());
  }

  /** What may stand beside a pick, newest first. */
  private List<Article> pool() {
    Instant oldest = request.cutoff().minus(RELATED_AGE);
    List<Article> known = new ArrayList<>(articles);
    known.addAll(request.archive());
    return newestFirst(known).stream()
        .filter(
            article ->
                article.access() == Article.Access.OPEN && published.isAfter(article, oldest))
        .filter(article -> !published.from(article).isAfter(request.cutoff()))
        .filter(article -> isShowable(verdicts.get(article.id())))
        .toList();
  }

  private static boolean isShowable(@Nullable Verdict verdict) {
    return verdict == null || SHOWABLE.contains(verdict.reason());
  }

  private List<Article> remaining() {
    return articles.stream().filter(article -> !verdicts.containsKey(article.id())).toList();
  }

  private void put(Article article, Reason reason, String detail) {
    verdicts.put(article.id(), new Verdict(reason, detail));
  }

  private static String name(Article article) {
    return "\"" + article.title() + "\" of " + article.source() + ".";
  }

  /** Each id once; the order of a request's lists decides nothing. */
  private List<Article> newestFirst(List<Article> given) {
    return given.stream()
        .collect(Collectors.toMap(Article::id, article -> article, Decision::firstSeen))
        .values()
        .stream()
        .sorted(
            Comparator.comparing(published::order, Comparator.reverseOrder())
                .thenComparing(Article::id))
        .toList();
  }

  private static Article firstSeen(Article one, Article other) {
    Comparator<Article> order =
        Comparator.comparing(Article::firstSeenAt).thenComparing(Article::toString);
    return order.compare(one, other) <= 0 ? one : other;
  }
}
