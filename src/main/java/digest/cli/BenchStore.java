package digest.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a bench keeps its store: a prepared one that is never sent from, and for each run a fresh
 * copy that is deleted. Copies can be made ready before, so that no run's time goes into copying.
 *
 * @param top holds both
 * @param isKept else it is temporary
 */
record BenchStore(Path top, boolean isKept, BenchOrder order, BenchArticles articles, Instant now) {

  /** Written last, so a store that was half prepared has none. */
  private static final String BYTES = "bytes-of-a-message";

  private static final String RUN = "run-";
  private static final String READY = "-ready-";

  /** So much of a hash tells the orders of one folder apart. */
  private static final int SHORT = 8;

  static BenchStore at(@Nullable Path folder, BenchOrder order, Instant now) {
    Path file = order.articles();
    BenchArticles articles = file == null ? BenchArticles.invented() : BenchArticles.of(file);
    Path top = folder == null ? temporary() : folder.toAbsolutePath().normalize();
    return new BenchStore(top, folder != null, order, articles, now);
  }

  /**
   * Makes sure that there is a frozen edition to send; what it took, or empty when there was one.
   */
  Optional<BenchPreparation.Prepared> prepare(BenchRun run) {
    if (Files.exists(bytes())) {
      return Optional.empty();
    }
    BenchFolder folder = prepared();
    deleteAll(name -> name.startsWith(kind())); // what an older program prepared for this order
    folder.fill(order, articles, now);
    BenchPreparation.Prepared prepared = run.prepare(folder);
    Writing.file(bytes(), Integer.toString(prepared.bytes()));
    return Optional.of(prepared);
  }

  /** Makes more copies ready; what they hold is on the disk when this returns. */
  void copy(int count) {
    for (int i = 0; i < count; i++) {
      BenchFolder copy = new BenchFolder(top.resolve(RUN + ProcessHandle.current().pid()));
      try {
        prepared().copyStore(copy);
        copy.force();
        copy.moveTo(top.resolve(ready() + UUID.randomUUID()));
      } finally {
        copy.delete(); // what was half copied, as on a full disk
      }
    }
  }

  private String ready() {
    return prepared().path().getFileName() + READY;
  }

  /** Sends an edition, which is prepared first where there is none. */
  BenchRun.Sent send(BenchRun run) {
    if (order.database() != null) {
      prepared().fill(order, articles, now);
      return run.prepareAndSend(prepared());
    }
    boolean wasThere = prepare(run).isEmpty();
    deleteAll(BenchStore::isOfDeadRun);
    BenchFolder fresh = new BenchFolder(top.resolve(RUN + ProcessHandle.current().pid()));
    try {
      if (!takeReady(fresh)) {
        prepared().copyStore(fresh);
      }
      fresh.configure(order, articles);
      return run.send(fresh, Integer.parseInt(Files.readString(bytes())), wasThere);
    } catch (IOException e) {
      throw BenchFolder.unusable(bytes(), e);
    } finally {
      fresh.delete();
    }
  }

  /** Another run may be quicker to take one. */
  private boolean takeReady(BenchFolder fresh) {
    return folders(name -> name.startsWith(ready())).anyMatch(copy -> copy.moveTo(fresh.path()));
  }

  /** Deletes what nobody wants to keep. */
  void tidy() {
    if (!isKept) {
      new BenchFolder(top).delete();
    }
  }

  private Path bytes() {
    return prepared().path().resolve(BYTES);
  }

  private BenchFolder prepared() {
    return new BenchFolder(top.resolve(kind() + hash(program())));
  }

  private void deleteAll(Predicate<String> isWanted) {
    folders(isWanted).forEach(BenchFolder::delete);
  }

  private Stream<BenchFolder> folders(Predicate<String> isWanted) {
    if (Files.notExists(top)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(top)) {
      return all
          .filter(path -> isWanted.test(String.valueOf(path.getFileName())))
          .map(BenchFolder::new)
          .toList()
          .stream();
    } catch (IOException e) {
      throw BenchFolder.unusable(top, e);
    }
  }

  /** A run that was killed could not delete its copy. */
  private static boolean isOfDeadRun(String name) {
    return name.matches(RUN + "\\d{1,9}")
        && ProcessHandle.of(Long.parseLong(name.substring(RUN.length()))).isEmpty();
  }

  /** Of all that an edition and its readers are made from. */
  private String kind() {
    boolean isSigned = order.dkim() != null;
    return order.messages() + "-" + hash(articles + " " + order.isFull() + " " + isSigned) + "-";
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Tells one jar from another; classes in a folder have nothing that does. */
  private static String program() {
    CodeSource source = BenchStore.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "";
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? Files.size(jar) + " " + Files.getLastModifiedTime(jar) : "";
    } catch (IOException | URISyntaxException e) {
      return "";
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("digest-bench");
    } catch (IOException e) {
      throw new CommandFault(
          "no temporary folder can be made (" + e + "). Give one: --store FOLDER", e);
    }
  }
}
