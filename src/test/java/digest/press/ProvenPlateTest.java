package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.delivery.Tokens;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.edition.Slot;
import digest.mail.Composer;
import digest.mail.MailReader;
import digest.render.Renderer;
import digest.render.Templates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** delivery/P2: which messages are proven, and what a doubt does. */
class ProvenPlateTest {

  private static final Variant NAMED = new Variant(true);
  private static final Variant UNNAMED = new Variant(false);
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final EmailAddress SENDER = EmailAddress.of("news@courier.example.org");
  private static final Edition EDITION =
      new Edition(
          new Edition.Id(17),
          new Newsletter.Id("daily"),
          1,
          Slot.manual("one", NOW, ZoneOffset.UTC),
          new EditionContent("News", "", null, List.of(), List.of()),
          1,
          "hash",
          Edition.State.FROZEN,
          Edition.Marks.NONE,
          NOW);
  private static final Masthead MASTHEAD =
      new Masthead(
          "Daily",
          "",
          Locale.ENGLISH,
          ZoneId.of("Europe/Berlin"),
          new Site("Courier", "https://courier.example.org", "12 Old Quay"),
          "",
          "digest");
  private static final Letterhead HEAD =
      new Letterhead("News", new Mailbox("News", SENDER), null, "daily", "Daily", null, null);

