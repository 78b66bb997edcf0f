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
    printLeftOut(all);
  }

  /** Only what is not in the edition, where its content stands above already. */
  void printLeftOut(List<Explanation> all) {
    group(
        "Left out",
        all,
        explanation -> !explanation.reason().isPicked() && explanation.reason() != Reason.RELATED);
  }

  private void group(String name, List<Explanation> all, Predicate<Explanation> belongs) {
    List<Explanation> members = all.stream().filter(belongs).toList();
    if (members.isEmpty()) {
      return;
    }
    out.heading(name + " (" + members.size() + ")");
    Table table = Table.of("", "", "", "").flexible(0);
    for (Explanation explanation : members) {
      table.row(
          explanation.title(),
          explanation.source(),
          Words.reason(explanation.reason()),
          explanation.detail());
    }
    out.table(table, "");
  }
}
