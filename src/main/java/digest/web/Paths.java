package digest.web;

import digest.edition.Edition;
import digest.press.Press;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** What an address names, looked up; and where to go on after a form. */
final class Paths {

  private Paths() {}

  /** The edition in the address. */
  static Edition edition(Context ctx, Press press) {
    String id = ctx.pathParam("id");
    if (!id.matches("[1-9]\\d{0,17}")) {
      throw Problem.notFound();
    }
    return press
        .rooms()
        .editions()
        .find(new Edition.Id(Long.parseLong(id)))
        .orElseThrow(Problem::notFound);
  }

  /** A question's value, or the default when it is missing. */
  static String query(Context ctx, String name, String otherwise) {
    String value = ctx.queryParam(name);
    return value == null ? otherwise : value;
  }

  /** After a form: a page that may be loaded anew without sending the form twice. */
  static void goOn(Context ctx, String path) {
    ctx.redirect(path, HttpStatus.SEE_OTHER);
  }

  static void goOn(Context ctx, Edition edition, String flash) {
    goOn(ctx, "/editions/" + edition.id() + "?done=" + flash);
  }
}
