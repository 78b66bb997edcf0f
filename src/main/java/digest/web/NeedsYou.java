package digest.web;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.FeedState;
import digest.edition.Newsletter;
import digest.press.Press;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What waits for a person; each line has one thing to do. */
final class NeedsYou {

  private static final int RECENT = 10;

  private final Press press;
  private final EditionFacts facts;

  NeedsYou(Press press, EditionFacts facts) {
    this.press = press;
    this.facts = facts;
  }

  /** Lines of {@code icon, kind, heading, words, action, href}. */
  List<Map<String, Object>> lines() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Newsletter newsletter : press.catalogue().newsletters()) {
      List<Edition> editions = press.rooms().editions().latest(newsletter.id(), RECENT);
      for (int age = 0; age < editions.size(); age++) {
        add(lines, newsletter, editions.get(age), age == 0);
      }
      if (press.keepSchedule().isSilent(newsletter)) {
        lines.add(silent(newsletter, editions.get(0)));
      }
    }
    press.rooms().feeds().all().stream()
        .filter(state -> state.failures() > 0 || state.gone())
        .forEach(state -> lines.add(feed(state)));
    return lines;
  }

  private void add(
      List<Map<String, Object>> lines, Newsletter newsletter, Edition edition, boolean newest) {
    String why = String.join(" ", EditionFacts.remarks(edition));
    if (View.needsApproval(newsletter, edition)) {
      String words = why.isEmpty() ? "Nobody gets it until you say yes." : why;
      lines.add(
          line(
              "mail",
              "warn",
              facts.name(edition)
                  + (edition.marks().held() == null ? " waits for approval" : " is held"),
              words,
              "Review",
              href(edition)));
    } else if (edition.state() == Edition.State.MISSED && (newest || edition.slot().isVariant())) {
      lines.add(
          line("clock", "warn", facts.name(edition) + " was missed", why, "Look", href(edition)));
    } else if (edition.state() == Edition.State.FROZEN
        && (newest || edition.marks().paused() != null)) {
      frozen(lines, edition, newest, why);
    }
  }

  private void frozen(
      List<Map<String, Object>> lines, Edition edition, boolean newest, String why) {
    Progress progress = facts.progress(edition);
    long failed = progress.rejected() + progress.expired();
    if (edition.marks().paused() != null && progress.open() > 0) {
      lines.add(
          line("pause", "warn", facts.name(edition) + " is paused", why, "Look", href(edition)));
    } else if (failed > 0 && newest) {
      lines.add(
          line(
              "block",
              "bad",
              Wording.count(failed, "person", "people") + " did not get " + facts.name(edition),
              progress.expired() == 0
                  ? "The mail server refused them, in its own words."
                  : "The mail server did not take them, or their own time had passed too long ago.",
              "See them",
              href(edition) + "/deliveries?state=failed"));
    }
  }

  /** Quiet is not broken, but so much of it is worth a look (picking C2). */
  private Map<String, Object> silent(Newsletter newsletter, Edition latest) {
    return line(
        "feed",
        "warn",
        newsletter.title() + " has had nothing to send several times in a row",
        "Its last editions were skipped; see which articles were looked at, and why none was new.",
        "Look",
        href(latest) + "/explain");
  }

  private static Map<String, Object> feed(FeedState state) {
    return line(
        "feed",
        "bad",
        "A feed fails: " + state.location(),
        String.valueOf(state.problem()),
        "Look",
        "/#feeds");
  }

  private static String href(Edition edition) {
    return "/editions/" + edition.id();
  }

  private static Map<String, Object> line(
      String icon, String kind, String heading, String words, String action, String href) {
    return Map.of(
        "icon", icon, "kind", kind, "heading", heading, "words", words, "action", action, "href",
        href);
  }
}
