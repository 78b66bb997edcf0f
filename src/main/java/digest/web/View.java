package digest.web;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.Press;
import digest.render.Pages;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes pages: the model of one page, and around it what every page of its kind has. */
final class View {

  private static final int RECENT = 20;

  private final Pages pages;
  private final Assets assets;
  private final Csrf csrf;
  private final Press press;
  private final InstantSource clock;
  private final WebExtras extras;

  View(Pages pages, Assets assets, Csrf csrf, Press press, InstantSource clock, WebExtras extras) {
    this.pages = pages;
    this.assets = assets;
    this.csrf = csrf;
    this.press = press;
    this.clock = clock;
    this.extras = extras;
  }

  Assets assets() {
    return assets;
  }

  Instant now() {
    return clock.instant();
  }

  /** The zone of the desk's own clock: the first newsletter's. */
  ZoneId zone() {
    return press.catalogue().newsletters().stream()
        .findFirst()
        .map(newsletter -> newsletter.cadence().zone())
        .orElse(ZoneOffset.UTC);
  }

  /** A page of the desk. */
  void desk(Context ctx, String name, String title, Map<String, Object> model) {
    Map<String, Object> whole = new HashMap<>(model);
    whole.put("title", title);
    whole.put("csrf", csrf.token(ctx));
    whole.put("css", assets.address("desk.css"));
    whole.put("js", assets.address("desk.js"));
    whole.put("icon", assets.address("icon.svg"));
    whole.put("nav", nav(ctx.path()));
    whole.put("clock", When.brief(now(), zone()));
    whole.put("zone", zone().getId());
    whole.put("held", press.guardStore().remark().map(Problem::sentence).orElse(""));
    whole.putIfAbsent("flash", "");
    ctx.html(pages.page(name, whole));
  }

  /** A part of a page, for the script that keeps it fresh. */
  void part(Context ctx, String name, Map<String, Object> model) {
    ctx.html(pages.page(name, model));
  }

  /** A page for readers: no menu, no script. */
  void reader(Context ctx, String name, String title, Map<String, Object> model) {
    Map<String, Object> whole = new HashMap<>(model);
    whole.put("title", title);
    whole.put("css", assets.address("desk.css"));
    whole.put("icon", assets.address("icon.svg"));
    whole.put("site", press.catalogue().site().title());
    whole.put("siteUrl", press.catalogue().site().url());
    whole.put("address", press.catalogue().site().postalAddress());
    ctx.html(pages.page(name, whole));
  }

  private List<Map<String, Object>> nav(String path) {
    List<Map<String, Object>> nav = new ArrayList<>();
    nav.add(entry("/", "home", "Dashboard", path.equals("/"), 0));
    nav.add(entry("/editions", "mail", "Editions", path.startsWith("/editions"), waiting()));
    if (extras.inbox() != null) {
      nav.add(entry("/inbox", "inbox", "Demo inbox", path.startsWith("/inbox"), 0));
    }
    return nav;
  }

  private static Map<String, Object> entry(
      String href, String icon, String label, boolean current, long count) {
    return Map.of(
        "href", href, "icon", icon, "label", label, "current", current, "count", (int) count);
  }

  private long waiting() {
    return press.catalogue().newsletters().stream().mapToLong(this::waiting).sum();
  }

  private long waiting(Newsletter newsletter) {
    return press.rooms().editions().latest(newsletter.id(), RECENT).stream()
        .filter(edition -> needsApproval(newsletter, edition))
        .count();
  }

  /** Whether nothing happens to a draft until a person says yes. */
  static boolean needsApproval(Newsletter newsletter, Edition edition) {
    return edition.state() == Edition.State.DRAFT
        && (newsletter.approval() == Newsletter.Approval.REQUIRED
            || edition.marks().held() != null
            || edition.slot().isManual());
  }
}
