package digest.select;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.edition.TeaserRules;
import digest.edition.Wish;
import digest.select.Selection.Material;
import digest.select.Selection.Request;
import digest.select.Selection.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One selection on its way: gate, duplicates, lead, line-up, related items, reasons. */
final class Decision {

  /** Ledger entries older than this tell another day's story (picking D1). */
  private static final Duration COVERED = Duration.ofDays(3);

  private final TeaserCutter cutter;
  private final Request request;
  private final Material material;
  private final SelectionRules rules;
  private final Wanted wanted;
  private final Gate gate;
  private final Scores scores;
  private final Intake intake;

  Decision(TeaserCutter cutter, Request request, Material material) {
    this.cutter = cutter;
    this.request = request;
    this.material = material;
    this.rules = request.newsletter().rules();
    this.wanted = new Wanted(request.wishes());
    Published published = new Published(request.newsletter().feeds());
    this.gate = new Gate(request, published, wanted);
    this.scores = new Scores(request, published, wanted);
    this.intake = new Intake(gate, published);
  }

  Result result() {
    takeIn();
    Retelling retelling = new Retelling(intake, request.newsletter(), covered(), this::isPinned);
    retelling.leaveOut(gate::isUpdate);
    List<Candidate> bestFirst = candidates(intake.open());
    Candidate lead = lead(bestFirst);
    Lineup lineup = new Lineup(rules, bestFirst, lead);
    if (lineup.isThin()) {
      fill(lineup, bestFirst, retelling);
    }
    lineup.left().forEach((candidate, verdict) -> intake.put(candidate.id(), verdict));
    lineup.inOrder().forEach(chosen -> intake.put(chosen.id(), lineup.reason(chosen)));
    return shown(lineup.inOrder(), lead, scored(bestFirst, lineup), retelling);
  }

  /** What editors want again is looked at, however old it is. */
  private void takeIn() {
    material.seen().accept(intake);
    Stream.of(Wish.Kind.EVERGREEN, Wish.Kind.UPDATE)
        .flatMap(kind -> wanted.articles(kind).stream())
        .distinct()
        .filter(id -> !intake.has(id))
        .forEach(id -> material.whole().apply(id).ifPresent(intake));
  }

  private List<Article> covered() {
    Instant since = request.cutoff().minus(COVERED);
    return request.coverage().values().stream()
        .filter(coverage -> coverage.at().isAfter(since))
        .map(Coverage::article)
        .sorted()
        .flatMap(id -> material.whole().apply(id).stream())
        .toList();
  }

  private List<Candidate> candidates(List<Article> articles) {
    return articles.stream().map(scores::of).sorted(Candidate.BEST_FIRST).toList();
  }

  private @Nullable Candidate lead(List<Candidate> bestFirst) {
    Stories last = new Stories();
    Article.Id id = request.lastLead();
    if (id != null) {
      material.whole().apply(id).map(Telling::of).ifPresent(last::add);
    }
    return rules.max() < 1
        ? null
        : new LeadChoice(
                candidate -> isPinned(candidate.article()),
                this::graphemes,
                candidate -> candidate.id().equals(id) || tells(last, candidate))
            .of(bestFirst);
  }

  private boolean tells(Stories stories, Candidate candidate) {
    return intake.telling(candidate.id()).flatMap(stories::match).isPresent();
  }

  private int graphemes(Candidate candidate) {
    TeaserRules teaser = request.newsletter().leadTeaser();
    Article whole = material.whole().apply(candidate.id()).orElse(candidate.article());
    return Graphemes.count(cutter.cut(whole, teaser).text());
  }

  private boolean isPinned(Article article) {
    return wanted.has(article, Wish.Kind.LEAD);
  }

  /** Fillers are no second tellings of candidates, of what readers had, nor of each other. */
  private void fill(Lineup lineup, List<Candidate> candidates, Retelling retelling) {
    Stories told = new Stories();
    candidates.forEach(candidate -> intake.telling(candidate.id()).ifPresent(told::add));
    List<Candidate> unsent = untold(Gate.Filler.UNSENT, told, retelling);
    lineup.fill(unsent, untold(Gate.Filler.EVERGREEN, told, retelling));
  }

  private List<Candidate> untold(Gate.Filler kind, Stories told, Retelling retelling) {
    List<Candidate> untold = new ArrayList<>();
    for (Candidate filler : candidates(intake.fillers(kind))) {
      Optional<Telling> telling = intake.telling(filler.id());
      if (telling.isPresent()
          && told.match(telling.get()).isEmpty()
          && !retelling.isCovered(telling.get())) {
        told.add(telling.get());
        untold.add(filler);
      }
    }
    return untold;
  }

  private static List<Candidate> scored(List<Candidate> bestFirst, Lineup lineup) {
    return Stream.of(bestFirst, lineup.inOrder(), List.copyOf(lineup.left().keySet()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** Where only fillers were found, one of them leads. */
  private Result shown(
      List<Candidate> inOrder,
      @Nullable Candidate chosenLead,
      List<Candidate> scored,
      Retelling retelling) {
    Candidate lead =
        chosenLead == null
            ? lead(inOrder.stream().sorted(Candidate.BEST_FIRST).toList())
            : chosenLead;
    List<Candidate> shown = new ArrayList<>(inOrder);
    if (lead != null) {
      shown.remove(lead);
      shown.add(0, lead);
      intake.put(lead.id(), leads(lead));
    }
    return new Showing(cutter, request, material, intake, retelling).of(shown, lead, scored);
  }

  private Verdict leads(Candidate lead) {
    String why = "The best score.";
    if (isPinned(lead.article())) {
      why = "An editor wants it to lead.";
    } else if (lead.article().featured()) {
      why = "Its feed marks it as a lead.";
    }
    return new Verdict(Reason.LEAD, why + " Score " + lead.points() + ".");
  }
}
