package digest.press;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Rendering;
import digest.delivery.Tokens;
import digest.delivery.Variant;
import digest.edition.Article;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Image;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Places;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Site;
import digest.edition.Slot;
import digest.edition.Teaser;
import digest.mail.Composer;
import digest.render.Renderer;
import digest.render.Templates;
import digest.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A frozen edition of nine picks in all shapes, of which readers get a choice. */
final class PersonalMails {

  static final Tokens TOKENS =
      new Tokens("a secret of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8));
  static final List<String> SECTIONS =
      List.of(Pick.LEAD, "Sport", "Sport", "Kultur & <Film>", "Kultur & <Film>", "City");
  static final int PICKS = 9;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("ar"));

  final Masthead masthead;
  final Edition edition;
  final FrozenEdition frozen;
  final Renderer renderer;

  private PersonalMails(Masthead masthead, Map<String, String> templates) {
    this.masthead = masthead;
    this.renderer = new Renderer(Templates.frozen(templates));
    EditionContent content = content();
    this.edition =
        new Edition(
            new Edition.Id(7),
            new Newsletter.Id("daily"),
            12,
            Slot.due(LocalDateTime.of(2026, 11, 23, 7, 0), BERLIN),
            content,
            1,
            "0".repeat(64),
            Edition.State.FROZEN,
            Edition.Marks.NONE,
            Samples.NOW);
    this.frozen =
        new FrozenEdition(
            edition.id(),
            edition.hash(),
            letterhead(content.subject()),
            masthead,
            renderings(),
            templates,
            "https://news.example.org",
            Samples.NOW,
            Samples.NOW,
            places(content));
  }

  /** In each language, by the shipped templates. */
  static List<PersonalMails> all() {
    return LANGUAGES.stream()
        .map(language -> new PersonalMails(masthead(language), shipped()))
        .toList();
  }

  /** In English, by these templates. */
  static PersonalMails with(Map<String, String> templates) {
    return new PersonalMails(masthead(Locale.ENGLISH), templates);
  }

  static Map<String, String> shipped() {
    return new HashMap<>(Templates.at(null).files());
  }

  MessageMaker maker() {
    return new MessageMaker(frozen, edition, TOKENS, new Composer());
  }

  /** Any choice but none and all, by chance. */
  static Choice choice(Random random) {
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < PICKS; i++) {
      marks.append(random.nextInt(3) == 0 ? '1' : '0');
    }
    marks.setCharAt(random.nextInt(PICKS), '1');
    return new Choice(marks.toString());
  }

  Claim claim(@Nullable String name, Choice picks, int number) {
    return new Claim(
        new Delivery.Id(edition.id(), new Subscriber.Id(number)),
        Claim.NONE,
        EmailAddress.of("o'reader" + number + "@example.test"),
        name,
        Instant.parse("2025-03-03T08:00:00Z"),
        "m" + number + "@example.org",
        Samples.NOW,
        0,
        0,
        null,
        picks);
  }

  private Map<Variant, Rendering> renderings() {
    Map<Variant, Rendering> renderings = new HashMap<>();
    for (Variant variant : List.of(new Variant(true), new Variant(false))) {
      renderer.open(masthead, edition, variant).ifPresent(made -> renderings.put(variant, made));
    }
    return renderings;
  }

  private static Places places(EditionContent content) {
    return new Places(
        content.picks().stream()
            .map(pick -> new Places.Place(pick.article().id(), pick.article().title()))
            .toList());
  }

  private static Letterhead letterhead(String subject) {
    return new Letterhead(
        subject,
        Mailbox.of("Courier <daily@example.org>"),
        null,
        "daily.courier.example.org",
        "Courier",
        null,
        null);
  }

  private static Masthead masthead(Locale language) {
    return new Masthead(
        "Alder Bay Courier",
        "The day in short",
        language,
        BERLIN,
        new Site("Courier", "https://courier.example.org", "12 Old Quay"),
        "https://news.example.org/e/7",
        "digest");
  }

  private static EditionContent content() {
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < PICKS; i++) {
      picks.add(pick(i));
    }
    return new EditionContent(
        picks.get(0).article().title(),
        FrontMatter.preheader(picks),
        "Good morning.\n\nA word of the editor's.",
        picks,
        List.of(new Related("Older & wiser", "https://courier.example.org/old", "Notebook")));
  }

  /** With and without picture, related items, other tellings, teaser, in two scripts. */
  private static Pick pick(int i) {
    boolean isArabic = i % 4 == 2;
    String title = isArabic ? "عودة القارب " + i : "Story no. " + i + " <b>&amp; \"more\"</b>";
    Related beside = new Related("Beside " + i, "https://courier.example.org/r" + i, "Quay");
    return new Pick(
        article("a" + i, title, isArabic, i % 3 == 0),
        new Teaser(i == 5 ? "" : ("What is told in no. " + i + " – äöü. ").repeat(1 + i), true),
        i % 2 == 0 ? List.of(beside) : List.of(),
        i < SECTIONS.size() ? SECTIONS.get(i) : Pick.MORE,
        i + 1,
        i == 0 ? Reason.LEAD : Reason.PICKED,
        i,
        i == 3 ? new Pick.Story(List.of(beside), beside, 2) : Pick.Story.PLAIN);
  }

  private static Article article(String id, String title, boolean isArabic, boolean hasImage) {
    Article plain = Samples.article(id, title).withoutBody();
    return new Article(
        plain.id(),
        plain.feed(),
        plain.source(),
        plain.guid(),
        plain.link(),
        plain.title(),
        null,
        plain.publishedAt(),
        plain.dating(),
        plain.firstSeenAt(),
        "",
        null,
        List.of(),
        hasImage
            ? new Image("https://courier.example.org/" + id + ".png", "A boat", 800, 400)
            : null,
        isArabic ? "ar" : "en",
        List.of(),
        false,
        plain.access());
  }
}
