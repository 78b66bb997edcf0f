package digest.cli;

import digest.press.ReleaseStore;

/** What would go out by itself once a store is released. */
final class ReleaseText {

  private final Screen out;

  ReleaseText(Screen out) {
    this.out = out;
  }

  void print(ReleaseStore.Plan plan) {
    out.blank();
    if (plan.waiting().isEmpty() && plan.missed().isEmpty()) {
      out.line("Nothing would go out at once.");
      return;
    }
    out.line("Once released, by itself:");
    Table table = Table.of("", "", "").flexible(0);
    plan.waiting()
        .forEach(
            waiting ->
                table.row(
                    waiting.edition().newsletter() + " number " + waiting.edition().number(),
                    "goes on to " + Words.count(waiting.readers(), "reader"),
                    When.words(waiting.late()) + " late"));
    plan.missed()
        .forEach(
            missed ->
                table.row(
                    missed.newsletter().id() + " of " + missed.slot().key(),
                    missed.goesByItself() ? "is built and sent" : "is kept for one click",
                    When.words(missed.late()) + " late"));
    out.table(table, "");
  }
}
