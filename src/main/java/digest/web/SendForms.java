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
    if (wanted.equals("approve")) {
      press.freezeEdition().approve(edition.id(), hash);
      Paths.goOn(ctx, edition, "approved");
    } else {
      press.guardStore().demandFree();
      press.freezeEdition().approveAndFreeze(edition.id(), hash);
      Paths.goOn(ctx, edition, "sending");
    }
  }

  private void ask(Context ctx, Edition edition, String changed) {
    Plan plan = press.freezeEdition().plan(edition.id());
    Map<String, Object> model = new HashMap<>();
    model.put("edition", facts.model(edition, facts.progress(edition), view.now()));
    model.put("changed", changed);
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

  private long count(Edition edition) {
    return AudienceModel.count(press.freezeEdition().plan(edition.id()));
  }
}
