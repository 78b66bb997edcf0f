package digest.web;

import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.press.Press;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The desk for one edition: look it over, put it right, let it go, watch it go. */
final class EditionPages {

  private final View view;
  private final Press press;
  private final EditionFacts facts;
  private final RunModel runs;
  private final PreflightModel preflight;

  EditionPages(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
    this.runs = new RunModel(press);
    this.preflight = new PreflightModel(press, view);
  }

  void desk(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    Map<String, Object> model = new HashMap<>(model(edition));
    String story = Paths.query(ctx, "story", "");
    model.put("flash", Flash.words(Paths.query(ctx, "done", ""), edition, story));
    model.put("moved", story);
    model.put("preview", PreviewModel.of(ctx, press, edition));
    view.desk(ctx, "edition", facts.name(edition), model);
  }

  /** The bar and its figures alone. */
  void accounting(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    view.part(ctx, "accounting", Map.of("run", runs.of(edition, view.now())));
  }

  /** Why each article looked at is in or out. */
  void explain(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    List<Explanation> why = new ArrayList<>(press.explainEdition().explain(edition));
    why.sort(Comparator.comparing((Explanation each) -> !each.reason().isPicked()));
    view.desk(
        ctx,
        "explain",
        "Why these stories - " + facts.name(edition),
        Map.of(
            "edition", facts.model(edition, facts.progress(edition), view.now()),
            "articles", why.stream().map(EditionPages::article).toList(),
            "picked", why.stream().filter(each -> each.reason().isPicked()).count()));
  }

  private Map<String, Object> model(Edition edition) {
    boolean editable = edition.state().isEditable();
    boolean frozen = press.rooms().editions().frozen(edition.id()).isPresent();
    Map<String, Object> model = new HashMap<>();
    model.put("edition", facts.model(edition, facts.progress(edition), view.now()));
    model.put("plan", facts.plan(edition));
    model.put("editable", editable);
    model.put("cancellable", edition.state().followers().contains(Edition.State.CANCELLED));
    model.put("paused", edition.marks().paused() != null);
    model.put("frozen", frozen);
    model.put("version", edition.version());
    model.put("hash", edition.hash().substring(0, 12));
    model.put("subject", edition.content().subject());
    model.put("preheader", edition.content().preheader());
    model.put("intro", edition.content().intro() == null ? "" : edition.content().intro());
    model.put("groups", Stories.groups(edition));
    model.put("explained", press.explainEdition().explain(edition).size());
    model.put("from", sender(edition));
    model.put(
        "initial", sender(edition).codePoints().limit(1).mapToObj(Character::toString).toList());
    if (frozen) {
      model.put("run", runs.of(edition, view.now()));
    } else if (editable) {
      model.put("checks", preflight.of(edition));
      model.put("audience", AudienceModel.of(press.freezeEdition().plan(edition.id())));
    }
    return model;
  }

  /** As an inbox shows it. */
  private String sender(Edition edition) {
    return facts
        .newsletter(edition)
        .map(Newsletter::from)
        .map(from -> from.name() == null ? from.address().toString() : from.name())
        .orElse("");
  }

  private static Map<String, Object> article(Explanation why) {
    return Map.of(
        "title", why.title(),
        "link", why.link(),
        "source", why.source(),
        "shown", why.reason().isPicked(),
        "reason", Wording.reason(why.reason()),
        "detail", why.detail());
  }
}
