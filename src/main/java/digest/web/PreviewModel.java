package digest.web;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.edition.Edition;
import digest.mail.ParsedMail;
import digest.press.Press;
import digest.press.PreviewEdition.Preview;
import digest.press.Refusal;
import digest.render.TemplateFault;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The preview's part of the desk: one form of the mail, as one reader gets it. */
final class PreviewModel {

  private record Tab(String view, String label) {}

  private static final int SUGGESTED = 20;
  private static final List<Tab> TABS =
      List.of(
          new Tab("desktop", "Desktop"),
          new Tab("mobile", "Mobile"),
          new Tab("dark", "Dark"),
          new Tab("text", "Plain text"),
          new Tab("source", "Source"),
          new Tab("headers", "Headers"));

  private PreviewModel() {}

  /** The model of the preview card; what cannot be shown is said in it. */
  static Map<String, Object> of(Context ctx, Press press, Edition edition) {
    String view = view(Paths.query(ctx, "view", "desktop"));
    String as = Paths.query(ctx, "as", "").strip();
    Map<String, Object> model = new HashMap<>();
    model.put("view", view);
    model.put("as", as);
    model.put("tabs", tabs(view, as));
    model.put("mail", "/editions/" + edition.id() + "/mail?view=" + view + as(as));
    model.put("eml", "/editions/" + edition.id() + "/eml?" + as(as).replaceFirst("^&", ""));
    model.put("problem", "");
    model.put("people", people(press));
    try {
      fill(model, view, preview(press, edition.id(), as));
    } catch (Refusal | TemplateFault | IllegalArgumentException e) {
      model.put("problem", String.valueOf(e.getMessage()));
    }
    return model;
  }

  /** As the reader with this address gets it; as a made-up one for an empty address. */
  static Preview preview(Press press, Edition.Id edition, String as) {
    return as.isBlank()
        ? press.previewEdition().sample(edition)
        : press.previewEdition().as(edition, EmailAddress.of(as));
  }

  /** A mail's headers: {@code name, value}. */
  static List<Map<String, Object>> headers(ParsedMail mail) {
    List<Map<String, Object>> headers = new ArrayList<>();
    mail.headers()
        .forEach(field -> headers.add(Map.of("name", field.name(), "value", field.value())));
    return headers;
  }

  private static void fill(Map<String, Object> model, String view, Preview preview) {
    model.put("to", preview.mail().header("To").orElse(preview.eml().recipient().toString()));
    model.put("size", (preview.eml().size() + 1023) / 1024 + " KB");
    switch (view) {
      case "text" -> model.put("words", preview.mail().text());
      case "source" -> model.put("words", preview.mail().html());
      case "headers" -> model.put("headers", headers(preview.mail()));
      default -> {}
    }
  }

  /** Some to choose from; any other may be typed. */
  private static List<Map<String, Object>> people(Press press) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (Subscriber subscriber : press.rooms().subscribers().list(0, SUGGESTED, "")) {
      String name = subscriber.name();
      people.add(
          Map.of("address", subscriber.address().toString(), "name", name == null ? "" : name));
    }
    return people;
  }

  private static List<Map<String, Object>> tabs(String view, String as) {
    List<Map<String, Object>> tabs = new ArrayList<>();
    for (Tab tab : TABS) {
      tabs.add(
          Map.of(
              "href", "?view=" + tab.view() + as(as) + "#preview",
              "label", tab.label(),
              "current", tab.view().equals(view)));
    }
    return tabs;
  }

  private static String view(@Nullable String wanted) {
    return TABS.stream()
        .map(Tab::view)
        .filter(view -> view.equals(wanted))
        .findFirst()
        .orElse("desktop");
  }

  private static String as(String address) {
    return address.isEmpty() ? "" : "&as=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }
}
