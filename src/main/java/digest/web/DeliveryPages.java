package digest.web;

import digest.delivery.Delivery;
import digest.delivery.Delivery.State;
import digest.delivery.Progress;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.press.Press;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who got an edition and who did not, in the mail server's own words; a page at a time (D14). */
final class DeliveryPages {

  private static final int PAGE = 50;

  private final View view;
  private final Press press;
  private final EditionFacts facts;

  DeliveryPages(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
  }

  void list(Context ctx) {
    Edition edition = Paths.edition(ctx, press);
    Progress progress = facts.progress(edition);
    DeliveryFilter filter = DeliveryFilter.of(Paths.query(ctx, "state", "all"));
    int page = page(Paths.query(ctx, "page", "1"));
    List<Delivery> deliveries =
        press.rooms().deliveries().list(edition.id(), filter.states(), (page - 1) * PAGE, PAGE);
    long failed = DeliveryFilter.FAILED.count(progress);
    Map<String, Object> model = new HashMap<>();
    model.put("edition", facts.model(edition, progress, view.now()));
    model.put("filters", filters(filter, progress));
    String reader = Paths.query(ctx, "reader", "");
    model.put("rows", deliveries.stream().map(each -> row(each, edition, reader)).toList());
    model.put("here", link(filter, page));
    deliveries.stream()
        .filter(each -> reader.equals(number(each)))
        .findFirst()
        .ifPresent(
            each -> model.put("timeline", TimelineModel.of(press, edition, each, view.now())));
    model.put("failed", failed);
    model.put("failedWords", Wording.count(failed));
    model.put("range", range(page, deliveries.size(), filter.count(progress)));
    model.put("back", page > 1 ? link(filter, page - 1) : "");
    model.put("next", (long) page * PAGE < filter.count(progress) ? link(filter, page + 1) : "");
    view.desk(ctx, "deliveries", "Deliveries of " + facts.name(edition), model);
  }

  private static List<Map<String, Object>> filters(DeliveryFilter current, Progress progress) {
    List<Map<String, Object>> filters = new ArrayList<>();
    for (DeliveryFilter filter : DeliveryFilter.values()) {
      filters.add(
          Map.of(
              "key",
              filter.key(),
              "label",
              filter.label(),
              "count",
              Wording.count(filter.count(progress)),
              "current",
              filter == current));
    }
    return filters;
  }

  private static String number(Delivery delivery) {
    return Long.toString(delivery.id().subscriber().value());
  }

  private Map<String, Object> row(Delivery delivery, Edition edition, String reader) {
    Instant now = view.now();
    ZoneId zone = edition.slot().zone();
    Map<String, Object> row = new HashMap<>();
    row.put("to", delivery.address().toString());
    row.put("reader", number(delivery));
    row.put("chosen", reader.equals(number(delivery)));
    row.put("pill", Wording.delivery(delivery.state()));
    row.put("tries", delivery.attempts());
    row.put("at", When.of(delivery.changedAt(), zone, now));
    row.put("words", words(delivery));
    if (delivery.state() == State.DEFERRED && delivery.nextAttemptAt() != null) {
      row.put("next", When.of(delivery.nextAttemptAt(), zone, now));
    }
    return row;
  }

  /** The relay's own words where there are some. */
  private static String words(Delivery delivery) {
    SmtpReply reply = delivery.lastReply();
    if (reply != null) {
      return TimelineModel.words(reply);
    }
    String remark = delivery.remark();
    if (remark == null) {
      return delivery.state() == State.PENDING ? "Waits for its turn" : "";
    }
    return Wording.remark(remark);
  }

  private static int page(String text) {
    return text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 1;
  }

  private static String range(int page, int shown, long all) {
    if (shown == 0) {
      return "0 of " + Wording.count(all);
    }
    long first = (page - 1L) * PAGE + 1;
    return Wording.count(first)
        + " to "
        + Wording.count(first + shown - 1)
        + " of "
        + Wording.count(all);
  }

  private static String link(DeliveryFilter filter, int page) {
    return "?state=" + filter.key() + "&page=" + page;
  }
}
