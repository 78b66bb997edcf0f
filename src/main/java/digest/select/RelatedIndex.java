package digest.select;

import digest.edition.Article;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;

/**
 * The archive's index: finds articles that are about what another is about (picking R2).
 *
 * <p>A cache in a folder: it may be deleted at any time, and is built anew from the store. Many
 * processes may read it, one at a time may write. Only what is open to all is found. Nothing is
 * opened before it is needed. Threads: safe.
 */
public final class RelatedIndex implements AutoCloseable {

  /** Grows with every change of how articles are read, so that an older index is built anew. */
  private static final String ANALYSIS = "1";

  private final IndexFolder folder;

  private RelatedIndex(IndexFolder folder) {
    this.folder = folder;
  }

  /**
   * How far an index knows a store.
   *
   * @param store which store; empty for none
   * @param revision of the last change known
   * @param after the article of that change
   */
  public record Mark(String store, long revision, String after) {
    /** Knows nothing. */
    public static final Mark NONE = new Mark("", 0, "");
  }

  /**
   * Which articles may be found.
   *
   * @param feeds their locations; empty for all
   * @param after published later than that
   * @param until published then or earlier
   */
  public record Scope(Set<String> feeds, Instant after, Instant until) {
    /** Everything. */
    public static final Scope ALL = new Scope(Set.of(), Instant.MIN, Instant.MAX);

    /** Copies the feeds. */
    public Scope {
      feeds = Set.copyOf(feeds);
    }
  }

  /**
   * An article that is near.
   *
   * @param score from 0 to about 1, which is the article itself; in thousandths
   */
  public record Match(
      Article.Id id, String title, String link, String source, Instant publishedAt, double score) {}

  /** An index in a folder, which is made when something is added. */
  public static RelatedIndex open(Path folder) {
    return new RelatedIndex(IndexFolder.at(folder));
  }

  /** An index that is gone when it is closed. */
  public static RelatedIndex inMemory() {
    return new RelatedIndex(IndexFolder.inMemory());
  }

  /** Whether something may be added; takes that right, if no other process has it. */
  public boolean isWritable() {
    return folder.tryWriting();
  }

  /** Gives the right to write back, until {@link #isWritable} is asked again. */
  public void rest() {
    folder.rest();
  }

  /**
   * How far it knows its store, other processes' work included; {@link Mark#NONE} when it is empty,
   * damaged, or was made by another version.
   */
  public Mark mark() {
    Map<String, String> told = folder.latest();
    if (!ANALYSIS.equals(told.get("analysis"))) {
      return Mark.NONE;
    }
    return new Mark(
        told.getOrDefault("store", ""),
        Long.parseLong(told.getOrDefault("revision", "0")),
        told.getOrDefault("after", ""));
  }

  /** How many articles it knows, open ones or not. */
  public long size() {
    return folder.read(reader -> (long) reader.numDocs(), 0L);
  }

  /** Forgets everything. */
  public void clear() {
    folder.write(IndexWriter::deleteAll, told(Mark.NONE));
  }

  /**
   * Takes articles in the place of what had their ids, and tells how far it knows the store, both
   * or neither.
   *
   * @throws IllegalStateException when it is not writable
   * @throws java.io.UncheckedIOException when the disk refuses; the mark stays where it was
   */
  public void add(List<Article> changed, Mark upTo) {
    List<ArticleDocument> documents = changed.parallelStream().map(ArticleDocument::of).toList();
    folder.write(
        writer -> {
          for (ArticleDocument one : documents) {
            writer.updateDocument(one.key(), one.document());
          }
        },
        told(upTo));
  }

  private static Map<String, String> told(Mark mark) {
    return Map.of(
        "analysis", ANALYSIS,
        "store", mark.store(),
        "revision", Long.toString(mark.revision()),
        "after", mark.after());
  }

  /**
   * What is about the same subject, the nearest first, equal ones newest first, then by id; never
   * the host itself, and nothing that is not near (picking R1).
   */
  public List<Match> near(Article host, Scope scope, int count) {
    Profile profile = Profile.of(host);
    return folder.read(
        reader -> new Nearness(reader, scope).near(host.id(), profile, count), List.of());
  }

  /** What has one of the topics, newest first, then by id. */
  public List<Match> withTopics(Set<String> topics, Scope scope, int count) {
    return folder.read(reader -> TopicLookup.of(reader, scope, topics, count), List.of());
  }

  @Override
  public void close() {
    folder.close();
  }
}
