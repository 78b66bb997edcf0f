package digest.web;

import digest.delivery.Tokens;
import digest.edition.Newsletter;
import digest.press.ManageSubscription;
import digest.press.ManageSubscription.Reader;
import io.javalin.http.Context;
import java.util.Map;

/** Whose a reader's link is, and what the page for it says about the newsletter. */
final class ReaderLinks {

  private static final int LONGEST = 200;

  private ReaderLinks() {}

  /** The bearer; every bad link gets the same answer, whatever is wrong with it (readers K3). */
  static Reader reader(ManageSubscription subscriptions, Tokens.Purpose purpose, Context ctx) {
    String token = ctx.pathParam("token");
    if (token.length() > LONGEST) {
      throw unknown();
    }
    return subscriptions.reader(purpose, token).orElseThrow(ReaderLinks::unknown);
  }

  static Map<String, Object> model(String link, Reader reader) {
    Newsletter newsletter = reader.newsletter();
    return Map.of(
        "link", link,
        "newsletter", newsletter.title(),
        "tagline", newsletter.tagline(),
        "language", newsletter.language().toLanguageTag(),
        "person", reader.masked(),
        "preview", reader.preview());
  }

  private static Problem unknown() {
    return new Problem(
        404,
        "This link does not work",
        "It may be cut off or mistyped. Open the latest mail and press its link again.");
  }
}
