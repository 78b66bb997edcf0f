package digest.select;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lucene's side of an index: one writer over all processes, many readers.
 *
 * <p>Nothing is opened before it is needed. What cannot be read counts as empty, and the next
 * writer begins anew. Threads: safe.
 */
final class IndexFolder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);

  /** Lucene tells on stderr which Java it runs on; kept here, as levels die with their logger. */
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger("org.apache.lucene");

  private final Opening opening;
  private @Nullable Directory directory;
  private @Nullable ReaderManager readers;
  private @Nullable IndexWriter writer;
  private boolean damaged;

  private IndexFolder(Opening opening) {
    this.opening = opening;
  }

  static IndexFolder at(Path folder) {
    return new IndexFolder(() -> onDisk(folder));
  }

  /** Where nothing can be written, an index in memory costs time and nothing else. */
  private static Directory onDisk(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return FSDirectory.open(folder);
      }
      log.warn("related index kept in memory, folder is read-only folder={}", folder);
    } catch (FileSystemException e) {
      log.warn("related index kept in memory, no such folder folder={}", folder, e);
    }
    return new ByteBuffersDirectory();
  }

  static IndexFolder inMemory() {
    return new IndexFolder(ByteBuffersDirectory::new);
  }

  /** Finds the place. */
  private interface Opening {
    Directory open() throws IOException;
  }

  /** Reads as of one commit. */
  interface Reading<T> {
    T of(DirectoryReader reader) throws IOException;
  }

  /** Changes something. */
  interface Writing {
    void to(IndexWriter writer) throws IOException;
  }

  /** What the reading gives; {@code none} where there is no index that can be read. */
  <T> T read(Reading<T> reading, T none) {
    ReaderManager open = readers();
    if (open == null) {
      return none;
    }
    try {
      DirectoryReader reader = open.acquire();
      try {
        return reading.of(reader);
      } finally {
        open.release(reader);
      }
    } catch (IOException | IndexOutOfBoundsException | IllegalStateException e) {
      damage(e);
      return none;
    }
  }

  /** What was told with the last commit of any process; readers see it from now on. */
  synchronized Map<String, String> latest() {
    ReaderManager open = readers();
    try {
      if (open != null) {
        open.maybeRefreshBlocking();
      }
    } catch (IOException e) {
      damage(e);
    }
    return read(reader -> reader.getIndexCommit().getUserData(), Map.of());
  }

  /** Takes the right to write, if no other process has it. */
  synchronized boolean tryWriting() {
    try {
      if (writer == null) {
        writer = damaged ? anew() : writer();
        damaged = false;
      }
      return true;
    } catch (LockObtainFailedException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("index " + directory + " cannot be written", e);
    }
  }

  private IndexWriter writer() throws IOException {
    try {
      return new IndexWriter(directory(), config());
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | EOFException
        | NoSuchFileException e) {
      log.warn("related index damaged, begun anew cause={}", e.toString());
      return anew();
    }
  }

  /** Lucene reads what is there even when it is told to begin anew; so it goes first. */
  private IndexWriter anew() throws IOException {
    closeReaders();
    try (Lock lock = directory().obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory().listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          lock.ensureValid();
          directory().deleteFile(file);
        }
      }
    }
    return new IndexWriter(directory(), config());
  }

  /** Everything happens in the thread that asks, and nothing is kept that was not told. */
  private static IndexWriterConfig config() {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setCommitOnClose(false);
    return config;
  }

  /** Changes and tells, both or neither, durable when this returns. */
  synchronized void write(Writing writing, Map<String, String> told) {
    IndexWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("another process writes the index; ask isWritable first");
    }
    try {
      writing.to(open);
      open.setLiveCommitData(told.entrySet());
      open.commit();
    } catch (IOException e) {
      abandon(open);
      throw new UncheckedIOException("index " + directory + " cannot be written", e);
    } catch (RuntimeException e) {
      abandon(open);
      throw e;
    }
    latest();
  }

  /** Gives back the right to write. */
  synchronized void rest() {
    if (writer != null) {
      abandon(writer);
    }
  }

  private void abandon(IndexWriter open) {
    writer = null;
    try {
      open.rollback();
    } catch (IOException e) {
      log.warn("related index not closed cause={}", e.toString());
    }
  }

  private synchronized @Nullable ReaderManager readers() {
    try {
      if (readers == null && !damaged && DirectoryReader.indexExists(directory())) {
        readers = new ReaderManager(DirectoryReader.open(directory()));
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      damage(e);
    }
    return readers;
  }

  private synchronized void damage(Exception cause) {
    log.warn("related index cannot be read, counts as empty cause={}", cause.toString());
    damaged = true;
    rest();
    closeReaders();
  }

  private Directory directory() throws IOException {
    if (directory == null) {
      LUCENE.setLevel(Level.OFF);
      directory = opening.open();
    }
    return directory;
  }

  private void closeReaders() {
    try {
      if (readers != null) {
        readers.close();
      }
    } catch (IOException e) {
      log.warn("related index not closed cause={}", e.toString());
    }
    readers = null;
  }

  @Override
  public synchronized void close() {
    rest();
    closeReaders();
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      log.warn("related index not closed cause={}", e.toString());
    }
  }
}
