package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Feed;
import digest.mail.Composer;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.Refusal;
import digest.press.RetractArticle;
import digest.store.Audience;
import digest.store.StoredRows;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers who chose topics get the articles about them: from the freeze to the inbox. */
class PersonalPicksTest {

  private static final String SEALS = "Seals return to the northern skerries";
  private static final String TRAMS = "Tram drivers learn to whistle";
  private static final String MATCH = "Rowers win by the length of an oar";
  private static final String FINAL = "Chess club mislays its queen";
  private static final List<String> TITLES = List.of(SEALS, TRAMS, MATCH, FINAL);
  private static final List<String> TOPICS = List.of("Nature", "City", "Sport", "Sport");
  private static final String ALL = "all@example.test";
  private static final String SPORT = "sport@example.test";
  private static final String CITY = "city@example.test";
  private static final String BOTH = "both@example.test";
  private static final String NOBODY = "opera@example.test";

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();
  private TestPress house;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("feed.xml"), feed(TOPICS));
    house =
        new TestPress(
            folder,
            RelaySettings.local(relay.port(), 2),
            clock,
            new Composer(),
            Samples.personal(Samples.newsletter("daily", List.of(Feed.at("feed.xml")))));
    house.subscribe(ALL, "Ann");
    reader(SPORT, "", " ｓｐｏｒｔ ", "Opera");
    reader(CITY, "Cid", "CITY");
    reader(BOTH, "Bob", "city", "nature");
    reader(NOBODY, "Otto", "Opera", "spor");
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private static String feed(List<String> topics) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < TITLES.size(); i++) {
      items.append(
          """
          <item><title>%s</title><guid>g%d</guid><link>%s</link>%s
          <pubDate>Sun, 22 Nov 2026 0%d:00:00 +0000</pubDate>
          <description><![CDATA[<p>%s, says our reporter from the quay.</p>]]></description></item>"""
              .formatted(
                  TITLES.get(i),
                  i,
                  link(i),
                  topics.get(i).isEmpty() ? "" : "<category>" + topics.get(i) + "</category>",
                  5 - i,
                  TITLES.get(i)));
    }
    return "<rss version=\"2.0\"><channel><title>Courier</title>"
        + "<link>https://courier.example.org</link><description>d</description>"
        + items
        + "</channel></rss>";
  }

  private static String link(int number) {
    return "https://courier.example.org/" + number;
  }

  private void reader(String address, String name, String... topics) {
    choose(house.subscribe(address, name), topics);
  }

  private void choose(Subscriber reader, String... topics) {
    house
        .press()
        .rooms()
        .subscribers()
        .save(
            new Subscriber(
                reader.id(),
                reader.address(),
                reader.name(),
                reader.locale(),
                null,
                Set.of(topics),
                Map.of(),
                reader.createdAt()),
            clock.instant());
  }

  private void chooseAnew(String address, String... topics) {
    choose(
        house.press().rooms().subscribers().find(EmailAddress.of(address)).orElseThrow(), topics);
  }

  private Progress send(Edition edition) {
    DispatchEdition.Result result =
        house.press().dispatchEdition().run(edition.id(), Duration.ofSeconds(30), progress -> {});
    assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
    return result.progress();
  }

  private ParsedMail mail(String address) {
    List<ScriptedSmtpServer.Received> got = relay.receivedBy(address);
    assertThat(got).as(address).hasSize(1);
    return MailReader.read(got.get(0).bytes());
  }

  private static void assertHas(ParsedMail mail, String... titles) {
    for (String title : TITLES) {
      boolean isIn = Set.of(titles).contains(title);
      assertThat(mail.html().contains(title)).as(title).isEqualTo(isIn);
      assertThat(mail.text().contains(title)).as(title).isEqualTo(isIn);
    }
    assertThat(mail.subject()).isEqualTo(titles[0]);
  }

  @Test
  @DisplayName(
      "delivery/P1, A1, A2: each gets what is about their topics; who chose others is"
          + " EXCLUDED, and all are counted")
  void eachGetsWhatIsAboutTheirTopics() {
    Edition edition = house.built("one");
    Audience audience = house.press().freezeEdition().plan(edition.id()).audience();
    assertThat(audience.excluded()).isEqualTo(Map.of(Delivery.Exclusion.NOTHING_CHOSEN, 1L));
    assertThat(audience.listed()).isEqualTo(5);
    assertThat(audience.prepared()).isEqualTo(4);
    house.press().freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    Progress end = send(edition);
    assertThat(end.accepted()).isEqualTo(4);
    assertThat(end.excluded()).isEqualTo(1);
    assertThat(end.candidates()).isEqualTo(5);
    assertHas(mail(ALL), SEALS, TRAMS, MATCH, FINAL);
    assertHas(mail(SPORT), MATCH, FINAL);
    assertHas(mail(CITY), TRAMS);
    assertHas(mail(BOTH), SEALS, TRAMS);
    assertThat(relay.receivedBy(NOBODY)).isEmpty();
    List<Delivery> why = house.press().rooms().deliveries().find(EmailAddress.of(NOBODY));
    assertThat(why).singleElement().extracting(Delivery::remark).isEqualTo("NOTHING_CHOSEN");
  }

  @Test
  @DisplayName("delivery/P1: what has neither topic nor section is everybody's")
  void whatHasNoTopicIsEverybodys() throws IOException {
    Files.writeString(folder.resolve("feed.xml"), feed(List.of("Nature", "", "Sport", "Sport")));
    Edition edition = house.frozen("one");
    assertThat(send(edition).accepted()).isEqualTo(5);
    assertHas(mail(NOBODY), TRAMS);
    assertHas(mail(SPORT), TRAMS, MATCH, FINAL);
    assertHas(mail(CITY), TRAMS);
  }

  @Test
  @DisplayName("delivery/A4, A7: the same bytes at each try, whatever the reader chooses meanwhile")
  void theSameBytesAtEachTry() {
    relay.at("DOT").to(SPORT).keep().times(1).drop();
    Edition edition = house.frozen("one");
    chooseAnew(CITY, "Nature");
    chooseAnew(NOBODY, "City");
    byte[] seen = preview(edition, SPORT);
    house.press().dispatchEdition().run(edition.id(), Duration.ofSeconds(30), progress -> {});
    chooseAnew(SPORT, "City");
    assertThat(preview(edition, SPORT)).isEqualTo(seen);
    clock.move(Duration.ofHours(1));
    send(edition);
    List<ScriptedSmtpServer.Received> both = relay.receivedBy(SPORT);
    assertThat(both).hasSize(2);
    assertThat(both).allSatisfy(one -> assertThat(one.bytes()).isEqualTo(seen));
    assertHas(mail(CITY), TRAMS);
    assertThat(relay.receivedBy(NOBODY)).isEmpty();
  }

  private byte[] preview(Edition edition, String address) {
    return house.press().previewEdition().as(edition.id(), EmailAddress.of(address)).eml().bytes();
  }

  @Test
  @DisplayName(
      "delivery/P3: a preview as a reader is what that reader gets; who gets nothing is told")
  void aPreviewIsWhatThatReaderGets() {
    Edition draft = house.built("one");
    assertHas(MailReader.read(preview(draft, BOTH)), SEALS, TRAMS);
    assertHas(
        house.press().previewEdition().sample(draft.id()).mail(), TITLES.toArray(new String[0]));
    assertThatThrownBy(() -> preview(draft, NOBODY))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("none of the articles");
    Edition edition = house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    reader("late@example.test", "Lea", "Sport");
    assertHas(MailReader.read(preview(edition, "late@example.test")), MATCH, FINAL);
    chooseAnew(NOBODY, "Sport");
    assertThatThrownBy(() -> preview(edition, NOBODY)).isInstanceOf(Refusal.class);
    Map<String, byte[]> seen =
        List.of(ALL, SPORT, CITY, BOTH).stream()
            .collect(Collectors.toMap(address -> address, address -> preview(edition, address)));
    send(edition);
    seen.forEach(
        (address, bytes) ->
            assertThat(relay.receivedBy(address).get(0).bytes()).as(address).isEqualTo(bytes));
  }

  @Test
  @DisplayName("delivery/P3: a test send to a reader has that reader's picks, to others all")
  void aTestSendHasTheReadersPicks() {
    Edition edition = house.built("one");
    house
        .press()
        .testSend()
        .send(edition.id(), List.of(EmailAddress.of(CITY), EmailAddress.of("editor@example.test")));
    assertThat(mail(CITY).subject()).isEqualTo("[TEST] " + TRAMS);
    assertThat(mail(CITY).html()).contains(TRAMS).doesNotContain(SEALS).doesNotContain(MATCH);
    assertThat(mail("editor@example.test").html()).contains(TITLES);
  }

  @Test
  @DisplayName(
      "delivery/A2, A7: a retraction leaves each choice right; of whom nothing is left is"
          + " EXCLUDED; who did not have it is not told")
  void aRetractionLeavesEachChoiceRight() {
    relay.at("RCPT").to(SPORT).times(1).reply("451 4.3.0 later");
    relay.at("RCPT").to(CITY).times(1).reply("451 4.3.0 later");
    Edition edition = house.frozen("one");
    house.press().dispatchEdition().run(edition.id(), Duration.ofSeconds(30), progress -> {});
    assertHas(mail(BOTH), SEALS, TRAMS);
    RetractArticle retract = house.press().retractArticle();
    Retraction first = retract(retract, edition, 2, 2, 1);
    assertThat(retract.had(first)).as("all but both, who had no sport").isEqualTo(1);
    Retraction second = retract(retract, edition, 1, 1, 2);
    assertThat(retract.had(second)).isEqualTo(2);
    clock.move(Duration.ofHours(1));
    Progress end = send(edition);
    assertHas(mail(SPORT), FINAL);
    assertThat(relay.receivedBy(CITY)).isEmpty();
    assertThat(end.excluded()).isEqualTo(2);
    assertThat(end.accepted()).isEqualTo(3);
    assertThat(end.candidates()).isEqualTo(5);
    assertThat(StoredRows.plan(house.database(), edition.id()).get("city")).startsWith("EXCLUDED");
    assertThat(house.press().rooms().deliveries().find(EmailAddress.of(CITY)).get(0).remark())
        .isEqualTo("NOTHING_CHOSEN");
    assertThat(corrected(edition)).containsExactly(ALL);
    assertThat(corrected(edition)).containsExactlyInAnyOrder(ALL, BOTH);
  }

  private static Retraction retract(
      RetractArticle retract, Edition edition, int number, long remaining, long had) {
    RetractArticle.Plan plan = retract.plan(edition.id(), List.of(link(number)), null, null);
    assertThat(plan.remaining()).as("remaining without " + number).isEqualTo(remaining);
    assertThat(plan.had()).as("had " + number).isEqualTo(had);
    return retract.retract(plan, "test");
  }

  /** Who is sent the next correction. */
  private Set<String> corrected(Edition edition) {
    int before = relay.received().size();
    Edition draft = house.press().correctEdition().draft(edition.id(), null, null);
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    send(draft);
    return relay.received().subList(before, relay.received().size()).stream()
        .map(ScriptedSmtpServer.Received::recipient)
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("delivery/A7: an editor's own subject is everybody's")
  void anEditorsSubjectIsEverybodys() {
    Edition draft = house.built("one");
    Edition edited =
        house
            .press()
            .rooms()
            .editions()
            .edit(
                draft.id(),
                draft.version(),
                new EditionContent(
                    "Of seals and trams",
                    "The editor's line",
                    null,
                    draft.content().picks(),
                    draft.content().relatedPosts()));
    house.press().freezeEdition().approveAndFreeze(edited.id(), edited.hash());
    send(edited);
    assertThat(mail(SPORT).subject()).isEqualTo("Of seals and trams");
    assertThat(mail(SPORT).html()).contains("The editor").contains(MATCH).doesNotContain(SEALS);
  }
}
