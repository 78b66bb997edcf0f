package digest.select;

import static digest.select.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Article;
import digest.select.RelatedIndex.Mark;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache on a disk, with other processes beside it; they are real ones. */
class IndexFolderTest {

  private static final Mark MARK = new Mark("store", 3, "b");
  private static final Mark LATER = new Mark("store", 4, "c");

  @TempDir Path folder;

  private static Article story(String id) {
    return article(id)
        .title("Dredgers deepen the harbour channel")
        .html("<p>Silt is pumped ashore while container ships wait for the tide.</p>")
        .build();
  }

  private RelatedIndex filled() {
    RelatedIndex index = RelatedIndex.open(folder);
    assertThat(index.isWritable()).isTrue();
    index.add(List.of(story("a"), story("b")), MARK);
    return index;
  }

  private static List<String> near(RelatedIndex index) {
    return index.near(story("a"), Scope.ALL, 5).stream()
        .map(Match::id)
        .map(Article.Id::value)
        .toList();
  }

  @Test
  @DisplayName("picking/R2: what was added is there after a restart")
  void whatWasAddedIsThereAfterARestart() {
    filled().close();
    try (RelatedIndex again = RelatedIndex.open(folder)) {
      assertThat(again.mark()).isEqualTo(MARK);
      assertThat(near(again)).containsExactly("b");
    }
  }

  @Test
  @DisplayName("picking/R2: a fault in the middle of adding leaves the older mark and articles")
  void aFaultLeavesTheOlderMark() {
    filled().close();
    try (IndexFolder broken = IndexFolder.at(folder)) {
      assertThat(broken.tryWriting()).isTrue();
      assertThatThrownBy(() -> broken.write(IndexFolderTest::addThenFail, Map.of("revision", "4")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot be written");
    }
    try (RelatedIndex again = RelatedIndex.open(folder)) {
      assertThat(again.mark()).isEqualTo(MARK);
      assertThat(near(again)).containsExactly("b");
    }
  }

  private static void addThenFail(org.apache.lucene.index.IndexWriter writer) throws IOException {
    writer.addDocument(ArticleDocument.of(story("c")).document());
    writer.flush();
    throw new IOException("No space left on device");
  }

  @Test
  @DisplayName("picking/R2: a process killed between adding and telling leaves the older mark")
  void aKilledProcessLeavesTheOlderMark() throws Exception {
    filled().close();
    Process killed = other("die");
    assertThat(killed.waitFor()).isEqualTo(OtherProcess.DIED);
    try (RelatedIndex again = RelatedIndex.open(folder)) {
      assertThat(again.mark()).isEqualTo(MARK);
      assertThat(near(again)).containsExactly("b");
      assertThat(again.isWritable()).isTrue();
      again.add(List.of(story("c")), LATER);
      assertThat(near(again)).containsExactly("b", "c");
    }
  }

  @Test
  @DisplayName("picking/R2: while another process writes, this one reads, and sees what it told")
  void aSecondProcessReads() throws Exception {
    Process writer = other("write");
    try (RelatedIndex index = RelatedIndex.open(folder)) {
      String told = new String(writer.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
      assertThat(told).isEqualTo("added");
      assertThat(index.isWritable()).isFalse();
      assertThat(index.mark()).isEqualTo(MARK);
      assertThat(near(index)).containsExactly("b");
      writer.destroyForcibly().waitFor();
      assertThat(index.isWritable()).isTrue();
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  @DisplayName("picking/R2: who rests lets others write, and sees what they wrote")
  void whoRestsLetsOthersWrite() {
    try (RelatedIndex one = filled();
        RelatedIndex other = RelatedIndex.open(folder)) {
      assertThat(other.isWritable()).isFalse();
      one.rest();
      assertThat(other.isWritable()).isTrue();
      other.add(List.of(story("c")), LATER);
      assertThat(one.isWritable()).isFalse();
      assertThat(one.mark()).isEqualTo(LATER);
      assertThat(near(one)).containsExactly("b", "c");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_", ".cfs", ".cfe", ".si"})
  @DisplayName(
      "picking/R2: a damaged file makes the index empty, never a fault, and it begins anew")
  void aDamagedFileMakesItEmpty(String part) throws IOException {
    filled().close();
    for (Path file : files(part)) {
      Files.write(file, new byte[40]);
    }
    try (RelatedIndex index = RelatedIndex.open(folder)) {
      assertThat(index.mark()).isEqualTo(Mark.NONE);
      assertThat(near(index)).isEmpty();
      assertThat(index.isWritable()).isTrue();
      index.add(List.of(story("c")), LATER);
      assertThat(near(index)).containsExactly("c");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_", ".cfs"})
  @DisplayName("picking/R2: a writer meets the damage first")
  void aWriterMeetsTheDamageFirst(String part) throws IOException {
    filled().close();
    for (Path file : files(part)) {
      Files.write(file, new byte[40]);
    }
    try (RelatedIndex index = RelatedIndex.open(folder)) {
      index.isWritable();
      index.mark();
      assertThat(index.isWritable()).isTrue();
      index.add(List.of(story("c")), LATER);
      assertThat(near(index)).containsExactly("c");
    }
  }

  @Test
  @DisplayName("picking/R2: another version's index counts as empty")
  void anotherVersionsIndexCountsAsEmpty() {
    try (IndexFolder older = IndexFolder.at(folder)) {
      assertThat(older.tryWriting()).isTrue();
      older.write(writer -> {}, Map.of("analysis", "0", "store", "store", "revision", "7"));
    }
    try (RelatedIndex index = RelatedIndex.open(folder)) {
      assertThat(index.mark()).isEqualTo(Mark.NONE);
    }
  }

  @Test
  @DisplayName("picking/R2: where no folder can be made, memory has to do")
  void whereNoFolderCanBeMadeMemoryHasToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    try (RelatedIndex index = RelatedIndex.open(file.resolve("related"))) {
      assertThat(index.isWritable()).isTrue();
      index.add(List.of(story("b")), MARK);
      assertThat(near(index)).containsExactly("b");
    }
  }

  @Test
  void openingDoesNothingYet() {
    Path none = folder.resolve("none");
    RelatedIndex.open(none).close();
    assertThat(none).doesNotExist();
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).toList();
    }
  }

  private Process other(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            what,
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Another program over the same folder. */
  static final class OtherProcess {

    static final int DIED = 42;

    private OtherProcess() {}

    /** {@code die} or {@code write}, and the folder. */
    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[1]);
      if (args[0].equals("die")) {
        IndexFolder index = IndexFolder.at(folder);
        index.tryWriting();
        index.write(OtherProcess::addAndDie, Map.of("revision", "4"));
      }
      RelatedIndex index = RelatedIndex.open(folder);
      index.isWritable();
      index.add(List.of(story("a"), story("b")), MARK);
      System.out.print("added");
      System.out.flush();
      System.in.read();
    }

    private static void addAndDie(org.apache.lucene.index.IndexWriter writer) throws IOException {
      writer.updateDocument(
          ArticleDocument.of(story("b")).key(),
          ArticleDocument.of(article("b").build()).document());
      writer.addDocument(ArticleDocument.of(story("c")).document());
      writer.flush();
      Runtime.getRuntime().halt(DIED);
    }
  }
}
