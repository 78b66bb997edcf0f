package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Claim;
import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.Pick;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.render.MarkupCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever gets a choice of the picks gets the same from a plate as by rendering it in full. */
class PersonalPlatesTest {

  private static final List<String> NAMES =
      List.of(
          "Mira",
          "<b>O'Brien</b> & \"Söhne\"",
          ".From = 山田 👩‍👩‍👧",
          "${recipient.name} {since} $1 \\0 %s",
          "x".repeat(300),
          "");

  @Test
  @DisplayName("delivery/P1, P3: any choice by plate reads as its full rendering, for any name")
  void aPlateReadsAsTheFullRendering() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (PersonalMails mails : PersonalMails.all()) {
      MessageMaker maker = mails.maker();
      for (int i = 0; i < 60; i++) {
        Choice choice = PersonalMails.choice(random);
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Claim claim = mails.claim(name.isEmpty() ? null : name, choice, i + 1);
        ParsedMail mail = MailReader.read(maker.eml(claim).bytes());
        Rendering full = full(mails, claim);
        String told = "seed " + seed + ", " + choice + ", " + name;
        assertThat(mail.html()).as(told).isEqualTo(full.html());
        assertThat(mail.text()).as(told).isEqualTo(full.text());
        assertThat(mail.subject()).as(told).isEqualTo(personal(mails, choice).content().subject());
      }
    }
  }

  private static Edition personal(PersonalMails mails, Choice choice) {
    return PersonalEdition.of(mails.edition, mails.frozen.places(), choice);
  }

  private static Rendering full(PersonalMails mails, Claim claim) {
    Map<Field, String> fields =
        new Addressing(PersonalMails.TOKENS, mails.frozen, mails.edition.newsletter())
            .recipient(claim)
            .fields();
    return mails.renderer.full(mails.masthead, personal(mails, claim.picks()), fields);
  }

  @Test
  @DisplayName(
      "delivery/M5: every choice is whole: its picks in order in both parts, a lead, no"
          + " heading without a pick")
  void everyChoiceIsWhole() {
    int step = 0;
    for (PersonalMails mails : PersonalMails.all()) {
      // All 511, a third of them in each language.
      for (int set = 1 + step; set < 1 << PersonalMails.PICKS; set += 3) {
        Choice choice = choice(set);
        Edition personal = personal(mails, choice);
        Rendering open =
            mails.renderer.open(mails.masthead, personal, new Variant(true, choice)).orElseThrow();
        String told = choice + " in " + mails.masthead.language();
        assertThat(MarkupCheck.check(open)).as(told).isEmpty();
        Document html = Jsoup.parse(open.html());
        assertThat(html.select("h2:has(a)")).as(told).hasSize(1);
        assertThat(html.select("h2 a, h3 a").eachAttr("href"))
            .as(told)
            .endsWith("https://courier.example.org/old")
            .startsWith(links(mails, choice).toArray(new String[0]))
            .hasSize(1 + links(mails, choice).size());
        assertThat(html.select("h2:not(:has(a))")).as(told).hasSize(headings(personal));
      }
      step++;
    }
  }

  private static Choice choice(int set) {
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < PersonalMails.PICKS; i++) {
      marks.append((set >> i & 1) == 1 ? '1' : '0');
    }
    return new Choice(marks.toString());
  }

  private static List<String> links(PersonalMails mails, Choice choice) {
    List<String> links = new ArrayList<>();
    List<Pick> picks = mails.edition.content().picks();
    for (int i = 0; i < picks.size(); i++) {
      if (choice.has(i)) {
        links.add(picks.get(i).article().link());
      }
    }
    return links;
  }

  /** Of the sections that have a pick beside the lead, of More news, and of the related posts. */
  private static int headings(Edition personal) {
    List<Pick> picks = personal.content().picks();
    return 1 + (int) picks.subList(1, picks.size()).stream().map(Pick::section).distinct().count();
  }

  @Test
  @DisplayName("delivery/P1: templates with logic on a reader give each choice in full")
  void logicOnAReaderGivesEachChoiceInFull() {
    Map<String, String> files = PersonalMails.shipped();
    files.computeIfPresent(
        "digest.txt.ftl",
        (name, text) -> text + "<#if recipient.name??>${recipient.name?upper_case}</#if>\n");
    PersonalMails mails = PersonalMails.with(files);
    assertThat(mails.frozen.renderings()).containsOnlyKeys(new Variant(false));
    MessageMaker maker = mails.maker();
    Random random = new Random(3);
    for (int i = 1; i < 20; i++) {
      Claim claim = mails.claim(i % 2 == 0 ? null : "Mira", PersonalMails.choice(random), i);
      ParsedMail mail = MailReader.read(maker.eml(claim).bytes());
      assertThat(mail.html()).isEqualTo(full(mails, claim).html());
      assertThat(mail.text()).isEqualTo(full(mails, claim).text());
      assertThat(mail.text().endsWith("MIRA\n")).isEqualTo(i % 2 == 1);
    }
  }

  @Test
  @DisplayName("delivery/A4: two nodes make the same bytes of a claim")
  void twoNodesMakeTheSameBytes() {
    PersonalMails mails = PersonalMails.all().get(0);
    Random random = new Random(5);
    MessageMaker one = mails.maker();
    for (int i = 1; i < 30; i++) {
      Claim claim = mails.claim("Mira", PersonalMails.choice(random), i);
      assertThat(one.eml(claim).bytes()).isEqualTo(mails.maker().eml(claim).bytes());
    }
  }

  @Test
  void nobodyGetsAMailWithoutAPick() {
    PersonalMails mails = PersonalMails.all().get(0);
    Claim claim = mails.claim("Mira", new Choice("0".repeat(PersonalMails.PICKS)), 1);
    assertThatThrownBy(() -> mails.maker().eml(claim))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("none of the articles of edition 7 is about the topics");
  }
}
