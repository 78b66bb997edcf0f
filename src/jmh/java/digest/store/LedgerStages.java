package digest.store;

import digest.delivery.Claim;
import digest.delivery.Settlement;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One commit on a store like a dispatcher's, SQLite with {@code synchronous=FULL}, on the disk that
 * holds {@code target/}: the intents of so many mails and the outcomes of as many before them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 20)
@Measurement(iterations = 60)
public class LedgerStages {

  private static final int READERS = 10_000;
  private static final int MOST_CLAIMED = READERS - 400;
  private static final Settlement ACCEPTED = Samples.accepted();

  @Param({"8", "44", "100", "200"})
  private int mails;

  private final Path folder;
  private final TestDatabase store;
  private final GroupCommit commits;
  private Edition edition;
  private int day = 1;
  private int claimed;
  private List<Claim> begun;
  private List<Claim> next;
  private List<Intent> intents;

  /** Makes a store of ten thousand readers and an edition for them. */
  public LedgerStages() {
    try {
      this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "jmh");
    } catch (IOException e) {
      throw new IllegalStateException("target/ cannot be written", e);
    }
    this.store = TestDatabase.in(folder);
    this.commits = new GroupCommit(store.get(), InstantSource.fixed(Samples.NOW));
    Samples.readers(store.get(), READERS);
    this.edition = Samples.frozenEdition(store.get(), day, "a");
    this.begun = List.of();
    this.next = List.of();
    this.intents = List.of();
  }

  /** Claims what the next commit begins, and begins what it settles. */
  @Setup(Level.Invocation)
  public void claim() {
    if (claimed > MOST_CLAIMED) {
      day++;
      edition = Samples.frozenEdition(store.get(), day, "a" + day);
      claimed = 0;
      begun = List.of();
    }
    if (begun.isEmpty()) {
      begun = claims();
      commits.write(intents(begun), List.of());
    }
    next = claims();
    intents = intents(next);
  }

  private List<Claim> claims() {
    claimed += mails;
    return Samples.claim(store.get(), edition.id(), mails);
  }

  private static List<Intent> intents(List<Claim> claims) {
    return new Gathering(Duration.ZERO).announce(claims);
  }

  /** Begins some and settles those before them. */
  @Benchmark
  public boolean[] commit() {
    List<GroupCommit.Outcome> outcomes =
        begun.stream().map(claim -> new GroupCommit.Outcome(claim, ACCEPTED)).toList();
    boolean[] granted = commits.write(intents, outcomes);
    begun = next;
    return granted;
  }

  /** Takes so many to send. */
  @Benchmark
  public List<Claim> claimMore() {
    return new Deliveries(store.get())
        .claim(edition.id(), mails, Samples.NOW, Duration.ofMinutes(1), "other", true);
  }

  /** Gives back what the benchmark of claims took. */
  @TearDown(Level.Invocation)
  public void release() {
    new Deliveries(store.get()).release(edition.id(), "other");
  }

  /** Deletes the store. */
  @TearDown
  public void close() throws IOException {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
