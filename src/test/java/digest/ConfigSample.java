package digest;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A whole and good configuration, and what comes of changing it. */
final class ConfigSample {

  /** The specification's own example, with every kind of value in it. */
  static final String GOOD =
      """
      site:      {title: Alder Bay Courier, url: https://courier.example.org/, postalAddress: "12 Old Quay, 4021 Alder Bay"}
      dataDir:   data
      database:  {url: "sqlite:digest.db"}
      relays:
        - {host: smtp.example.org, port: 587, tls: required, username: courier, password: "${SMTP_PASSWORD}", weight: 3, connections: 8, perConnection: 500, perSecond: 200, helloName: mail.example.org}
      bounces:   {address: "bounces@example.org", mailbox: "imaps://user@imap.example.org", password: "${IMAP_PASSWORD}"}
      web:       {bind: 127.0.0.1, port: 8025, publicUrl: https://news.example.org}
      allowPrivate: [127.0.0.1, 10.0.0.0/8]
      alerts: ops@example.org
      sending:   {uncertain: hold, giveUpAfter: 12h, onlyDomains: [Example.org, faß.de], connectionsPerDomain: 6, domains: [{domain: Example.net, connections: 2, perSecond: 20}, {domain: faß.de}]}
      lists:     [{id: readers, title: Readers, optIn: double}]
      newsletters:
        - id: daily
          title: The Daily
          tagline: The news of {date}
          subject: "{lead} and more"
          from: "Alder Bay Courier <daily@example.org>"
          replyTo: desk@example.org
          list: readers
          segment: {topics: [sport, harbour], languages: [en, de-AT]}
          language: en-GB
          feeds:
            - {url: https://courier.example.org/feed.xml, source: Alder Bay Courier, section: News, every: 30m, weight: 5, exclude: [Sponsored]}
            - url: feeds/local.xml
              zone: Europe/Berlin
              headers: {User-Agent: Courier, Authorization: "Bearer ${FEED_TOKEN}"}
          cadence: {cron: "0 0 7 ? * MON-FRI", zone: Europe/Berlin, subscriberZone: true, cutoff: 20m, grace: 5h}
          approval: auto-after-deadline
          rules: {max: 12, min: 2, maxAge: 4d, settle: 5m, perSource: 2, sections: [{name: News, max: 4, min: 1, weight: 3}, {name: Sport}], moreNews: 7, related: 2, relatedPosts: 1, thin: skip}
          teaser: {words: 40, marker: " …", lead: {sentences: 300}}
          template: brief
      """;

  /** Every required key and nothing else. */
  static final String LEAST =
      """
      site: {title: Courier, url: https://courier.example.org, postalAddress: "12 Old Quay"}
      relays:
        - {host: localhost}
      lists:
        - {id: readers}
      newsletters:
        - id: weekly
          from: weekly@example.org
          list: readers
          cadence: {cron: "0 0 7 ? * MON"}
      """;

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SMTP_PASSWORD", "hunter2-smtp",
          "IMAP_PASSWORD", "hunter2-imap",
          "FEED_TOKEN", "hunter2-feed");

  private ConfigSample() {}

  static Config parse(String yaml) {
    return Config.parse(yaml, Path.of("/srv/courier"), ENVIRONMENT);
  }

  static List<String> problems(String yaml) {
    return problems(yaml, ENVIRONMENT);
  }

  static List<String> problems(String yaml, Map<String, String> environment) {
    ConfigFault fault =
        catchThrowableOfType(
            ConfigFault.class, () -> Config.parse(yaml, Path.of("/srv/courier"), environment));
    return fault == null ? List.of() : fault.problems();
  }

  /** The least configuration with one text in it replaced; the text must be there. */
  static String with(String old, String other) {
    if (!LEAST.contains(old)) {
      throw new AssertionError("the sample holds no " + old);
    }
    return LEAST.replace(old, other);
  }
}
