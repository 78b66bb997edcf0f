package digest.web;

import digest.mail.DemoInbox;
import digest.mail.DemoInbox.Received;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What arrived in the demo's own mail server: as its readers would see it. */
final class InboxPages {

  private static final int SHOWN = 200;

  private final View view;
  private final DemoInbox inbox;

  InboxPages(View view, @Nullable DemoInbox inbox) {
    this.view = view;
    this.inbox = Objects.requireNonNull(inbox);
  }

  void list(Context ctx) {
    List<Received> received = inbox.received();
    List<Map<String, Object>> mails =
        received.stream()
            .sorted(
                Comparator.comparing((Received mail) -> mail.to().toString())
                    .thenComparing(InboxPages::key))
            .limit(SHOWN)
            .map(InboxPages::row)
            .toList();
    view.desk(
        ctx,
        "inbox",
        "Demo inbox",
        Map.of("mails", mails, "count", Wording.count(received.size(), "mail", "mails")));
  }

  void mail(Context ctx) {
    Received mail = find(ctx);
    view.desk(
        ctx,
        "inbox-mail",
        mail.subject(),
        Map.of(
            "mail", row(mail),
            "text", mail.text(),
            "headers", PreviewModel.headers(mail.mail())));
  }

  void html(Context ctx) {
    ctx.html(find(ctx).html());
  }

  private Received find(Context ctx) {
    String wanted = ctx.pathParam("key");
    return inbox.received().stream()
        .filter(mail -> key(mail).equals(wanted))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private static Map<String, Object> row(Received mail) {
    return Map.of(
        "key", key(mail),
        "to", mail.mail().header("To").orElse(mail.to().toString()),
        "from", mail.mail().header("From").orElse(""),
        "subject", mail.subject(),
        "date", mail.mail().header("Date").orElse(""));
  }

  /** The Message-ID's own part: it stays the same while more mail comes in. */
  private static String key(Received mail) {
    String id = mail.mail().header("Message-ID").orElse("").replaceAll("^<|@.*$", "");
    return id.matches("[A-Za-z0-9._-]{1,100}") ? id : "mail-" + Integer.toHexString(id.hashCode());
  }
}
