package digest;

import digest.audience.EmailAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where bounces go and are fetched. */
final class BouncesPart {

  static final Key<EmailAddress> ADDRESS =
      Key.optional(
          "bounces.address",
          WordShapes.ADDRESS,
          "the newsletter's From",
          "bounces@example.org",
          "Takes bounces; the server must deliver `bounces+anything@…` to it.");
  static final Key<URI> MAILBOX =
      Key.optional(
          "bounces.mailbox",
          Shape.scalar("a mailbox's address", text -> mailbox(text.strip())),
          "none",
          "imaps://bounces@imap.example.org",
          "Where they are fetched: `imaps://user@host` or `pop3s://user@host`.");
  static final Key<String> PASSWORD =
      Key.optional(
          "bounces.password",
          Shapes.SECRET,
          "none",
          "\"${IMAP_PASSWORD}\"",
          "The mailbox's password, by a variable only.");
  static final Key<String> PASSWORD_FILE =
      Key.optional(
          "bounces.passwordFile",
          Shapes.FILE,
          "none",
          "/run/secrets/imap",
          "A file that holds the password instead.");

  static final List<Key<?>> KEYS = List.of(ADDRESS, MAILBOX, PASSWORD, PASSWORD_FILE);

  private BouncesPart() {}

  static Config.Bounces read(Block top, LocalFiles files) {
    Block bounces = top.block("bounces");
    Optional<String> password = files.secret(bounces, PASSWORD, PASSWORD_FILE);
    if (bounces.has(MAILBOX) && password.isEmpty()) {
      bounces.fault(MAILBOX, "given without a password", "Add password: " + PASSWORD.example());
    }
    return new Config.Bounces(
        bounces.find(ADDRESS).orElse(null),
        bounces.find(MAILBOX).orElse(null),
        password.orElse(null));
  }

  private static Optional<URI> mailbox(String text) {
    URI uri = URI.create(text);
    String user = String.valueOf(uri.getUserInfo());
    if (user.contains(":")) {
      throw Unfit.because(
          "the address holds a password, which would be shown", "Use bounces.password");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = Set.of("imaps", "pop3s").contains(scheme);
    boolean open = Set.of("imap", "pop3").contains(scheme);
    if (uri.getHost() == null || uri.getUserInfo() == null || !(secure || open)) {
      return Optional.empty();
    }
    if (open && !RelayPart.isLoopback(uri.getHost())) {
      throw Unfit.because("the password would go out in clear", Nearest.question(scheme + "s://…"));
    }
    return Optional.of(uri);
  }
}
