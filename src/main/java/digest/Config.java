package digest;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.delivery.RetryPolicy;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.mail.RelaySettings;
import digest.net.HttpSettings;
import digest.store.DatabaseSettings;
import digest.web.WebSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code digest.yaml} says, with the environment over it: each room's settings.
 *
 * <p>Paths are absolute. A configuration that can be read is whole in itself: newsletters name
 * lists that exist, cron expressions come due. Whether servers answer is for {@code digest check}.
 *
 * @param folder of the file
 * @param dataDir for files that may be deleted at any time
 * @param relays may be empty: then nothing can be sent
 * @param templates the folder of the newsletters' look, or null for the built-in one
 * @param alerts gets a mail when sending stops, or null
 * @param warnings what works and is perhaps not meant, a sentence each
 */
public record Config(
    Site site,
    Path folder,
    Path dataDir,
    DatabaseSettings database,
    List<RelaySettings> relays,
    @Nullable Dkim dkim,
    Bounces bounces,
    WebSettings web,
    HttpSettings http,
    List<MailingList> lists,
    List<Newsletter> newsletters,
    Sending sending,
    @Nullable Path templates,
    @Nullable EmailAddress alerts,
    List<String> warnings) {

  /** What follows when the link broke after a message and before its reply (delivery L2). */
  public enum Uncertain {
    /** The same bytes once more. */
    RESEND,
    /** A person decides. */
    HOLD
  }

  /**
   * How mail is handed over.
   *
   * @param lease how long a node may be silent before others take over
   * @param window messages of one connection that may be on record as begun at once
   * @param onlyDomains when not empty, mail to other domains is not sent
   */
  public record Sending(
      RetryPolicy retry, Uncertain uncertain, Duration lease, int window, Set<String> onlyDomains) {
    /** Copies the domains. */
    public Sending {
      onlyDomains = Set.copyOf(onlyDomains);
    }
  }

  /**
   * Where bounces go.
   *
   * @param address null means each newsletter's From
   * @param mailbox {@code imaps://user@host}, or null when bounces are not fetched
   * @param password never printed
   */
  public record Bounces(
      @Nullable EmailAddress address, @Nullable URI mailbox, @Nullable String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return address + " " + mailbox;
    }
  }

  /**
   * How mail is signed.
   *
   * @param key the PEM file of the private key
   */
  public record Dkim(String domain, String selector, Path key) {}

  /** Copies the lists. */
  public Config {
    relays = List.copyOf(relays);
    lists = List.copyOf(lists);
    newsletters = List.copyOf(newsletters);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file.
   *
   * @param environment {@code DIGEST_WEB_PORT} overrides {@code web.port}; {@code ${NAME}} in a
   *     value is replaced
   * @throws ConfigFault with all problems found
   */
  public static Config read(Path file, Map<String, String> environment) {
    Problems problems = new Problems(file.toString());
    String yaml = new ConfigFile(file, problems).text();
    Path folder = file.toAbsolutePath().normalize().getParent();
    return new ConfigReader(folder == null ? file : folder, environment, problems).read(yaml);
  }

  /**
   * Reads a text as if it stood in {@code digest.yaml} of that folder.
   *
   * @throws ConfigFault with all problems found
   */
  public static Config parse(String yaml, Path folder, Map<String, String> environment) {
    Path absolute = folder.toAbsolutePath().normalize();
    return new ConfigReader(absolute, environment, new Problems("digest.yaml")).read(yaml);
  }

  /** The newsletter of that id. */
  public Optional<Newsletter> newsletter(String id) {
    return newsletters.stream().filter(one -> one.id().value().equals(id)).findFirst();
  }

  /** Without what the settings hold: some of it is secret. */
  @Override
  public String toString() {
    return "Config[" + folder + ", " + newsletters.size() + " newsletters]";
  }

  /** The Markdown table of every key: its path, type, default and meaning. */
  public static String reference() {
    return Keys.reference();
  }
}
