package digest.web;

import digest.delivery.Tokens;
import digest.press.ManageSubscription;
import digest.press.ManageSubscription.Reader;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The way out of a newsletter (readers K1 to K3). A look changes nothing; a press changes it at
 * once, whoever presses: a mail program (RFC 8058) or a person on this page. No body is read: the
 * token in the address says all, and a form in any encoding does the same.
 */
final class UnsubscribePages {

  private final View view;
  private final ManageSubscription subscriptions;

  UnsubscribePages(View view, ManageSubscription subscriptions) {
    this.view = view;
    this.subscriptions = subscriptions;
  }

  /** One button; pressing nothing changes nothing. */
  void ask(Context ctx) {
    Reader reader = reader(ctx);
    view.reader(ctx, "unsubscribe", "Unsubscribe", model(ctx, reader));
  }

  /** The press, answered after the commit, without a redirect. */
  void stop(Context ctx) {
    after(ctx, subscriptions::stop, "stopped");
  }

  /** Takes the press back. */
  void undo(Context ctx) {
    after(ctx, subscriptions::restart, "back");
  }

  /** Stops every newsletter. */
  void all(Context ctx) {
    after(ctx, subscriptions::stopAll, "all");
  }

  private void after(Context ctx, Consumer<Reader> press, String what) {
    Reader reader = reader(ctx);
    press.accept(reader);
    Map<String, Object> model = new HashMap<>(model(ctx, reader));
    model.put("what", what);
    model.put("others", subscriptions.choices(reader).stream().anyMatch(choice -> choice.on()));
    view.reader(ctx, "unsubscribed", "Unsubscribed", model);
  }

  private Reader reader(Context ctx) {
    return ReaderLinks.reader(subscriptions, Tokens.Purpose.UNSUBSCRIBE, ctx);
  }

  private static Map<String, Object> model(Context ctx, Reader reader) {
    return ReaderLinks.model("/u/" + ctx.pathParam("token"), reader);
  }
}
