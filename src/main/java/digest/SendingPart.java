package digest;

import digest.delivery.RetryPolicy;
import digest.edition.Cadence;
import digest.edition.Newsletter;
import digest.press.DomainLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How mail is handed over, again and again where it must be. */
final class SendingPart {

  private static final Duration MONTH = Duration.ofDays(30);

  static final Key<Config.Uncertain> UNCERTAIN =
      Key.of(
          "sending.uncertain",
          Shapes.choice(Config.Uncertain.class),
          "resend",
          "What follows when the link broke before the relay answered: the same mail once more, or"
              + " waiting for a person.");
  static final Key<Duration> GIVE_UP_AFTER =
      Key.optional(
          "sending.giveUpAfter",
          Shapes.duration(Duration.ofMinutes(1), MONTH),
          "`24h` when every newsletter is daily, else `72h`",
          "24h",
          "When a delivery that is put off again and again expires.");
  static final Key<Duration> FIRST_RETRY =
      Key.of(
          "sending.firstRetry",
          Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "1m",
          "The wait after the first try; it doubles from then on.");
  static final Key<Duration> LONGEST_RETRY =
      Key.of(
          "sending.longestRetry",
          Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "1h",
          "The wait never gets longer than this.");
  static final Key<Duration> LEASE =
      Key.of(
          "sending.lease",
          Shapes.duration(Duration.ofSeconds(5), Duration.ofMinutes(1)),
          "30s",
          "On PostgreSQL: how long a node may be silent before the others take over what it was"
              + " sending.");
  static final Key<Integer> WINDOW =
      Key.of(
          "sending.window",
          Shapes.number(1, 16),
          "4",
          "Messages of one connection that may be on record as begun at once: more is faster, and"
              + " so many may come twice after a crash. 1 with `uncertain: hold`, and below 100"
              + " messages a second.");
  static final Key<Set<String>> ONLY_DOMAINS =
      Key.of(
              "sending.onlyDomains",
              Shapes.several(WordShapes.DOMAIN),
              "",
              "Mail to any other domain is not sent: a guard outside production.")
          .suchAs("example.org");
  static final Key<Integer> CONNECTIONS_PER_DOMAIN =
      Key.of(
          "sending.connectionsPerDomain",
          Shapes.number(0, 1000),
          "0",
          "Messages under way at once to one recipients' domain that is not listed below; 0 means"
              + " no limit.");
  static final Key<String> DOMAIN =
      Key.required(
          "sending.domains[].domain",
          WordShapes.DOMAIN,
          "example.net",
          "A recipients' domain with limits of its own.");
  static final Key<Integer> DOMAIN_CONNECTIONS =
      Key.of(
          "sending.domains[].connections",
          Shapes.number(0, 1000),
          "0",
          "Messages under way to it at once; 0 means no limit.");
  static final Key<Integer> DOMAIN_PER_SECOND =
      Key.of(
          "sending.domains[].perSecond",
          Shapes.number(0, 1_000_000),
          "0",
          "Messages a second to it over all relays; 0 means no limit.");
  static final List<Key<?>> KEYS =
      List.of(
          UNCERTAIN,
          GIVE_UP_AFTER,
          FIRST_RETRY,
          LONGEST_RETRY,
          LEASE,
          WINDOW,
          ONLY_DOMAINS,
          CONNECTIONS_PER_DOMAIN,
          DOMAIN,
          DOMAIN_CONNECTIONS,
          DOMAIN_PER_SECOND);

  private SendingPart() {}

  static Config.Sending read(Block top, List<Newsletter> newsletters) {
    Block sending = top.block("sending");
    Duration giveUpAfter = sending.find(GIVE_UP_AFTER).orElseGet(() -> usualEnd(newsletters));
    Duration first = sending.get(FIRST_RETRY);
    Duration longest = sending.get(LONGEST_RETRY);
    if (longest.compareTo(first) < 0) {
      sending.fault(LONGEST_RETRY, "shorter than firstRetry", "Example: longestRetry: 1h");
    }
    return new Config.Sending(
        new RetryPolicy(first, longest, giveUpAfter),
        sending.get(UNCERTAIN),
        sending.get(LEASE),
        sending.get(WINDOW),
        sending.get(ONLY_DOMAINS),
        domains(sending));
  }

  private static DomainLimits domains(Block sending) {
    Map<String, DomainLimits.Limit> listed = new LinkedHashMap<>();
    for (Block block : sending.blocks("domains")) {
      String domain = block.get(DOMAIN);
      DomainLimits.Limit limit =
          new DomainLimits.Limit(block.get(DOMAIN_CONNECTIONS), block.get(DOMAIN_PER_SECOND));
      if (block.has(DOMAIN) && listed.put(domain, limit) != null) {
        block.fault(DOMAIN, block.shown(DOMAIN, domain) + " is listed twice", "Keep one of them");
      }
    }
    return new DomainLimits(new DomainLimits.Limit(sending.get(CONNECTIONS_PER_DOMAIN), 0), listed);
  }

  /** Delivery S2. */
  private static Duration usualEnd(List<Newsletter> newsletters) {
    boolean daily =
        newsletters.stream()
            .allMatch(one -> one.cadence().pace(WordShapes.ANY_DAY) == Cadence.Pace.DAILY);
    return Duration.ofHours(daily ? 24 : 72);
  }
}
