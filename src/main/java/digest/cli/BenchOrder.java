package digest.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a bench is to send, and how.
 *
 * @param port of the relay on this machine; 0 when nothing is sent
 * @param window as {@code sending.window}
 * @param dkim the file of a private key that signs, or null
 * @param isFull whether the template has logic on the reader, so that each message is rendered
 * @param articles a file of articles, or null for invented ones
 * @param database {@code jdbc:postgresql:} address, or null for a file in a folder of its own
 * @param username of that database, or null
 */
record BenchOrder(
    int messages,
    int port,
    int connections,
    int window,
    Tls tls,
    @Nullable Path dkim,
    boolean isFull,
    @Nullable Path articles,
    @Nullable String database,
    @Nullable String username) {

  /** How the link to the relay is secured. */
  enum Tls {
    OFF,
    REQUIRED;

    /** As in a configuration; a bare {@code off} would be YAML's false. */
    String key() {
      return this == OFF ? "\"off\"" : "required";
    }
  }

  /** Words for what was measured beside the plain case. */
  String kind() {
    return (dkim == null ? "" : ", signed")
        + (tls == Tls.OFF ? "" : ", TLS")
        + (isFull ? ", each rendered in full" : "");
  }
}
