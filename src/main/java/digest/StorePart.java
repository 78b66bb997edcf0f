package digest;

import digest.store.DatabaseSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where subscribers, articles, editions and deliveries are kept. */
final class StorePart {

  static final Key<String> DATA_DIR =
      Key.of(
          "dataDir",
          Shapes.FOLDER,
          "data",
          "Holds what may be deleted at any time, such as the search index; relative to the file.");
  static final Key<String> URL =
      Key.of(
          "database.url",
          Shapes.LINE,
          "sqlite:digest.db",
          "`sqlite:FILE`, relative to the file, or `jdbc:postgresql://host/database`.");
  static final Key<String> USERNAME =
      Key.optional(
          "database.username", Shapes.LINE, "none", "digest", "The login name of PostgreSQL.");
  static final Key<String> PASSWORD =
      Key.optional(
          "database.password",
          Shapes.SECRET,
          "none",
          "\"${DATABASE_PASSWORD}\"",
          "The password of PostgreSQL, by a variable only.");
  static final Key<String> PASSWORD_FILE =
      Key.optional(
          "database.passwordFile",
          Shapes.FILE,
          "none",
          "/run/secrets/database",
          "A file that holds the password instead.");

  static final List<Key<?>> KEYS = List.of(DATA_DIR, URL, USERNAME, PASSWORD, PASSWORD_FILE);

  private static final String SQLITE = "sqlite:";
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("[?&](ssl)?password=|@", Pattern.CASE_INSENSITIVE);

  private StorePart() {}

  static DatabaseSettings read(Block top, LocalFiles files) {
    Block database = top.block("database");
    return new DatabaseSettings(
        url(database, files),
        database.find(USERNAME).orElse(null),
        files.secret(database, PASSWORD, PASSWORD_FILE).orElse(null),
        files.resolve(top.get(DATA_DIR)));
  }

  /**
   * The same login for another place.
   *
   * @throws ConfigFault when something secret is in the address: it would be shown
   */
  static DatabaseSettings moved(DatabaseSettings own, String url, @Nullable String username) {
    if (PASSWORD_IN_URL.matcher(url).find() && !url.startsWith(SQLITE)) {
      throw new ConfigFault(
          List.of(
              "the address of a store holds a name or password, which other users of this machine"
                  + " see. Use --username, and DIGEST_DATABASE_PASSWORD or database.password"));
    }
    return new DatabaseSettings(
        url, username == null ? own.username() : username, own.password(), own.dataDir());
  }

  private static String url(Block database, LocalFiles files) {
    String url = database.get(URL);
    String path = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : "";
    // The address is shown in logs, so nothing secret may be in it, not even by a variable.
    if (PASSWORD_IN_URL.matcher(url).find()) {
      database.fault(
          URL,
          "the address holds a name or password, which would be shown",
          "Use database.username and database.password");
    } else if (!path.isBlank() && !path.startsWith(":") && path.indexOf('\0') < 0) {
      return SQLITE + files.resolve(path);
    } else if (!url.startsWith("jdbc:postgresql:") || url.length() < 20) {
      database.fault(
          URL,
          "expected an address that begins with sqlite: or jdbc:postgresql:",
          "Example: sqlite:digest.db");
    }
    return url;
  }
}
