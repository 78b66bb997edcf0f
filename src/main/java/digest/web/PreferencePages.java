package digest.web;

import digest.delivery.Tokens;
import digest.press.ManageSubscription;
import digest.press.ManageSubscription.Choice;
import digest.press.ManageSubscription.Reader;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A reader's newsletters, each on or off, without a login (readers J2). */
final class PreferencePages {

  private final View view;
  private final ManageSubscription subscriptions;
  private final FormReader forms;

  PreferencePages(View view, ManageSubscription subscriptions, FormReader forms) {
    this.view = view;
    this.forms = forms;
    this.subscriptions = subscriptions;
  }

  void ask(Context ctx) {
    show(ctx, reader(ctx), "");
  }

  /** Turns on what is ticked and off what is not; what stays as it is is not written. */
  void save(Context ctx) {
    Reader reader = reader(ctx);
    List<String> ticked = forms.read(ctx).all("on");
    for (Choice choice : subscriptions.choices(reader)) {
      boolean wanted = ticked.contains(choice.newsletter().id().value());
      if (wanted != choice.on()) {
        subscriptions.choose(reader, choice.newsletter().id(), wanted);
      }
    }
    show(ctx, reader, "Saved. It counts from now on.");
  }

  void none(Context ctx) {
    Reader reader = reader(ctx);
    subscriptions.stopAll(reader);
    show(ctx, reader, "Done. You will get no more mail from us.");
  }

  private void show(Context ctx, Reader reader, String said) {
    Map<String, Object> model =
        new HashMap<>(ReaderLinks.model("/p/" + ctx.pathParam("token"), reader));
    model.put("said", said);
    model.put("choices", choices(reader));
    view.reader(ctx, "preferences", "Your preferences", model);
  }

  private List<Map<String, Object>> choices(Reader reader) {
    List<Map<String, Object>> choices = new ArrayList<>();
    for (Choice choice : subscriptions.choices(reader)) {
      choices.add(
          Map.of(
              "id", choice.newsletter().id().value(),
              "title", choice.newsletter().title(),
              "tagline", choice.newsletter().tagline(),
              "language", choice.newsletter().language().toLanguageTag(),
              "on", choice.on()));
    }
    return choices;
  }

  private Reader reader(Context ctx) {
    return ReaderLinks.reader(subscriptions, Tokens.Purpose.PREFERENCES, ctx);
  }
}
