package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.mail.RelaySettings;
import digest.select.RelatedIndex;
import digest.select.RelatedIndex.Mark;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import digest.store.Articles;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index beside a real store, through restarts, restored backups and other processes. */
class KeepArchiveTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;
  private TestPress house;

  @BeforeEach
  void open() {
    house = house(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static TestPress house(Path folder) {
    return new TestPress(folder, RelaySettings.local(1, 1), new TestClock());
  }

  private void restart() {
    house.close();
    house = house(folder);
  }

  private Articles articles() {
    return house.press().rooms().articles();
  }

  private List<String> near(String id) {
    return house.press().findRelated().of(List.of(dredging(id)), 9).stream()
        .flatMap(found -> found.related().stream())
        .map(Match::id)
        .map(Article.Id::value)
        .toList();
  }

  private static Article dredging(String id) {
    return article(id, "Dredgers deepen the harbour channel", Article.Access.OPEN);
  }

  private static Article article(String id, String title, Article.Access access) {
    return new Article(
        new Article.Id(id),
        "feed.xml",
        "Courier",
        id,
        "https://courier.example.org/" + id,
        title,
        null,
        NOON.minus(Duration.ofMinutes(id.hashCode() % 1000)),
        Article.Dating.EXACT,
        NOON,
        "<p>Silt is pumped ashore while container ships wait for the tide.</p>",
        null,
        List.of("Port"),
        null,
        "en",
        List.of(),
        false,
        access);
  }

  @Test
  @DisplayName("picking/R2: what feeds brought is found, and what they bring later")
  void whatFeedsBroughtIsFound() {
    articles().save(List.of(dredging("a"), dredging("b")));
    assertThat(near("a")).containsExactly("b");
    articles().save(List.of(dredging("c")));
    assertThat(near("a")).containsExactlyInAnyOrder("b", "c");
    restart();
    assertThat(near("a")).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  @DisplayName("picking/R3: what a feed withdraws is not found any more")
  void whatAFeedWithdrawsIsNotFound() {
    articles().save(List.of(dredging("a"), dredging("b")));
    assertThat(near("a")).containsExactly("b");
    articles().save(List.of(article("b", dredging("b").title(), Article.Access.UNPUBLISHED)));
    assertThat(near("a")).isEmpty();
  }

  @Test
  @DisplayName("picking/R2: more than a batch, all in one revision, is taken to the last")
  void moreThanABatchIsTaken() {
    List<Article> many = IntStream.range(0, 777).mapToObj(i -> dredging("m" + i)).toList();
    articles().save(many);
    near("a");
    assertThat(house.press().rooms().related().size()).isEqualTo(777);
  }

  @Test
  @DisplayName("picking/R2: a deleted folder is built anew")
  void aDeletedFolderIsBuiltAnew() throws IOException {
    articles().save(List.of(dredging("a"), dredging("b")));
    near("a");
    house.close();
    deleteIndex();
    house = house(folder);
    assertThat(near("a")).containsExactly("b");
  }

  @Test
  @DisplayName("picking/R2: when nothing has changed, nothing is written")
  void whenNothingHasChangedNothingIsWritten() throws IOException {
    articles().save(List.of(dredging("a"), dredging("b")));
    near("a");
    List<String> before = indexFiles();
    near("a");
    articles().save(List.of(dredging("a")));
    near("a");
    assertThat(indexFiles()).isEqualTo(before);
  }

  @Test
  @DisplayName("picking/R2: another store's index is thrown away")
  void anotherStoresIndexIsThrownAway() throws IOException {
    articles().save(List.of(dredging("a"), dredging("ghost")));
    near("a");
    house.close();
    Files.delete(folder.resolve("digest.db"));
    house = house(folder);
    articles().save(List.of(dredging("a"), dredging("b")));
    assertThat(near("a")).containsExactly("b");
  }

  @Test
  @DisplayName("picking/R2: after a restored backup nothing is found that the store has lost")
  void afterARestoredBackupNothingLostIsFound() throws IOException {
    articles().save(List.of(dredging("a")));
    house.database().backup(folder.resolve("backup.db"));
    articles().save(List.of(dredging("ghost")));
    articles().save(List.of(dredging("spirit")));
    assertThat(near("a")).hasSize(2);
    restore();
    assertThat(near("a")).isEmpty();
  }

  @Test
  @DisplayName("picking/R2: a restored backup that went on before it was looked at is seen through")
  void aRestoredBackupThatWentOnIsSeenThrough() throws IOException {
    articles().save(List.of(dredging("a")));
    house.database().backup(folder.resolve("backup.db"));
    articles().save(List.of(dredging("ghost")));
    articles().save(List.of(dredging("spirit")));
    near("a");
    restore();
    for (String id : List.of("b", "c", "d", "e")) {
      articles().save(List.of(dredging(id)));
    }
    assertThat(near("a")).containsExactlyInAnyOrder("b", "c", "d", "e");
  }

  @Test
  @DisplayName("picking/R2: so is one that went on to the same last article")
  void oneThatWentOnToTheSameLastArticleIsSeenThrough() throws IOException {
    articles().save(List.of(dredging("a")));
    house.database().backup(folder.resolve("backup.db"));
    articles().save(List.of(dredging("ghost")));
    articles().save(List.of(dredging("last")));
    near("a");
    restore();
    articles().save(List.of(dredging("b"), dredging("c")));
    articles().save(List.of(dredging("last")));
    assertThat(near("a")).containsExactlyInAnyOrder("b", "c", "last");
  }

  private void restore() throws IOException {
    house.close();
    for (String part : List.of("digest.db", "digest.db-wal", "digest.db-shm")) {
      Files.deleteIfExists(folder.resolve(part));
    }
    Files.copy(folder.resolve("backup.db"), folder.resolve("digest.db"));
    house = house(folder);
  }

  @Test
  @DisplayName("picking/R2: while another process writes, what it told is read, and later all")
  void whileAnotherProcessWritesItIsReadAsItIs() {
    articles().save(List.of(dredging("a"), dredging("b")));
    near("a");
    try (RelatedIndex other = RelatedIndex.open(folder.resolve("data/related"))) {
      assertThat(other.isWritable()).isTrue();
      articles().save(List.of(dredging("c")));
      assertThat(near("a")).containsExactly("b");
      other.rest();
      assertThat(near("a")).containsExactlyInAnyOrder("b", "c");
    }
  }

  @Test
  @DisplayName("picking/R2: --all tells of each open article once, page by page")
  void allTellsOfEachOpenArticleOnce() {
    List<Article> many = new ArrayList<>();
    IntStream.range(0, 300).mapToObj(i -> dredging("m" + i)).forEach(many::add);
    many.add(article("closed", "Members only", Article.Access.RESTRICTED));
    articles().save(many);
    List<FindRelated.Found> told = new ArrayList<>();
    house.press().findRelated().ofAll(2, told::add);
    assertThat(told).hasSize(300).allMatch(one -> one.related().size() == 2);
    assertThat(told.stream().map(one -> one.article().id()).distinct()).hasSize(300);
  }

  @Test
  @DisplayName("picking/R2: a dataDir that cannot be written costs speed and nothing else")
  void aFolderThatCannotBeWrittenIsNoFault() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    articles().save(List.of(dredging("a"), dredging("b")));
    try (RelatedIndex index = RelatedIndex.open(file.resolve("related"))) {
      RelatedIndex kept = new KeepArchive(articles(), index, "this store").upToDate();
      assertThat(kept.near(dredging("a"), Scope.ALL, 5)).hasSize(1);
      assertThat(kept.mark()).isNotEqualTo(Mark.NONE);
      kept.close();
    }
  }

  private List<String> indexFiles() throws IOException {
    try (var files = Files.list(folder.resolve("data/related"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void deleteIndex() throws IOException {
    for (String file : indexFiles()) {
      Files.delete(folder.resolve("data/related").resolve(file));
    }
  }
}
