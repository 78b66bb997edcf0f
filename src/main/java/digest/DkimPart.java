package digest;

import digest.mail.DkimKey;
import digest.mail.DkimSettings;
import digest.mail.UnfitKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How mail is signed. */
final class DkimPart {

  private static final Shape<String> SELECTOR_SHAPE =
      Shapes.text(
          "a selector",
          "(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final int LARGEST_FILE = 64 * 1024;
  private static final int SHORT = 2048;
  private static final int LONG = 4096;

  static final Key<String> DOMAIN =
      Key.required(
          "dkim.domain",
          WordShapes.DOMAIN,
          "example.org",
          "The domain that signs; optional as a whole, as many relays sign themselves.");
  static final Key<String> SELECTOR =
      Key.required("dkim.selector", SELECTOR_SHAPE, "d1", "The name before `._domainkey` in DNS.");
  static final Key<String> KEY =
      Key.required(
          "dkim.key",
          Shapes.FILE,
          "dkim.pem",
          "The file of the RSA private key (PEM); `digest check` prints what DNS must say.");
  static final Key<String> ED25519_SELECTOR =
      Key.required(
          "dkim.ed25519.selector",
          SELECTOR_SHAPE,
          "e1",
          "The selector of a second signature, by Ed25519; optional as a whole.");
  static final Key<String> ED25519_KEY =
      Key.required(
          "dkim.ed25519.key",
          Shapes.FILE,
          "dkim-ed25519.pem",
          "The file of the Ed25519 private key (PEM).");
  static final Key<String> FORMER_SELECTOR =
      Key.required(
          "dkim.former[].selector",
          SELECTOR_SHAPE,
          "d0",
          "A selector that signed until now: it goes on signing what was frozen under it.");
  static final Key<String> FORMER_KEY =
      Key.required(
          "dkim.former[].key", Shapes.FILE, "dkim-d0.pem", "The file of its private key (PEM).");

  static final List<Key<?>> KEYS =
      List.of(DOMAIN, SELECTOR, KEY, ED25519_SELECTOR, ED25519_KEY, FORMER_SELECTOR, FORMER_KEY);

  private final LocalFiles files;
  private final Set<String> selectors = new HashSet<>();

  private DkimPart(LocalFiles files) {
    this.files = files;
  }

  static @Nullable DkimSettings read(Block top, LocalFiles files) {
    return top.value("dkim").isEmpty() ? null : new DkimPart(files).read(top.block("dkim"));
  }

  private DkimSettings read(Block dkim) {
    List<DkimKey> active = new ArrayList<>();
    key(dkim, SELECTOR, KEY)
        .filter(key -> isOf(DkimKey.Algorithm.RSA, key, dkim, KEY))
        .ifPresent(active::add);
    if (dkim.value("ed25519").isPresent()) {
      Block second = dkim.block("ed25519");
      key(second, ED25519_SELECTOR, ED25519_KEY)
          .filter(key -> isOf(DkimKey.Algorithm.ED25519, key, second, ED25519_KEY))
          .ifPresent(active::add);
    }
    List<DkimKey> former = new ArrayList<>();
    for (Block old : dkim.blocks("former")) {
      key(old, FORMER_SELECTOR, FORMER_KEY).ifPresent(former::add);
    }
    return new DkimSettings(dkim.get(DOMAIN), active, former);
  }

  private static boolean isOf(
      DkimKey.Algorithm wanted, DkimKey key, Block block, Key<String> file) {
    boolean fits = key.algorithm() == wanted;
    if (!fits && wanted == DkimKey.Algorithm.RSA) {
      block.fault(
          file, "an Ed25519 key, which many receivers cannot verify alone", "Put it under ed25519");
    } else if (!fits) {
      block.fault(file, "an RSA key", "Make another: openssl genpkey -algorithm ed25519 -out FILE");
    }
    return fits;
  }

  private Optional<DkimKey> key(Block block, Key<String> selectorKey, Key<String> fileKey) {
    String selector = block.get(selectorKey);
    Path file = files.resolve(block.get(fileKey));
    if (block.has(selectorKey) && !selectors.add(selector)) {
      block.fault(
          selectorKey,
          "another key has the selector " + block.shown(selectorKey, selector),
          "Give each key its own, or no receiver knows which is meant");
    }
    return block.has(fileKey) ? key(block, selector, fileKey, file) : Optional.empty();
  }

  private Optional<DkimKey> key(Block block, String selector, Key<String> fileKey, Path file) {
    String shown = block.shown(fileKey, file);
    try {
      DkimKey key = DkimKey.of(selector, text(file));
      files.checkMode(block, fileKey, file);
      warnOfLength(block, fileKey, key, shown);
      return Optional.of(key);
    } catch (UnfitKey e) {
      block.fault(fileKey, shown + " " + e.what(), e.remedy());
    } catch (IOException e) {
      block.fault(fileKey, shown + " cannot be read", "Put the private key there");
    }
    return Optional.empty();
  }

  /** Any octets may come: what is not PEM is told so. */
  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException("it is larger than " + LARGEST_FILE + " bytes");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** RFC 8301 §3.2. */
  private static void warnOfLength(Block block, Key<String> file, DkimKey key, String shown) {
    if (key.algorithm() != DkimKey.Algorithm.RSA) {
      return;
    }
    if (key.bits() < SHORT) {
      block.warn(
          file, shown + " holds a key of only " + key.bits() + " bits", "Make one of " + SHORT);
    } else if (key.bits() > LONG) {
      block.warn(
          file,
          shown + " holds a key of " + key.bits() + " bits, which some receivers cannot verify",
          "Make one of " + SHORT);
    }
  }
}
