package digest.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place where Digest is set up: its name, which nobody else has, and the last sign of life it
 * gave to each store, so that it knows an older copy of a store when it sees one.
 *
 * <p>Both are in a file in {@code dataDir}. It is written after the store: a crash between the two
 * leaves the store ahead, which harms nobody. A file that makes no sense is replaced by a new one,
 * and so is one that was copied here with its folder: this is then another installation. Safe for
 * many threads and processes.
 */
public final class Installation {

  private static final String FILE = "installation";
  private static final String NAME = "installation ";
  private static final String PLACE = "place ";
  private static final String STORE = "store ";
  private static final int BYTES = 16;
  private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CONTENT =
      Pattern.compile(
          "(#[^\\n]*\\n)*installation [0-9a-f]{32}\\nplace [^\\n]+\\n(store \\S+ \\S+\\n)*");
  private static final String HEAD =
      """
      # The name of this installation of Digest, and when it last used which store. Keep it: without
      # it, a store starts held until a person says: digest database release
      """;
  private static final Logger log = LoggerFactory.getLogger(Installation.class);

  private final Path folder;
  private final Path file;
  private final @Nullable String given;

  private record Content(String id, Map<String, Instant> beats) {}

  private Installation(Path folder, @Nullable String given) {
    this.folder = folder.toAbsolutePath();
    this.file = this.folder.resolve(FILE);
    this.given = given;
  }

  /**
   * The one whose file is in this folder; nothing is read or made yet.
   *
   * @param given its name where a folder does not last, as in containers; null takes the file's
   * @throws StoreFault when the name given is none
   */
  public static Installation in(Path folder, @Nullable String given) {
    if (given != null && !GIVEN.matcher(given).matches()) {
      throw new StoreFault(
          "DIGEST_INSTANCE \""
              + given
              + "\" may hold A-Z, a-z, 0-9, \".\", \"_\" and \"-\", up to 64");
    }
    return new Installation(folder, given);
  }

  /**
   * Its name; made when it has none.
   *
   * @throws StoreFault when the file cannot be read or made
   */
  public String id() {
    return given == null ? content().id() : given;
  }

  /** The last sign of life it gave to the store of this name. */
  public Optional<Instant> remembered(String store) {
    return Optional.ofNullable(content().beats().get(store));
  }

  /** Remembers a sign of life; an older one than it knows changes nothing. */
  public synchronized void remember(String store, Instant beat) {
    Content known = content();
    Instant before = known.beats().get(store);
    if (before == null || before.isBefore(beat)) {
      Map<String, Instant> beats = new TreeMap<>(known.beats());
      beats.put(store, beat);
      replace(new Content(known.id(), beats));
    }
  }

  /** Where the file is. */
  @Override
  public String toString() {
    return file.toString();
  }

  private synchronized Content content() {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      boolean isOurs = CONTENT.matcher(text).matches() && text.contains("\n" + place() + "\n");
      return isOurs ? parse(text) : instead();
    } catch (NoSuchFileException e) {
      return make();
    } catch (DateTimeException e) {
      return instead();
    } catch (IOException e) {
      throw fault("read", e);
    }
  }

  private Content instead() {
    log.warn(
        "installation file makes no sense or was made elsewhere, and is replaced file={}", file);
    try {
      Files.move(file, file.resolveSibling(FILE + ".broken"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw fault("replaced", e);
    }
    return make();
  }

  private static Content parse(String text) {
    List<String> lines = text.lines().toList();
    String id =
        lines.stream()
            .filter(line -> line.startsWith(NAME))
            .findFirst()
            .orElseThrow()
            .substring(NAME.length());
    Map<String, Instant> beats =
        lines.stream()
            .filter(line -> line.startsWith(STORE))
            .map(line -> line.split(" ", 3))
            .collect(
                Collectors.toMap(
                    words -> words[1],
                    words -> Instant.parse(words[2]),
                    (one, two) -> two,
                    TreeMap::new));
    return new Content(id, beats);
  }

  /** Of several processes that begin here at once, one names the installation. */
  private Content make() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Content content = new Content(HexFormat.of().formatHex(bytes), Map.of());
    try {
      Files.createDirectories(folder);
      Path draft = draft(content);
      try {
        // Complete from the first moment, and never over another's.
        Files.createLink(file, draft);
      } finally {
        Files.deleteIfExists(draft);
      }
      return content;
    } catch (FileAlreadyExistsException e) {
      return content();
    } catch (UnsupportedOperationException e) {
      replace(content);
      return content;
    } catch (IOException e) {
      throw fault("written", e);
    }
  }

  private void replace(Content content) {
    try {
      Files.move(
          draft(content),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw fault("written", e);
    }
  }

  private String place() throws IOException {
    return PLACE + folder.toRealPath().toString().replace('\n', ' ');
  }

  private Path draft(Content content) throws IOException {
    StringBuilder text = new StringBuilder(HEAD).append(NAME).append(content.id()).append('\n');
    text.append(place()).append('\n');
    content
        .beats()
        .forEach(
            (store, beat) ->
                text.append(STORE).append(store).append(' ').append(beat).append('\n'));
    Path draft = Files.createTempFile(folder, FILE, ".new");
    try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      written.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
      // Else a power cut may leave the new name with nothing in it, and this be another
      // installation.
      written.force(true);
    }
    return draft;
  }

  private StoreFault fault(String done, Exception e) {
    return new StoreFault(
        "file "
            + file
            + ", which names this installation, cannot be "
            + done
            + " ("
            + e.getClass().getSimpleName()
            + "). Check its owner and mode and those of its folder; until then nothing is sent",
        e);
  }
}
