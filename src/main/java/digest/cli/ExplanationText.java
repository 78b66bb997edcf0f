package digest.cli;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints why each candidate is in an edition or not, each exactly once. */
final class ExplanationText {

  /** Of one reason; the rest is for machines. */
  private static final int SHOWN = 20;

  /** What nearly made it is told first, what everybody expects to be out last. */
  private static final List<Reason> TOLD =
      List.of(
          Reason.RELATED,
          Reason.SIZE_BUDGET,
          Reason.OVER_MAX,
          Reason.OVER_SECTION,
          Reason.OVER_SOURCE,
          Reason.EXCLUDED_EDITOR,
          Reason.EXCLUDED_RULE,
          Reason.DUPLICATE_OF,
          Reason.UPDATE_OF,
          Reason.ALREADY_COVERED,
          Reason.RESERVED_ELSEWHERE,
          Reason.ALREADY_SENT,
          Reason.SETTLING,
          Reason.FUTURE,
          Reason.TOO_EARLY,
          Reason.NO_TEASER,
          Reason.NOT_PUBLIC,
          Reason.UNPUBLISHED,
          Reason.EXPIRED,
          Reason.TOO_OLD);

  private final Screen out;

  ExplanationText(Screen out) {
    this.out = out;
  }

  /** As a story: what leads and why, what follows, and what was left out for which reason. */
  void print(Edition edition, List<Explanation> all) {
    if (all.isEmpty()) {
      out.line(Style.DIM, "There was no candidate.");
      return;
    }
    long in = all.stream().filter(explanation -> explanation.reason().isPicked()).count();
    out.paragraph(
        Style.BOLD,
        "",
        "Edition "
            + edition.id()
            + " of "
            + edition.newsletter()
            + " no. "
            + edition.number()
            + ": "
            + in
            + " of "
            + Words.count(all.size(), "article")
            + (in == 1 ? " is in." : " are in."));
    Map<Article.Id, Explanation> why = new HashMap<>();
    all.forEach(explanation -> why.put(explanation.article(), explanation));
    String section = "";
    for (Pick pick : edition.content().picks()) {
      if (!pick.section().equals(section)) {
        section = pick.section();
        out.heading(heading(section));
      }
      Explanation explanation = why.get(pick.article().id());
      if (explanation != null) {
        lines(explanation);
      }
    }
    Map<Reason, List<Explanation>> left = new EnumMap<>(Reason.class);
    all.stream()
        .filter(explanation -> !explanation.reason().isPicked())
        .forEach(e -> left.computeIfAbsent(e.reason(), reason -> new ArrayList<>()).add(e));
    TOLD.forEach(reason -> group(reason, left.getOrDefault(reason, List.of())));
  }

  /** The same on one line each; of what is out only the reason. */
  void printBriefly(List<Explanation> all) {
    Table table = Table.of("", "", "").optional(1).flexible(0);
    for (Explanation explanation : all) {
      boolean isIn = explanation.reason().isPicked();
      table.row(
          isIn ? Style.PLAIN : Style.DIM,
          (isIn ? "+ " : "- ") + explanation.title(),
          explanation.source(),
          isIn
              ? Words.reason(explanation.reason()) + ". " + explanation.detail()
              : Words.reason(explanation.reason()));
    }
    out.table(table, "");
  }

  private void group(Reason reason, List<Explanation> members) {
    if (members.isEmpty()) {
      return;
    }
    out.heading(Words.reasonHeading(reason) + " (" + Words.number(members.size()) + ")");
    members.stream().limit(SHOWN).forEach(this::lines);
    if (members.size() > SHOWN) {
      out.line(
          Style.DIM,
          "   and " + Words.number(members.size() - SHOWN) + " more; all of them: --json");
    }
  }

  private static String heading(String section) {
    return switch (section) {
      case Pick.LEAD -> "The lead";
      case Pick.MORE -> "More news";
      default -> section;
    };
  }

  private void lines(Explanation explanation) {
    out.paragraph(Style.PLAIN, " • ", explanation.title() + " (" + explanation.source() + ")");
    Score score = explanation.score();
    String why =
        score == null
            ? explanation.detail()
            : explanation.detail().replace("Score " + score.total() + ".", "").strip()
                + " "
                + sum(score);
    out.paragraph(Style.DIM, "   ", why.strip());
  }

  /** What a score is made of. */
  private static String sum(Score score) {
    List<String> parts = new ArrayList<>();
    part(parts, score.recency(), "for being new");
    part(parts, score.section(), "for its section");
    part(parts, score.source(), "for its source");
    part(parts, score.editor(), "by an editor");
    part(parts, score.image(), "for its picture");
    part(parts, score.popularity(), "for its visitors");
    part(parts, score.carried(), "for having waited");
    return "Score "
        + score.total()
        + (parts.size() > 1 ? ": " + String.join(", ", parts) : "")
        + ".";
  }

  private static void part(List<String> parts, int points, String why) {
    if (points != 0) {
      parts.add(points + " " + why);
    }
  }
}
