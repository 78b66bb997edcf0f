package digest.select;

import digest.edition.Article;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.edition.SelectionRules.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills an edition by score, within the limits of the whole, of sections and of sources (picking
 * S2, P10).
 */
final class Lineup {

  /** From so many sources on, one may not have more than its share. */
  private static final int SOURCES = 3;

  private final SelectionRules rules;
  private final boolean sharing;
  private final @Nullable Candidate lead;
  private final List<Candidate> chosen = new ArrayList<>();
  private final Map<Candidate, Verdict> left = new LinkedHashMap<>();
  private final Map<Article.Id, Verdict> fillers = new LinkedHashMap<>();

  /** Takes the candidates best first; the lead is one of them, or null when there is none. */
  Lineup(SelectionRules rules, List<Candidate> bestFirst, @Nullable Candidate lead) {
    this.rules = rules;
    this.lead = lead;
    this.sharing = bestFirst.stream().map(c -> c.article().source()).distinct().count() >= SOURCES;
    bestFirst.stream().filter(candidate -> !candidate.equals(lead)).forEach(this::offer);
    rules.sections().forEach(this::meetMinimum);
  }

  /** Whether there are fewer than the least number. */
  boolean isThin() {
    return size() < Math.min(rules.min(), rules.max());
  }

  /**
   * Below the least number takes what is carried over, then what the limits left and these unsent
   * ones, then the evergreen ones (picking P10).
   */
  void fill(List<Candidate> unsent, List<Candidate> evergreen) {
    List<Candidate> pool = new ArrayList<>(left.keySet());
    pool.addAll(unsent);
    pool.sort(
        Comparator.comparing((Candidate c) -> !c.carried()).thenComparing(Candidate.BEST_FIRST));
    evergreen.stream().sorted(Candidate.BEST_FIRST).forEach(pool::add);
    for (Candidate filler : pool) {
      if (isThin()) {
        left.remove(filler);
        chosen.add(filler);
        String detail = "Fills the edition up to its least number of " + rules.min() + ".";
        fillers.put(filler.id(), new Verdict(Reason.FILLED, detail));
      }
    }
  }

  /** Those beside the lead, as shown: the sections in the rules' order, then the others. */
  List<Candidate> inOrder() {
    List<String> order = new ArrayList<>(rules.sections().stream().map(Section::name).toList());
    order.add(Pick.MORE);
    return chosen.stream()
        .sorted(
            Comparator.comparingInt((Candidate c) -> order.indexOf(c.section()))
                .thenComparing(Candidate.BEST_FIRST))
        .toList();
  }

  /** Candidates without a place, and why; best first. */
  Map<Candidate, Verdict> left() {
    return left;
  }

  /** Why a chosen candidate is in. */
  Verdict reason(Candidate candidate) {
    String score = "Score " + candidate.points() + ".";
    return fillers.getOrDefault(
        candidate.id(),
        candidate.carried()
            ? new Verdict(Reason.CARRIED, "Had no room in the last edition. " + score)
            : new Verdict(Reason.PICKED, score));
  }

  private void offer(Candidate candidate) {
    Optional<Verdict> obstacle =
        isFull() ? Optional.of(noRoom("")) : sectionFull(candidate).or(() -> sourceFull(candidate));
    obstacle.ifPresentOrElse(why -> left.put(candidate, why), () -> chosen.add(candidate));
  }

  private void meetMinimum(Section section) {
    int wanted = Math.min(section.min(), section.max());
    while (count(section.name()) < wanted) {
      Optional<Candidate> next = nextFor(section);
      Optional<Candidate> victim = isFull() ? victim(section) : Optional.empty();
      if (next.isEmpty() || (isFull() && victim.isEmpty())) {
        return;
      }
      victim.ifPresent(out -> leave(out, section));
      left.remove(next.get());
      chosen.add(next.get());
    }
  }

  private Optional<Candidate> nextFor(Section section) {
    return left.keySet().stream()
        .filter(candidate -> candidate.section().equals(section.name()))
        .filter(candidate -> sourceFull(candidate).isEmpty())
        .findFirst();
  }

  /** The worst of the richest other section that has more than its own least number. */
  private Optional<Candidate> victim(Section poor) {
    return chosen.stream()
        .filter(c -> !c.section().equals(poor.name()) && count(c.section()) > minimum(c.section()))
        .max(
            Comparator.comparingLong((Candidate c) -> count(c.section()))
                .thenComparing(Candidate.BEST_FIRST));
  }

  private void leave(Candidate out, Section section) {
    chosen.remove(out);
    String why = " It made room for section \"" + section.name() + "\".";
    left.put(out, noRoom(why));
  }

  private Verdict noRoom(String why) {
    return new Verdict(
        Reason.OVER_MAX, "No room: the edition takes " + rules.max() + " at most." + why);
  }

  private Optional<Verdict> sectionFull(Candidate candidate) {
    int max = maximum(candidate.section());
    return count(candidate.section()) < max
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                Reason.OVER_SECTION, named(candidate.section()) + " takes " + max + " at most."));
  }

  private static String named(String section) {
    return section.equals(Pick.MORE) ? "More news" : "Section \"" + section + "\"";
  }

  private Optional<Verdict> sourceFull(Candidate candidate) {
    String source = candidate.article().source();
    long taken = chosen.stream().filter(c -> c.article().source().equals(source)).count();
    taken += lead != null && lead.article().source().equals(source) ? 1 : 0;
    return !sharing || taken < rules.perSource()
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                Reason.OVER_SOURCE,
                "\"" + source + "\" may have " + rules.perSource() + " at most."));
  }

  private boolean isFull() {
    return size() >= rules.max();
  }

  private int size() {
    return chosen.size() + (lead == null ? 0 : 1);
  }

  private long count(String section) {
    return chosen.stream().filter(c -> c.section().equals(section)).count();
  }

  private int maximum(String section) {
    return rule(section).map(Section::max).orElse(rules.moreNews());
  }

  private int minimum(String section) {
    return rule(section).map(Section::min).orElse(0);
  }

  private Optional<Section> rule(String name) {
    return rules.sections().stream().filter(section -> section.name().equals(name)).findFirst();
  }
}
