package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.store.DeliveryDues;
import digest.store.Editions;
import digest.store.Schedules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works dues out anew when this machine has other rules of time zones than those they were made
 * with (picking Z8).
 */
final class FollowZoneRules {

  private static final Logger log = LoggerFactory.getLogger(FollowZoneRules.class);

  private final Catalogue catalogue;
  private final Editions editions;
  private final DeliveryDues deliveryDues;
  private final Schedules schedules;
  private final InstantSource clock;

  FollowZoneRules(
      Catalogue catalogue,
      Editions editions,
      DeliveryDues deliveryDues,
      Schedules schedules,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.editions = editions;
    this.deliveryDues = deliveryDues;
    this.schedules = schedules;
    this.clock = clock;
  }

  /** The version of the rules, such as {@code 2025b}. */
  static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  void run() {
    String here = version();
    Optional<String> known = schedules.zoneRules();
    if (known.isPresent() && known.get().equals(here)) {
      return;
    }
    int moved = known.isEmpty() ? 0 : editions.unfinished().stream().mapToInt(this::move).sum();
    schedules.zoneRules(here);
    log.info("time zone rules {} in place of {}; dues moved={}", here, known.orElse("none"), moved);
  }

  private int move(Edition edition) {
    Instant now = clock.instant();
    return catalogue.newsletters().stream()
        .filter(newsletter -> newsletter.id().equals(edition.newsletter()))
        .mapToInt(newsletter -> move(newsletter, edition, now))
        .sum();
  }

  /** What a person sent had its due at once, and so nothing of it is ahead. */
  private int move(Newsletter newsletter, Edition edition, Instant now) {
    return deliveryDues.move(
        edition.id(),
        zone -> edition.slot().instantIn(newsletter.cadence().zoneOf(zone.orElse(null))),
        now);
  }
}
