package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.WEEKLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Slot;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditionsTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Editions editions;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    editions = new Editions(store.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("picking/E1: a slot triggered twice has one edition, the first one's")
  void aSecondTriggerGivesTheExistingEdition() {
    Edition first = Samples.draft(store.get(), DAILY, 23, "a");
    Edition second = Samples.draft(store.get(), DAILY, 23, "b");
    assertThat(second).isEqualTo(first);
    assertThat(editions.latest(10)).hasSize(1);
    assertThat(Samples.draft(store.get(), WEEKLY, 23, "a").number()).isEqualTo(1);
    assertThat(Samples.draft(store.get(), DAILY, 24, "a").number()).isEqualTo(2);
  }

  @Test
  void anEditionComesBackAsItWasMade() {
    Edition made = Samples.draft(store.get(), DAILY, 23, "a", "b");
    assertThat(editions.find(made.id())).contains(made);
    assertThat(editions.find(DAILY, made.slot().key())).contains(made);
    assertThat(made.content().picks().get(0).article())
        .isEqualTo(Samples.article("a").withoutBody());
    assertThat(made.content().subject()).isEqualTo("Subject of a, b");
    assertThat(editions.explanations(made.id())).hasSize(1);
  }

  @Test
  @DisplayName("picking/E3: the hash is over the content, bodies aside, and over nothing else")
  void equalContentsHaveEqualHashes() {
    Edition made = Samples.draft(store.get(), DAILY, 23, "a");
    assertThat(made.hash()).matches("[0-9a-f]{64}");
    assertThat(Editions.hash(Samples.content("a"))).isEqualTo(made.hash());
    assertThat(Editions.hash(made.content())).isEqualTo(made.hash());
    assertThat(Editions.hash(Samples.content("b"))).isNotEqualTo(made.hash());
  }

  @Test
  @DisplayName("picking/E3: an edit makes version n+1 with a new hash and takes the approval away")
  void anEditClearsTheApproval() {
    Edition approved = Samples.approved(store.get(), DAILY, 23, "a");
    Edition edited = editions.edit(approved.id(), 1, Samples.content("b"));
    assertThat(edited.version()).isEqualTo(2);
    assertThat(edited.hash()).isEqualTo(Editions.hash(Samples.content("b")));
    assertThat(edited.state()).isEqualTo(Edition.State.DRAFT);
    assertThat(edited.marks().approvedHash()).isNull();
  }

  @Test
  void theSecondOfTwoEditorsIsToldWhichVersionIsThere() {
    Edition draft = Samples.draft(store.get(), DAILY, 23, "a");
    editions.edit(draft.id(), 1, Samples.content("b"));
    EditionContent late = Samples.content("c");
    assertThatThrownBy(() -> editions.edit(draft.id(), 1, late))
        .isInstanceOf(StaleEdition.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("version 1");
    assertThat(editions.find(draft.id()).orElseThrow().content().subject())
        .isEqualTo("Subject of b");
  }

  @Test
  @DisplayName("picking/E3: only the hash that was looked at can be approved")
  void anApprovalOfAnOlderContentIsRefused() {
    Edition draft = Samples.draft(store.get(), DAILY, 23, "a");
    editions.edit(draft.id(), 1, Samples.content("b"));
    Edition.Marks seen = new Edition.Marks(null, null, draft.hash(), null);
    assertThatThrownBy(() -> editions.move(draft.id(), Edition.State.APPROVED, seen))
        .isInstanceOf(StaleEdition.class)
        .hasMessageContaining("not the one that was approved");
  }

  @Test
  void onlyTheMovesOfTheWordAreAllowed() {
    for (Edition.State from : List.of(Edition.State.DRAFT, Edition.State.SKIPPED)) {
      for (Edition.State to : Edition.State.values()) {
        Edition edition = create(from, from + "-" + to);
        Edition.Marks marks = new Edition.Marks("held", null, edition.hash(), "note");
        if (to == Edition.State.FROZEN) {
          assertThatThrownBy(() -> editions.move(edition.id(), to, marks))
              .isInstanceOf(IllegalArgumentException.class);
        } else if (from.followers().contains(to)) {
          assertThat(editions.move(edition.id(), to, marks).state()).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> editions.move(edition.id(), to, marks))
              .isInstanceOf(StaleEdition.class);
        }
      }
    }
  }

  @Test
  void aCancelledEditionCannotBeEdited() {
    Edition draft = Samples.draft(store.get(), DAILY, 23, "a");
    editions.move(draft.id(), Edition.State.CANCELLED, Edition.Marks.NONE);
    EditionContent content = Samples.content("b");
    assertThatThrownBy(() -> editions.edit(draft.id(), 1, content))
        .isInstanceOf(StaleEdition.class)
        .hasMessageContaining("CANCELLED");
  }

  @Test
  void marksChangeBesideTheState() {
    Edition draft = Samples.draft(store.get(), DAILY, 23, "a");
    Edition.Marks marks = new Edition.Marks("feed is stale", "relay refuses", null, "n");
    Edition marked = editions.mark(draft.id(), marks);
    assertThat(marked.marks()).isEqualTo(marks);
    assertThat(marked.state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  void theLastDueLeavesManualOnesAside() {
    assertThat(editions.lastDue(DAILY)).isEmpty();
    Samples.draft(store.get(), DAILY, 23, "a");
    Samples.draft(store.get(), DAILY, 21, "a");
    Slot manual = Slot.manual("now", NOW.plusSeconds(86_400), Samples.BERLIN);
    editions.create(
        DAILY,
        manual,
        Samples.content("a"),
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        List.of(),
        NOW);
    assertThat(editions.lastDue(DAILY)).contains(LocalDateTime.of(2026, 11, 23, 7, 0));
    assertThat(editions.latest(DAILY, 2)).extracting(Edition::number).containsExactly(3, 2);
    assertThat(editions.find(DAILY, "manual:now").orElseThrow().slot()).isEqualTo(manual);
  }

  @Test
  void whatDoesNotExistIsSaidSo() {
    Edition.Id nobody = new Edition.Id(99);
    assertThat(editions.find(nobody)).isEmpty();
    assertThat(editions.frozen(nobody)).isEmpty();
    assertThatThrownBy(() -> editions.mark(nobody, Edition.Marks.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
  }

  private Edition create(Edition.State state, String key) {
    return editions.create(
        DAILY,
        new Slot(key, LocalDateTime.of(2026, 11, 23, 7, 0), Samples.BERLIN),
        Samples.content("a"),
        state,
        Edition.Marks.NONE,
        List.of(),
        NOW);
  }
}
