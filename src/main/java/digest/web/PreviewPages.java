package digest.web;

import digest.edition.Edition;
import digest.press.Press;
import digest.press.PreviewEdition.Preview;
import io.javalin.http.Context;

/** An edition's mail as a document of its own, for the desk's frame and for a mail program. */
final class PreviewPages {

  private final Press press;

  PreviewPages(Press press) {
    this.press = press;
  }

  /** The HTML part, light or dark. */
  void mail(Context ctx) {
    String html = preview(ctx).mail().html();
    boolean dark = Paths.query(ctx, "view", "desktop").equals("dark");
    ctx.html(dark ? MailView.dark(html) : MailView.light(html));
  }

  /** The whole message, byte for byte as it would go. */
  void eml(Context ctx) {
    Preview preview = preview(ctx);
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"edition-" + preview.edition().id() + ".eml\"");
    ctx.contentType("message/rfc822").result(preview.eml().bytes());
  }

  private Preview preview(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    try {
      return PreviewModel.preview(press, edition.id(), Paths.query(ctx, "as", "").strip());
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "This is no mail address", "Type it as name@example.org.");
    }
  }
}
