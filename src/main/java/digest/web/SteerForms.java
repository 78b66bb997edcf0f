package digest.web;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.Press;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Map;

/** Pause, go on, cancel, send again. */
final class SteerForms {

  private final View view;
  private final Press press;
  private final EditionFacts facts;

  SteerForms(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
  }

  void pause(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    String at = When.clock(view.now(), edition.slot().zone());
    press.steerEdition().pause(edition.id(), "paused at the desk, " + at);
    Paths.goOn(ctx, edition, "paused");
  }

  void resume(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    press.steerEdition().resume(edition.id());
    Paths.goOn(ctx, edition, "resumed");
  }

  /** Cancelling cannot be undone, so it is asked for once more. */
  void askCancel(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    Progress progress = facts.progress(edition);
    view.desk(
        ctx,
        "cancel",
        "Cancel " + facts.name(edition),
        Map.of(
            "edition", facts.model(edition, progress, view.now()),
            "frozen", edition.state() == Edition.State.FROZEN,
            "have", Wording.count(progress.accepted(), "person has", "people have"),
            "left", Wording.count(progress.open(), "person", "people")));
  }

  void cancel(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    press.steerEdition().cancel(edition.id());
    Paths.goOn(ctx, edition, "cancelled");
  }

  /** Puts those that failed back in the queue, when they are still as many as the person saw. */
  void resend(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    Progress progress = facts.progress(edition);
    if (progress.rejected() + progress.expired() != form.number("count")) {
      throw new Problem(
          409, "The number has changed meanwhile", "Look at the list again, then repeat it.");
    }
    press
        .steerEdition()
        .resend(edition.id(), EnumSet.of(Delivery.State.REJECTED, Delivery.State.EXPIRED));
    Paths.goOn(ctx, edition, "again");
  }
}