  private final Composer composer = new Composer();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ProvenPlate.class);

  @BeforeEach
  void listen() {
    events.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(events);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(events);
    logger.setLevel(null);
  }

  private static Map<String, String> look(String line) {
    return Map.of("digest.html.ftlh", line + "\n", "digest.txt.ftl", "Hello\n");
  }

  /** Frozen with what one look gave, and with the files of another. */
  private static FrozenEdition frozen(Map<String, String> look, Map<String, String> files) {
    Rendering open =
        new Renderer(Templates.frozen(look)).open(MASTHEAD, EDITION, NAMED).orElseThrow();
    return new FrozenEdition(
        EDITION.id(), "hash", HEAD, MASTHEAD, Map.of(NAMED, open), files, "", NOW, NOW);
  }

  private static Claim claim(int subscriber, String name, int attempts) {
    return new Claim(
        new Delivery.Id(EDITION.id(), new Subscriber.Id(subscriber)),
        Claim.NONE,
        EmailAddress.of("reader" + subscriber + "@example.org"),
        name,
        NOW,
        "id" + subscriber + "@example.org",
        NOW,
        attempts,
        0,
        null);
  }

  private MessageMaker maker(FrozenEdition frozen, Proofs proofs) {
    Tokens tokens = new Tokens("secret".repeat(6).getBytes(StandardCharsets.UTF_8));
    return new MessageMaker(frozen, EDITION, HEAD, tokens, composer, proofs);
  }

  private List<String> told() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  @DisplayName("delivery/P2: the first three are proven, then each two-thousandth")
  void theFirstAreProvenThenOneInSomeThousand() {
    Proofs.Standing standing = new Proofs().of(EDITION.id(), NAMED);

    assertThat(IntStream.rangeClosed(1, 9000).filter(i -> standing.isDue(0)))
        .containsExactly(1, 2, 3, 2000, 4000, 6000, 8000);
  }

  @Test
  @DisplayName("delivery/P2 delivery/A4: every retry is proven, whatever another process found")
  void everyRetryIsProven() {
    Proofs.Standing standing = new Proofs().of(EDITION.id(), NAMED);
    IntStream.range(0, 100).forEach(i -> standing.isDue(0));

    assertThat(standing.isDue(0)).isFalse();
    assertThat(standing.isDue(1)).isTrue();
    standing.doubt();
    assertThat(standing.isDue(0)).isTrue();
    standing.exempt();
    assertThat(standing.isDue(1)).isFalse();
  }

  @Test
  @DisplayName(
      "delivery/P2: where each reader has a variant, the proofs do not outweigh the plates")
  void manyVariantsAreNotAllProvenInFull() {
    Proofs proofs = new Proofs(4);
    Proofs.Standing named = proofs.of(EDITION.id(), NAMED);
    Proofs.Standing unnamed = proofs.of(EDITION.id(), UNNAMED);

    assertThat(IntStream.rangeClosed(1, 2001).filter(i -> named.isDue(0)))
        .containsExactly(1, 2, 3, 2000);
    assertThat(IntStream.rangeClosed(1, 2001).filter(i -> unnamed.isDue(0)))
        .containsExactly(1, 2000);
    assertThat(proofs.of(EDITION.id(), NAMED)).isSameAs(named);
  }

  @Test
  @DisplayName("delivery/P2: one run's doubt is the other runs' doubt")
  void oneRunsDoubtIsTheOthers() {
    Map<String, String> look = look("<#if recipient.name?is_string>Dear ${recipient.name}</#if>");
    FrozenEdition frozen = frozen(look, look);
    Proofs proofs = new Proofs();
    MessageMaker one = maker(frozen, proofs);
    MessageMaker two = maker(frozen, proofs);
    for (int i = 1; i <= 50; i++) {
      MessageMaker maker = i % 2 == 0 ? one : two;
      assertThat(MailReader.read(maker.eml(claim(i, "Ann " + i, 0)).bytes()).html())
          .isEqualTo("Dear Ann " + i + "\n");
    }
    assertThat(told()).hasSize(1);
  }

  @Test
  @DisplayName(
      "delivery/P2 safety/T22: what only a real reader brings to light is told without the reader")
  void aRealReadersDifferenceIsToldWithoutTheReader() {
    Map<String, String> look =
        look(
            "Dear ${recipient.name}<#if recipient.name?is_string && recipient.name?contains(\"'\")>"
                + "!</#if>");
    FrozenEdition frozen = frozen(look, look);
    FrozenPages pages = new FrozenPages(frozen, EDITION);
    Rendering open = pages.open(NAMED).orElseThrow();
    ProvenPlate proven =
        new ProvenPlate(
            pages,
            composer,
            rendering -> composer.plate(HEAD, rendering),
            NAMED,
            open,
            new Proofs().of(EDITION.id(), NAMED));
    Addressing addressing = new Addressing(tokens(), frozen, EDITION.newsletter());
    Recipient ann = addressing.recipient(claim(1, "Ann", 0));
    Recipient odd = addressing.recipient(claim(2, "O'Brien", 0));

    Plate before = proven.plate(ann, 0);
    assertThat(MailReader.read(composer.fill(proven.plate(odd, 0), odd).bytes()).html())
        .isEqualTo("Dear O&#39;Brien!\n");

    assertThat(proven.plate(ann, 1)).as("a retry of who was right").isSameAs(before);
    assertThat(told())
        .singleElement()
        .asString()
        .contains("line=1", "part=HTML", "reader=")
        .doesNotContain("Brien", "@");
  }

  private static Tokens tokens() {
    return new Tokens("secret".repeat(6).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("delivery/P2 delivery/A7: what another release laid out goes out as it was frozen")
  void whatAnotherReleaseLaidOutStays() {
    FrozenEdition frozen = frozen(look("Dear ${recipient.name},"), look("Dear ${recipient.name}!"));
    MessageMaker maker = maker(frozen, new Proofs());

    for (int i = 1; i <= 20; i++) {
      assertThat(MailReader.read(maker.eml(claim(i, "Ann", i % 2)).bytes()).html())
          .isEqualTo("Dear Ann,\n");
    }
    assertThat(told()).singleElement().asString().startsWith("plate kept as frozen edition=17");
  }

  @Test
  @DisplayName("delivery/P2: of another release and wrong as well, it is rendered in full")
  void anotherReleaseExcusesNoFault() {
    FrozenEdition frozen =
        frozen(look("Dear ${recipient.name},"), look("${recipient.name?is_string?c}"));
    MessageMaker maker = maker(frozen, new Proofs());

    assertThat(MailReader.read(maker.eml(claim(1, "Ann", 0)).bytes()).html()).isEqualTo("true\n");
  }
}
