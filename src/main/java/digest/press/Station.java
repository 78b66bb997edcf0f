package digest.press;

import digest.store.Installation;
import digest.store.Nodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Where this process stands: in which installation, on which machine, and what it would publish.
 *
 * @param host the machine's name, for people
 * @param configuration a hash of what it would publish: two processes with different ones must not
 *     share a store
 */
public record Station(Installation installation, String host, String configuration) {

  /** So much of the hash tells the configurations of one installation apart. */
  private static final int SHORT = 8;

  /**
   * The station of a process that publishes this.
   *
   * @param relays each as {@code host:port}, without anything secret
   */
  public static Station of(
      Installation installation, String host, Catalogue catalogue, List<String> relays) {
    return new Station(installation, host, hash(WrittenOut.of(catalogue) + WrittenOut.of(relays)));
  }

  /** What it signs with. */
  Nodes.Node sign() {
    String id = installation.id() + "/" + configuration.substring(0, SHORT);
    return new Nodes.Node(id, host, configuration, Instant.EPOCH, Instant.EPOCH);
  }

  /** Whether a sign is of the same installation, whatever it publishes. */
  boolean isOurs(Nodes.Node node) {
    return node.id().startsWith(installation.id() + "/");
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
