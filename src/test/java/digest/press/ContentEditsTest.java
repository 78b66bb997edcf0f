package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.testkit.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // it does not see that pin may be null through the class file
class ContentEditsTest {

  private final EditionContent content = Samples.content("a", "b", "c", "d");

  @Test
  void anEditOfNothingChangesNothing() {
    assertThat(edits(List.of(), null, List.of()).apply(content)).isEqualTo(content);
  }

  @Test
  void droppingTheLeadLetsTheNextOneLead() {
    EditionContent edited = edits(List.of(id("a")), null, List.of()).apply(content);
    assertThat(ids(edited)).containsExactly("b", "c", "d");
    assertThat(edited.picks().get(0).section()).isEqualTo(Pick.LEAD);
    assertThat(edited.picks().get(0).reason()).isEqualTo(Reason.LEAD);
    assertThat(edited.picks()).extracting(Pick::position).containsExactly(1, 2, 3);
  }

  @Test
  @DisplayName("picking/L1: the editor's pin leads, and the old lead steps down to its place")
  void aPinnedArticleSwapsWithTheLead() {
    EditionContent edited = edits(List.of(), id("c"), List.of()).apply(content);
    assertThat(ids(edited)).containsExactly("c", "b", "a", "d");
    assertThat(edited.picks().get(2).section()).isEqualTo(Pick.MORE);
    assertThat(edited.picks().get(2).reason()).isEqualTo(Reason.PICKED);
  }

  @Test
  void anOrderOfSomePutsTheOthersBehindAsTheyWere() {
    EditionContent edited = edits(List.of(), null, List.of(id("a"), id("d"))).apply(content);
    assertThat(ids(edited)).containsExactly("a", "d", "b", "c");
  }

  @Test
  void sectionsStayTogetherWhenTheirArticlesAreReordered() {
    List<Pick> picks = content.picks();
    EditionContent sectioned =
        new EditionContent(
            "s",
            "p",
            null,
            List.of(
                picks.get(0),
                picks.get(1).movedTo("News", 2),
                picks.get(2).movedTo("Culture", 3),
                picks.get(3).movedTo(Pick.MORE, 4)),
            List.of());
    EditionContent edited =
        edits(List.of(), null, List.of(id("a"), id("d"), id("c"))).apply(sectioned);
    assertThat(edited.picks())
        .extracting(Pick::section)
        .containsExactly(Pick.LEAD, "Culture", "News", Pick.MORE);
  }

  @Test
  void anEmptyEditionIsRefused() {
    assertThatThrownBy(
            () ->
                edits(List.of(id("a"), id("b"), id("c"), id("d")), null, List.of()).apply(content))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cancel it instead");
  }

  @Test
  void anArticleThatIsNotInTheEditionIsRefusedByName() {
    assertThatThrownBy(() -> edits(List.of(id("zz")), null, List.of()).apply(content))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("zz");
  }

  @Test
  @DisplayName("safety/T1: a subject of several lines becomes one line")
  void aSubjectOfSeveralLinesBecomesOneLine() {
    ContentEdits edits =
        new ContentEdits(
            "One\r\nBcc: two\u2028three\u0085", null, null, List.of(), null, List.of());
    assertThat(edits.apply(content).subject()).isEqualTo("One Bcc: two three");
  }

  @Test
  void anEmptySubjectIsRefusedAndAnEmptyIntroIsNone() {
    assertThatThrownBy(
            () -> new ContentEdits(" ", null, null, List.of(), null, List.of()).apply(content))
        .isInstanceOf(Refusal.class);
    ContentEdits edits = new ContentEdits(null, "line", " ", List.of(), null, List.of());
    assertThat(edits.apply(content).intro()).isNull();
    assertThat(edits.apply(content).preheader()).isEqualTo("line");
  }

  private static ContentEdits edits(
      List<Article.Id> drop, Article.@Nullable Id pin, List<Article.Id> order) {
    return new ContentEdits(null, null, null, drop, pin, order);
  }

  private static Article.Id id(String value) {
    return new Article.Id(value);
  }

  private static List<String> ids(EditionContent content) {
    return content.picks().stream().map(pick -> pick.article().id().value()).toList();
  }
}
