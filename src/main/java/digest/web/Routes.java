package digest.web;

import digest.press.Press;
import digest.render.Pages;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;

/** Every address there is. */
final class Routes {

  private final Access access;
  private final View view;
  private final Press press;
  private final WebExtras extras;
  private final FormReader forms = new FormReader();

  Routes(WebSettings settings, Press press, InstantSource clock, WebExtras extras) {
    Csrf csrf = new Csrf();
    this.access = new Access(HostList.of(settings), csrf, forms);
    this.view = new View(new Pages(), new Assets(), csrf, press, clock, extras);
    this.press = press;
    this.extras = extras;
  }

  void register(RoutesConfig routes) {
    new ErrorPages(view).register(routes);
    RouteTable table = new RouteTable(routes, access);
    desk(table);
    sending(table);
    readers(table);
    assets(table);
  }

  private void desk(RouteTable table) {
    DashboardPages dashboard = new DashboardPages(view, press);
    table.desk("/", dashboard::dashboard);
    table.desk("/editions", dashboard::editions);

    EditionPages editions = new EditionPages(view, press);
    table.desk("/editions/{id}", editions::desk);
    table.desk("/editions/{id}/explain", editions::explain);
    table.desk("/editions/{id}/accounting", editions::accounting);

    PreviewPages previews = new PreviewPages(press);
    table.show("/editions/{id}/mail", Door.DESK, Policy.MAIL, previews::mail);
    table.show("/editions/{id}/eml", Door.DESK, Policy.MAIL, previews::eml);

    EditForms edits = new EditForms(view, press);
    table.act("/editions/{id}", edits::edit);
    table.act("/editions/{id}/test", new TestForms(view, press)::test);
  }

  private void sending(RouteTable table) {
    SendForms send = new SendForms(view, press);
    table.desk("/editions/{id}/send", send::ask);
    table.act("/editions/{id}/send", send::send);

    SteerForms steer = new SteerForms(view, press);
    table.act("/editions/{id}/pause", steer::pause);
    table.act("/editions/{id}/resume", steer::resume);
    table.desk("/editions/{id}/cancel", steer::askCancel);
    table.act("/editions/{id}/cancel", steer::cancel);

    DeliveryPages deliveries = new DeliveryPages(view, press);
    table.desk("/editions/{id}/deliveries", deliveries::list);
    table.act("/editions/{id}/resend", steer::resend);
  }

  private void readers(RouteTable table) {
    UnsubscribePages unsubscribe = new UnsubscribePages(view, press.manageSubscription());
    table.show("/u/{token}", Door.PUBLIC, Policy.READER, unsubscribe::ask);
    table.press("/u/{token}", unsubscribe::stop);
    table.press("/u/{token}/undo", unsubscribe::undo);
    table.press("/u/{token}/all", unsubscribe::all);

    PreferencePages preferences = new PreferencePages(view, press.manageSubscription(), forms);
    table.show("/p/{token}", Door.PUBLIC, Policy.READER, preferences::ask);
    table.press("/p/{token}", preferences::save);
    table.press("/p/{token}/none", preferences::none);

    ArchivePages archive = new ArchivePages(press);
    table.show("/e/{id}", Door.PUBLIC, Policy.ARCHIVE, archive::edition);
    table.show("/healthz", Door.PUBLIC, Policy.READER, Assets::health);
  }

  private void assets(RouteTable table) {
    table.show("/assets/{name}", Door.PUBLIC, Policy.ASSET, view.assets()::asset);
    table.show("/favicon.ico", Door.PUBLIC, Policy.ASSET, view.assets()::icon);
    if (extras.demoPictures()) {
      table.show("/demo/pictures/{name}", Door.PUBLIC, Policy.ASSET, Assets::demoPicture);
    }
    if (extras.inbox() != null) {
      InboxPages inbox = new InboxPages(view, extras.inbox());
      table.desk("/inbox", inbox::list);
      table.desk("/inbox/{key}", inbox::mail);
      table.show("/inbox/{key}/html", Door.DESK, Policy.MAIL, inbox::html);
    }
  }
}
