package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Slot;
import digest.testkit.Samples;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is retracted is nowhere in the edition any more. */
class RetractingTest {

  private static final String A = "https://courier.example.org/a";
  private static final Retraction.Item BEFORE =
      new Retraction.Item("z", "Story z", "https://courier.example.org/z");
  private static final Related GONE = new Related("Story a, told before", A + "/", "Courier");
  private static final Related KEPT = new Related("Another", "https://x.example.org/1", null);

  @Test
  void theLeadGoesFromSubjectPicksAndAllThatStandsBesideThem() {
    EditionContent after = without(content("Story a", "Story b · Story c"), A, null, null);
    assertThat(after.subject()).isEqualTo("Story b");
    assertThat(after.preheader()).isEqualTo("Story c");
    assertThat(after.picks())
        .extracting(pick -> pick.article().id().value())
        .containsExactly("b", "c");
    assertThat(after.picks()).extracting(Pick::position).containsExactly(1, 2);
    assertThat(after.picks().get(0).section()).isEqualTo(Pick.LEAD);
    for (Pick pick : after.picks()) {
      assertThat(pick.related()).containsExactly(KEPT);
      assertThat(pick.story().also()).containsExactly(KEPT);
      assertThat(pick.story().updateTo()).isNull();
    }
    assertThat(after.relatedPosts()).containsExactly(KEPT);
    assertThat(after.toString()).doesNotContain(A).doesNotContain("Story a,");
  }

  @Test
  void anotherPickGoesAndTheSubjectStays() {
    EditionContent after =
        without(
            content("Story a", "Story b · Story c"), "https://courier.example.org/c", null, null);
    assertThat(after.subject()).isEqualTo("Story a");
    assertThat(after.preheader()).isEqualTo("Story b");
    assertThat(after.picks()).hasSize(2);
  }

  @Test
  void whatStandsOnlyBesideOthersGoesToo() {
    EditionContent after = without(content("Story a", "x"), KEPT.link(), null, null);
    assertThat(after.picks()).hasSize(3);
    assertThat(after.relatedPosts()).containsExactly(GONE);
    assertThat(after.picks()).allMatch(pick -> pick.related().equals(List.of(GONE)));
  }

  @Test
  void theEditorsWordsStayUnlessTheyNameIt() {
    EditionContent after = without(content("Read this", "An editor's line"), A, null, null);
    assertThat(after.subject()).isEqualTo("Read this");
    assertThat(after.preheader()).isEqualTo("An editor's line");
    EditionContent named =
        without(content("Exclusive:  STORY A!", "With story a in it"), A, null, null);
    assertThat(named.subject()).isEqualTo("Story b");
    assertThat(named.preheader()).isEqualTo("Story c");
  }

  @Test
  void newWordsOfTheEditorsWin() {
    EditionContent after = without(content("Story a", "x"), A, "Put right", "");
    assertThat(after.subject()).isEqualTo("Put right");
    assertThat(after.intro()).isNull();
    EditionContent kept = without(content("Story a", "x"), A, null, null);
    assertThat(kept.intro()).isEqualTo("Today story a and more");
    assertThat(Retracting.isNamedInIntro(kept, List.of(new Retraction.Item("a", "Story a", A))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " https://COURIER.example.org/a/?utm_source=mail#top ",
        "http://courier.example.org:80/a"
      })
  void anyUsualSpellingFindsIt(String name) {
    assertThat(retracting(content("s", "p")).find(List.of(name, A)))
        .containsExactly(new Retraction.Item("a", "Story a", A));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "%",
        "https://courier.example.org/",
        "https://courier.example.org/a' OR '1'='1",
        "javascript:alert(1)",
        "\u001b[2J\u202egro.elpmaxe",
        "https://courier.example.org/a\r\nBcc: everybody@example.org"
      })
  void aLinkThatIsNotInItIsToldWhatIs(String hostile) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> retracting(content("s", "p")).find(List.of(hostile)))
        .withMessageContaining("is not in edition 17. In it are: Story a <" + A + ">; Story b")
        .satisfies(
            refusal -> assertThat(refusal.getMessage()).doesNotContainPattern("[\\p{Cc}\u202e]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z",
        "https://courier.example.org/z",
        " HTTP://Courier.example.org:80/z/?utm_source=mail#top "
      })
  void whatWasRetractedBeforeIsKnownByAnyUsualSpelling(String name) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> retracting(content("s", "p")).find(List.of(name)))
        .withMessage(
            "\"Story z\" was retracted from edition 17 already; nobody is sent it any more");
  }

  @Test
  void anEndlessLinkIsNotQuotedWhole() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> retracting(content("s", "p")).find(List.of("x".repeat(100_000))))
        .satisfies(
            refusal -> assertThat(String.valueOf(refusal.getMessage()).length()).isLessThan(1_000));
  }

  @Test
  void theLastArticleIsNotRetracted() {
    EditionContent alone = Samples.content("a");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> without(alone, A, null, null))
        .withMessageContaining("digest edition cancel 17");
  }

  private static EditionContent content(String subject, String preheader) {
    List<Pick> picks =
        Samples.content("a", "b", "c").picks().stream()
            .map(
                pick ->
                    new Pick(
                        pick.article(),
                        pick.teaser(),
                        List.of(GONE, KEPT),
                        pick.section(),
                        pick.position(),
                        pick.reason(),
                        pick.minutes(),
                        new Pick.Story(List.of(KEPT, GONE), GONE, 1)))
            .toList();
    return new EditionContent(
        subject, preheader, "Today story a and more", picks, List.of(GONE, KEPT));
  }

  private static EditionContent without(
      EditionContent content, String link, @Nullable String subject, @Nullable String intro) {
    Retracting retracting = retracting(content);
    return retracting.without(retracting.find(List.of(link)), subject, intro);
  }

  private static Retracting retracting(EditionContent content) {
    Edition edition =
        new Edition(
            new Edition.Id(17),
            Samples.newsletter("daily", List.of()).id(),
            4,
            Slot.manual("one", Samples.NOW, ZoneId.of("Europe/Berlin")),
            content,
            1,
            "0".repeat(64),
            Edition.State.FROZEN,
            Edition.Marks.NONE,
            Samples.NOW);
    return new Retracting(edition, Samples.newsletter("daily", List.of()), List.of(BEFORE));
  }
}
