package digest.mail;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who signs mail, and with which keys.
 *
 * @param domain as in {@code d=}
 * @param active each signs every new edition: RSA first, perhaps Ed25519 beside it
 * @param former signed editions that may still be on their way
 */
public record DkimSettings(String domain, List<DkimKey> active, List<DkimKey> former) {

  /** Copies the lists. */
  public DkimSettings {
    active = List.copyOf(active);
    former = List.copyOf(former);
  }

  /** Where a key is published. */
  public String name(DkimKey key) {
    return key.selector() + "._domainkey." + domain;
  }

  /** All keys, the active ones first. */
  public Stream<DkimKey> keys() {
    return Stream.concat(active.stream(), former.stream());
  }
}
