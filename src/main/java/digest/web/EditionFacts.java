package digest.web;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.Press;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What every page says of an edition: its name, where it stands, when it is due. */
final class EditionFacts {

  private final Press press;

  EditionFacts(Press press) {
    this.press = press;
  }

  /** The definition, or empty when the configuration no longer has it. */
  Optional<Newsletter> newsletter(Edition edition) {
    return press.catalogue().newsletters().stream()
        .filter(newsletter -> newsletter.id().equals(edition.newsletter()))
        .findFirst();
  }

  /** The newsletter's title, or its id when the configuration no longer has it. */
  String title(Edition edition) {
    return newsletter(edition).map(Newsletter::title).orElse(edition.newsletter().value());
  }

  /** As {@code Alder Bay Courier, edition 129}. */
  String name(Edition edition) {
    return title(edition) + ", edition " + edition.number();
  }

  /** The accounting; nothing before it is frozen. */
  Progress progress(Edition edition) {
    return isFrozen(edition) ? press.steerEdition().progress(edition.id()) : Progress.NONE;
  }

  /** Whether it is being sent, or was. */
  static boolean isFrozen(Edition edition) {
    return edition.state() == Edition.State.FROZEN || edition.state() == Edition.State.CANCELLED;
  }

  /** Whether its time is still to come and nobody needs to press anything but "approve". */
  static boolean isAhead(Edition edition, Instant now) {
    return !edition.slot().isManual() && edition.slot().instant().isAfter(now);
  }

  /** The model. */
  Map<String, Object> model(Edition edition, Progress progress, Instant now) {
    Newsletter.Approval approval =
        newsletter(edition).map(Newsletter::approval).orElse(Newsletter.Approval.REQUIRED);
    ZoneId zone = edition.slot().zone();
    Map<String, Object> model = new HashMap<>();
    model.put("id", edition.id().value());
    model.put("number", edition.number());
    model.put("newsletter", title(edition));
    model.put("name", name(edition));
    model.put("subject", edition.content().subject());
    model.put("state", edition.state().name());
    model.put("pill", Wording.edition(edition, approval, progress));
    model.put("due", When.of(edition.slot().instant(), zone, now));
    model.put("zone", zone.getId());
    model.put("manual", edition.slot().isManual());
    model.put("ahead", isAhead(edition, now));
    model.put("until", When.until(edition.slot().instant(), now));
    model.put("remarks", remarks(edition));
    model.put("waiting", progress.pending() > 0 ? waiting(edition, now) : "");
    return model;
  }

  /**
   * When it goes out, zone by zone; empty where there is but one due, which stands there already.
   */
  String plan(Edition edition) {
    return newsletter(edition)
        .filter(newsletter -> !edition.slot().isManual())
        .filter(newsletter -> newsletter.cadence().subscriberZone())
        .map(newsletter -> press.timetable().words(newsletter, edition.slot()))
        .orElse("");
  }

  /** As {@code The next get it Mon 23 Nov, 07:00, the last Mon 23 Nov, 18:00}; else empty. */
  private String waiting(Edition edition, Instant now) {
    ZoneId zone = edition.slot().zone();
    return press
        .timetable()
        .ahead(edition.id())
        .map(
            ahead ->
                "The next get it "
                    + When.brief(ahead.first(), zone)
                    + " ("
                    + When.until(ahead.first(), now)
                    + (ahead.last().equals(ahead.first())
                        ? ")"
                        : "), the last " + When.brief(ahead.last(), zone))
                    + ", "
                    + zone.getId()
                    + " time")
        .orElse("");
  }

  /** Why it is held, paused, skipped or missed; empty when there is nothing to say. */
  static List<String> remarks(Edition edition) {
    return Stream.of(edition.marks().held(), edition.marks().paused(), edition.marks().note())
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }
}
