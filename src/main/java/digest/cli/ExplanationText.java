package digest.cli;

import digest.edition.Explanation;
import digest.edition.Reason;
import java.util.List;
import java.util.function.Predicate;

/** Prints why each candidate is in an edition or not, each exactly once. */
final class ExplanationText {

  private final Screen out;

  ExplanationText(Screen out) {
    this.out = out;
  }

  void print(List<Explanation> all) {
    if (all.isEmpty()) {
      out.line(Style.DIM, "There was no candidate.");
      return;
    }
    group("In", all, explanation -> explanation.reason().isPicked());
    group("Related", all, explanation -> explanation.reason() == Reason.RELATED);
    group(
        "Left out",
        all,
        explanation -> !explanation.reason().isPicked() && explanation.reason() != Reason.RELATED);
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

  private void group(String name, List<Explanation> all, Predicate<Explanation> belongs) {
    List<Explanation> members = all.stream().filter(belongs).toList();
    if (members.isEmpty()) {
      return;
    }
    out.heading(name + " (" + members.size() + ")");
    Table table = Table.of("", "", "", "");
    for (Explanation explanation : members) {
      table.row(
          explanation.title(),
          explanation.source(),
          Words.reason(explanation.reason()),
          explanation.detail());
    }
    if (table.fits(out)) {
      out.table(table, "");
    } else {
      members.forEach(this::lines);
    }
  }

  /** For a terminal that is too narrow for a table. */
  private void lines(Explanation explanation) {
    out.paragraph(Style.PLAIN, " • ", explanation.title());
    out.paragraph(
        Style.DIM,
        "   ",
        explanation.source()
            + " · "
            + Words.reason(explanation.reason())
            + ". "
            + explanation.detail());
  }
}
