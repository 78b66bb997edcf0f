package digest.web;

import digest.edition.Edition;
import digest.press.FreezeEdition.Plan;
import digest.press.Press;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/**
 * The last question before an edition goes: it names the content by its hash and the people by
 * their count, and a yes counts for exactly these two (desk D5).
 */
final class SendForms {

  private final View view;
  private final Press press;
  private final EditionFacts facts;
  private final PreflightModel preflight;

  SendForms(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
    this.preflight = new PreflightModel(press, view);
  }

  void ask(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    if (!edition.state().isEditable()) {
      Paths.goOn(ctx, "/editions/" + edition.id());
      return;
    }
    ask(ctx, edition, "");
  }

  /** A second press joins what the first began: freezing is done once (delivery A5). */
  void send(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    String hash = form.needed("hash");
    if (edition.state().isEditable() && !edition.hash().equals(hash)) {
      ctx.status(409);
      ask(
          ctx,
          edition,
          "Somebody changed the content meanwhile. Look at it again before you send.");
      return;
    }
    if (edition.state().isEditable() && count(edition) != form.number("count")) {
      ctx.status(409);
      ask(
          ctx,
          edition,
          "It was "
              + Wording.count(form.number("count"), "person", "people")
              + " when you looked, it is "
              + Wording.count(count(edition), "person", "people")
              + " now.");
      return;
    }
    act(ctx, edition, hash, form.needed("do"));
  }

  private void act(Context ctx, Edition edition, String hash, String wanted) {
    if (wanted.equals("approve") && edition.state().isEditable()) {
      approve(ctx, edition, hash);
    } else {
      press.guardStore().demandFree();
      press.freezeEdition().approveAndFreeze(edition.id(), hash);
      Paths.goOn(ctx, edition, "sending");
    }
  }

  /** What was in time when the page was made can be late when the button is pressed. */
  private void approve(Context ctx, Edition edition, String hash) {
    if (press.freezeEdition().plan(edition.id()).isLate()) {
      ctx.status(409);
      ask(ctx, edition, "Its time has passed meanwhile.");
      return;
    }
    Edition approved = press.freezeEdition().approve(edition.id(), hash);
    boolean goes = approved.state() == Edition.State.FROZEN;
    Paths.goOn(ctx, edition, goes ? "sending" : "approved");
  }

  private void ask(Context ctx, Edition edition, String changed) {
    Plan plan = press.freezeEdition().plan(edition.id());
    Map<String, Object> model = new HashMap<>();
    model.put("edition", facts.model(edition, facts.progress(edition), view.now()));
    model.put("changed", changed);
    model.put("late", plan.isLate());
    model.put("ahead", plan.isAhead());
    model.put("lateForSome", plan.isLateForSome() && !plan.isLate());
    model.put("oneTime", plan.dues().first().equals(plan.dues().last()));
    model.put("plan", when(edition));
    model.put("audience", AudienceModel.of(plan));
    model.put("people", Wording.count(AudienceModel.count(plan), "person", "people"));
    model.put("count", AudienceModel.count(plan));
    model.put("hash", edition.hash());
    model.put("shortHash", edition.hash().substring(0, 12));
    model.put("stories", edition.content().picks().size());
    model.put("approved", edition.state() == Edition.State.APPROVED);
    model.put(
        "from",
        facts.newsletter(edition).map(newsletter -> newsletter.from().toString()).orElse(""));
    model.put("checks", preflight.of(edition));
    view.desk(ctx, "send", "Send " + facts.name(edition), model);
  }

  private String when(Edition edition) {
    return facts
        .newsletter(edition)
        .map(newsletter -> press.timetable().words(newsletter, edition.slot()))
        .orElse("");
  }

  private long count(Edition edition) {
    return AudienceModel.count(press.freezeEdition().plan(edition.id()));
  }
}
