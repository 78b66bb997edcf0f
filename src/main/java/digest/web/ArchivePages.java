package digest.web;

import digest.delivery.FrozenEdition;
import digest.edition.Edition;
import digest.press.Press;
import digest.render.Renderer;
import digest.render.Templates;
import io.javalin.http.Context;
import java.util.Map;

/**
 * An edition for everybody (readers R1): laid out anew from what was frozen, with no recipient's
 * field given to the template, so that none can be in it.
 */
final class ArchivePages {

  private final Press press;

  ArchivePages(Press press) {
    this.press = press;
  }

  /** Only what went out is public; a draft has the same answer as an edition that never was. */
  void edition(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    if (edition.state() != Edition.State.FROZEN) {
      throw Problem.notFound();
    }
    FrozenEdition frozen =
        press.rooms().editions().frozen(edition.id()).orElseThrow(Problem::notFound);
    Renderer renderer = new Renderer(Templates.frozen(frozen.templates()));
    ctx.html(renderer.full(frozen.masthead(), edition, Map.of()).html());
  }
}
