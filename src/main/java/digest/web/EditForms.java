package digest.web;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.press.ContentEdits;
import digest.press.Press;
import digest.store.StaleEdition;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saves an editor's words and moves. One form holds them all, so that moving a story never loses
 * what was typed; and a save over somebody else's asks first (desk D8).
 */
final class EditForms {

  private record Move(String kind, Article.Id article) {}

  private final View view;
  private final Press press;
  private final EditionFacts facts;

  EditForms(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
  }

  void edit(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    int version = (int) form.number("version");
    if (version != edition.version()) {
      conflict(ctx, edition, form);
      return;
    }
    Optional<Move> move = move(form);
    ContentEdits edits = edits(edition, form, move);
    if (isNothing(edits)) {
      Paths.goOn(ctx, edition, "same");
      return;
    }
    try {
      press.editEdition().edit(edition.id(), version, edits);
      Paths.goOn(ctx, after(edition, move));
    } catch (StaleEdition e) {
      conflict(ctx, Paths.edition(ctx, press), form);
    }
  }

  private static String after(Edition edition, Optional<Move> move) {
    String path = "/editions/" + edition.id() + "?done=";
    if (move.isEmpty()) {
      return path + "saved#message";
    }
    String story = move.get().article().value();
    return switch (move.get().kind()) {
      case "drop" -> path + "dropped#stories";
      case "pin" -> path + "lead&story=" + story + "#at-" + story;
      default -> path + "moved&story=" + story + "#at-" + story;
    };
  }

  private static Optional<Move> move(Form form) {
    for (String kind : List.of("up", "down", "pin", "drop")) {
      Optional<String> article = form.value(kind);
      if (article.isPresent()) {
        return Optional.of(new Move(kind, article(article.get())));
      }
    }
    return Optional.empty();
  }

  private static ContentEdits edits(Edition edition, Form form, Optional<Move> move) {
    EditionContent now = edition.content();
    List<Article.Id> drop = new ArrayList<>();
    List<Article.Id> order = new ArrayList<>(order(form));
    Article.Id pin = null;
    if (move.isPresent()) {
      Article.Id article = move.get().article();
      switch (move.get().kind()) {
        case "drop" -> drop.add(article);
        case "pin" -> pin = article;
        case "up" -> order.addAll(Stories.moved(now.picks(), article, -1));
        default -> order.addAll(Stories.moved(now.picks(), article, 1));
      }
    }
    return new ContentEdits(
        changed(form.valueOrNull("subject"), now.subject()),
        changed(form.valueOrNull("preheader"), now.preheader()),
        changed(lines(form.valueOrNull("intro")), lines(now.intro())),
        drop,
        pin,
        isInOrder(order, now) ? List.of() : order);
  }

  /** What dragging made of the order: ids in one field. */
  private static List<Article.Id> order(Form form) {
    String ids = form.value("order").orElse("");
    return ids.isEmpty()
        ? List.of()
        : List.of(ids.split(",", 100)).stream().map(EditForms::article).toList();
  }

  private static boolean isInOrder(List<Article.Id> order, EditionContent content) {
    return order.equals(content.picks().stream().map(pick -> pick.article().id()).toList());
  }

  private static boolean isNothing(ContentEdits edits) {
    return edits.subject() == null
        && edits.preheader() == null
        && edits.intro() == null
        && edits.drop().isEmpty()
        && edits.pin() == null
        && edits.order().isEmpty();
  }

  /** Both versions side by side; the editor's words are in the form, ready to be saved over it. */
  private void conflict(Context ctx, Edition edition, Form form) {
    EditionContent saved = edition.content();
    List<Map<String, Object>> fields = new ArrayList<>();
    fields.add(field("subject", "Subject", form, saved.subject()));
    fields.add(field("preheader", "Preview line", form, saved.preheader()));
    fields.add(field("intro", "Introduction", form, lines(saved.intro())));
    Map<String, Object> model = new HashMap<>();
    model.put("edition", facts.model(edition, facts.progress(edition), view.now()));
    model.put("editable", edition.state().isEditable());
    model.put("version", edition.version());
    model.put("seen", form.number("version"));
    model.put("fields", fields);
    model.put("moved", move(form).isPresent() || !order(form).isEmpty());
    ctx.status(409);
    view.desk(ctx, "conflict", "Somebody else saved first", model);
  }

  private static Map<String, Object> field(String name, String label, Form form, String saved) {
    String mine = lines(form.value(name).orElse(saved));
    return Map.of(
        "name", name, "label", label, "mine", mine, "saved", saved, "differs", !mine.equals(saved));
  }

  private static @Nullable String changed(@Nullable String wanted, String before) {
    return wanted == null || wanted.equals(before) ? null : wanted;
  }

  /** Browsers send line ends as CRLF. */
  private static String lines(@Nullable String text) {
    return text == null ? "" : text.replace("\r\n", "\n").strip();
  }

  private static Article.Id article(String id) {
    if (!id.matches("[a-z2-7]{1,40}")) {
      throw new Problem(400, "The form is damaged", "Load the page again and repeat it.");
    }
    return new Article.Id(id);
  }
}
