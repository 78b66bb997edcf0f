package digest.web;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.press.Press;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What runs, what is next, what needs a person. */
final class DashboardPages {

  private static final int RECENT = 10;
  private static final int LISTED = 100;

  private final View view;
  private final Press press;
  private final EditionFacts facts;
  private final RunModel runs;
  private final NeedsYou needsYou;

  DashboardPages(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
    this.runs = new RunModel(press);
    this.needsYou = new NeedsYou(press, facts);
  }

  void dashboard(Context ctx) {
    Instant now = view.now();
    List<Edition> recent = press.rooms().editions().latest(RECENT);
    Map<String, Object> model = new HashMap<>();
    model.put("now", When.spelled(now, view.zone()));
    model.put("runs", running(now));
    model.put("newsletters", newsletters(now));
    model.put("needs", needsYou.lines());
    model.put("editions", rows(recent, now));
    model.put("feeds", feeds(now));
    view.desk(ctx, "dashboard", "Dashboard", model);
  }

  void editions(Context ctx) {
    List<Edition> latest = press.rooms().editions().latest(LISTED);
    view.desk(
        ctx, "editions", "Editions", Map.of("editions", rows(latest, view.now()), "most", LISTED));
  }

  private List<Map<String, Object>> running(Instant now) {
    List<Map<String, Object>> running = new ArrayList<>();
    for (Edition edition : press.rooms().editions().sendable()) {
      Progress progress = facts.progress(edition);
      if (RunModel.isLive(edition, progress)) {
        running.add(
            Map.of("edition", facts.model(edition, progress, now), "run", runs.of(edition, now)));
      }
    }
    return running;
  }

  private List<Map<String, Object>> rows(List<Edition> editions, Instant now) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Edition edition : editions) {
      Progress progress = facts.progress(edition);
      Map<String, Object> row = new HashMap<>(facts.model(edition, progress, now));
      row.put("stories", edition.content().picks().size());
      row.put("frozen", progress.candidates() > 0);
      row.put("accounting", Accounting.of(progress));
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, Object>> newsletters(Instant now) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Newsletter newsletter : press.catalogue().newsletters()) {
      Optional<Slot> next = press.keepSchedule().next(newsletter, 1).stream().findFirst();
      Map<String, Object> row = new HashMap<>();
      row.put("title", newsletter.title());
      row.put("language", newsletter.language().getDisplayLanguage(Locale.ENGLISH));
      row.put("tag", newsletter.language().toLanguageTag());
      row.put("zone", newsletter.cadence().zone().getId());
      next.ifPresent(slot -> row.put("next", When.of(slot.instant(), slot.zone(), now)));
      row.put("until", next.map(slot -> When.until(slot.instant(), now)).orElse(""));
      row.put("span", next.map(slot -> span(newsletter, slot)).orElse(""));
      row.put("approval", newsletter.approval() == Newsletter.Approval.REQUIRED);
      row.put("last", rows(press.rooms().editions().latest(newsletter.id(), 1), now));
      rows.add(row);
    }
    return rows;
  }

  /** From when to when the readers' own zones have it due. */
  private String span(Newsletter newsletter, Slot slot) {
    return newsletter.cadence().subscriberZone() ? press.timetable().words(newsletter, slot) : "";
  }

  private List<Map<String, Object>> feeds(Instant now) {
    List<Map<String, Object>> rows = new ArrayList<>();
    press.catalogue().newsletters().stream()
        .flatMap(newsletter -> newsletter.feeds().stream())
        .distinct()
        .forEach(feed -> rows.add(feed(feed, now)));
    return rows;
  }

  private Map<String, Object> feed(Feed feed, Instant now) {
    FeedState state =
        press.rooms().feeds().find(feed.location()).orElse(FeedState.unseen(feed.location()));
    String source = feed.source();
    Map<String, Object> row = new HashMap<>();
    row.put("name", source == null ? feed.location() : source);
    row.put("location", feed.location());
    row.put("pill", pill(state));
    row.put("problem", Optional.ofNullable(state.problem()).orElse(""));
    Optional.ofNullable(state.lastGood())
        .ifPresent(
            good -> {
              row.put("good", When.of(good, view.zone(), now));
              row.put("ago", When.ago(good, now));
            });
    return row;
  }

  private static Map<String, Object> pill(FeedState state) {
    if (state.gone()) {
      return Wording.pill("bad", "bad", "Gone");
    }
    if (state.failures() > 0) {
      return Wording.pill("bad", "bad", "Failing");
    }
    return state.lastGood() == null
        ? Wording.pill("", "drop", "Not read yet")
        : Wording.pill("ok", "ok", "Healthy");
  }
}
