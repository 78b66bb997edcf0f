package digest;

import static digest.ConfigSample.parse;
import static digest.ConfigSample.problems;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.delivery.RetryPolicy;
import digest.edition.Cadence;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.SelectionRules;
import digest.edition.SelectionRules.Section;
import digest.edition.SelectionRules.Thin;
import digest.edition.Site;
import digest.edition.TeaserRules;
import digest.edition.TeaserRules.Mode;
import digest.mail.RelaySettings;
import digest.mail.RelaySettings.Tls;
import digest.net.HttpSettings;
import digest.press.DomainLimits;
import digest.store.DatabaseSettings;
import digest.web.WebSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  @Test
  void everyRoomGetsItsSettings() {
    Config config = parse(ConfigSample.GOOD);

    assertThat(config.site())
        .isEqualTo(
            new Site(
                "Alder Bay Courier", "https://courier.example.org", "12 Old Quay, 4021 Alder Bay"));
    assertThat(config.folder()).isEqualTo(Path.of("/srv/courier"));
    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/courier/data"));
    assertThat(config.database())
        .isEqualTo(
            new DatabaseSettings(
                "sqlite:/srv/courier/digest.db", null, null, Path.of("/srv/courier/data")));
    assertThat(config.relays())
        .containsExactly(
            new RelaySettings(
                "smtp.example.org",
                587,
                Tls.REQUIRED,
                "courier",
                "hunter2-smtp",
                new RelaySettings.Load(8, 500, 200, 3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                "mail.example.org"));
    assertThat(config.bounces())
        .isEqualTo(
            new Config.Bounces(
                EmailAddress.of("bounces@example.org"),
                URI.create("imaps://user@imap.example.org"),
                "hunter2-imap"));
    assertThat(config.web())
        .isEqualTo(new WebSettings("127.0.0.1", 8025, "https://news.example.org"));
    assertThat(config.http().allowPrivate()).containsExactlyInAnyOrder("127.0.0.1", "10.0.0.0/8");
    assertThat(config.alerts()).isEqualTo(EmailAddress.of("ops@example.org"));
    assertThat(config.sending())
        .isEqualTo(
            new Config.Sending(
                new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(12)),
                Config.Uncertain.HOLD,
                Duration.ofSeconds(30),
                4,
                Set.of("example.org", "xn--fa-hia.de"),
                new DomainLimits(
                    new DomainLimits.Limit(6, 0),
                    Map.of(
                        "example.net",
                        new DomainLimits.Limit(2, 20),
                        "xn--fa-hia.de",
                        new DomainLimits.Limit(0, 0)))));
    assertThat(config.lists())
        .containsExactly(
            new MailingList(new MailingList.Id("readers"), "Readers", MailingList.OptIn.DOUBLE));
  }

  @Test
  void aNewsletterIsReadWhole() {
    assertThat(parse(ConfigSample.GOOD).newsletter("daily"))
        .contains(
            new Newsletter(
                new Newsletter.Id("daily"),
                "The Daily",
                "The news of {date}",
                "{lead} and more",
                Locale.UK,
                Mailbox.of("Alder Bay Courier <daily@example.org>"),
                Mailbox.of("desk@example.org"),
                new MailingList.Id("readers"),
                new Segment(Set.of("sport", "harbour"), Set.of("en", "de")),
                List.of(
                    new Feed(
                        "https://courier.example.org/feed.xml",
                        "Alder Bay Courier",
                        "News",
                        Duration.ofMinutes(30),
                        null,
                        Map.of(),
                        5,
                        Set.of("Sponsored")),
                    new Feed(
                        "/srv/courier/feeds/local.xml",
                        null,
                        null,
                        Duration.ofMinutes(15),
                        ZoneId.of("Europe/Berlin"),
                        Map.of("User-Agent", "Courier", "Authorization", "Bearer hunter2-feed"),
                        0,
                        Set.of())),
                new Cadence(
                    "0 0 7 ? * MON-FRI",
                    ZoneId.of("Europe/Berlin"),
                    true,
                    Duration.ofMinutes(20),
                    Duration.ofHours(5)),
                Newsletter.Approval.AUTO_AFTER_DEADLINE,
                new SelectionRules(
                    12,
                    2,
                    Duration.ofDays(4),
                    Duration.ofMinutes(5),
                    2,
                    List.of(new Section("News", 4, 1, 3), new Section("Sport", 12, 0, 0)),
                    7,
                    2,
                    1,
                    Thin.SKIP),
                new TeaserRules(Mode.WORDS, 40, " …"),
                new TeaserRules(Mode.SENTENCES, 300, " …"),
                "brief"));
  }

  @Test
  @DisplayName("picking/E2 E4 P2 P9 P10 T8 C3, delivery/L2 S2: what holds when nothing is said")
  void whatIsLeftOutGetsItsDefault() {
    Config config = parse(ConfigSample.LEAST);

    assertThat(config.newsletter("weekly"))
        .contains(
            new Newsletter(
                new Newsletter.Id("weekly"),
                "Courier",
                "",
                "{lead}",
                Locale.ENGLISH,
                Mailbox.of("weekly@example.org"),
                null,
                new MailingList.Id("readers"),
                Segment.ALL,
                List.of(),
                new Cadence(
                    "0 0 7 ? * MON",
                    ZoneId.of("UTC"),
                    false,
                    Duration.ofMinutes(15),
                    Duration.ofHours(24)),
                Newsletter.Approval.AUTO,
                SelectionRules.DEFAULT,
                TeaserRules.DEFAULT,
                TeaserRules.LEAD,
                "digest"));
    assertThat(config.relays())
        .containsExactly(
            new RelaySettings(
                "localhost",
                587,
                Tls.OFF,
                null,
                null,
                4,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60)));
    assertThat(config.database().url()).isEqualTo("sqlite:/srv/courier/digest.db");
    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/courier/data"));
    assertThat(config.web()).isEqualTo(new WebSettings("127.0.0.1", 8025, null));
    assertThat(config.http()).isEqualTo(HttpSettings.DEFAULT);
    assertThat(config.bounces()).isEqualTo(new Config.Bounces(null, null, null));
    assertThat(config.sending().uncertain()).isEqualTo(Config.Uncertain.RESEND);
    assertThat(config.sending().onlyDomains()).isEmpty();
    assertThat(config.sending().domains()).isEqualTo(DomainLimits.NONE);
    assertThat(config.lists())
        .containsExactly(
            new MailingList(new MailingList.Id("readers"), "readers", MailingList.OptIn.DOUBLE));
    assertThat(config.templates()).isNull();
    assertThat(config.alerts()).isNull();
    assertThat(config.dkim()).isNull();
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "picking/C3, delivery/S2: {0}: grace {1} h, given up after {2} h")
  @CsvSource({
    "0 0 7 * * ?,      4, 24",
    "0 0 7 ? * MON-FRI, 4, 24",
    "0 0 7 ? * MON,   24, 72",
    "0 0 7 1 * ?,     24, 72",
  })
  void theRhythmDecidesHowLongThingsWait(String cron, long grace, long giveUp) {
    Config config = parse(with("0 0 7 ? * MON", cron));

    assertThat(config.newsletters().get(0).cadence().grace()).isEqualTo(Duration.ofHours(grace));
    assertThat(config.sending().retry())
        .isEqualTo(
            new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(giveUp)));
  }

  @ParameterizedTest(name = "delivery/S5: {0} without tls gets {1}")
  @CsvSource({
    "localhost,OFF",
    "127.0.0.1,OFF",
    "'\"::1\"',OFF",
    "smtp.example.org,REQUIRED",
    "127.0.0.1.example.org,REQUIRED",
    "localhost.example.org,REQUIRED",
    "10.0.0.1,REQUIRED"
  })
  void onlyARelayOnThisMachineGoesWithoutTlsByDefault(String host, Tls tls) {
    assertThat(parse(with("localhost", host)).relays().get(0).tls()).isEqualTo(tls);
  }

  @Test
  void aTemplatesFolderBesideTheFileIsUsedUnlessAnotherIsNamed(@TempDir Path folder)
      throws Exception {
    Files.createDirectory(folder.resolve("templates"));
    Files.createDirectory(folder.resolve("look"));

    assertThat(Config.parse(ConfigSample.LEAST, folder, Map.of()).templates())
        .isEqualTo(folder.resolve("templates"));
    assertThat(Config.parse(ConfigSample.LEAST + "templates: look\n", folder, Map.of()).templates())
        .isEqualTo(folder.resolve("look"));
  }

  @ParameterizedTest(name = "{0} stays text")
  @CsvSource({"no", "off", "1.10", "0777", "2026-11-22", "1e3", "0x10", "true"})
  void yamlDoesNotTurnTextIntoSomethingElse(String text) {
    assertThat(parse(with("title: Courier", "title: " + text)).site().title()).isEqualTo(text);
  }

  @Test
  void aPostgresqlAddressStaysAsItIs() {
    String yaml =
        ConfigSample.LEAST
            + "database: {url: \"jdbc:postgresql://db.example.org/digest?sslmode=require\","
            + " username: digest, password: \"${SMTP_PASSWORD}\"}\n";
    DatabaseSettings database = parse(yaml).database();

    assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example.org/digest?sslmode=require");
    assertThat(database.username()).isEqualTo("digest");
    assertThat(database.password()).isEqualTo("hunter2-smtp");
  }

  @Test
  void absolutePathsStayAbsolute() {
    String yaml =
        ConfigSample.LEAST + "database: {url: \"sqlite:/var/lib/d.db\"}\ndataDir: /var/cache/d\n";

    assertThat(parse(yaml).database().url()).isEqualTo("sqlite:/var/lib/d.db");
    assertThat(parse(yaml).dataDir()).isEqualTo(Path.of("/var/cache/d"));
  }

  @Test
  @DisplayName("picking/Z3: an edition for each zone, where each reader's zone decides")
  void eachZoneMayHaveItsOwnEdition() {
    String yaml =
        with(
            "cron: \"0 0 7 ? * MON\"",
            "cron: \"0 0 7 ? * MON\", subscriberZone: true, freezePerZone: true");

    assertThat(parse(yaml).newsletters().get(0).cadence().freezePerZone()).isTrue();
    assertThat(parse(ConfigSample.LEAST).newsletters().get(0).cadence().freezePerZone()).isFalse();
  }

  @Test
  void zonesMayBeOffsets() {
    String yaml = with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", zone: \"+02:00\"");

    assertThat(parse(yaml).newsletters().get(0).cadence().zone()).isEqualTo(ZoneOffset.ofHours(2));
  }

  @Test
  void withoutAPublicAddressTheFileIsStillGood() {
    assertThat(problems(ConfigSample.LEAST)).isEmpty();
    assertThat(parse(ConfigSample.LEAST).web().publicUrl()).isNull();
  }

  @Test
  void anUnknownNewsletterIsNotFound() {
    assertThat(parse(ConfigSample.LEAST).newsletter("daily")).isEmpty();
  }
}
