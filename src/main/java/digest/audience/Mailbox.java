package digest.audience;

import org.jspecify.annotations.Nullable;

/**
 * An address with the name shown beside it, as in {@code From:} (RFC 5322 §3.4).
 *
 * @param name free of control characters, or null when none is shown
 */
public record Mailbox(@Nullable String name, EmailAddress address) {

  /** Refuses names that could break out of their header. */
  public Mailbox {
    if (name != null && name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a mailbox name holds a control character");
    }
  }

  /**
   * Reads {@code Name <name@example.org>}, {@code "Name" <…>} or a bare address.
   *
   * @throws IllegalArgumentException when the address in it is none
   */
  public static Mailbox of(String text) {
    String trimmed = text.strip();
    int open = trimmed.lastIndexOf('<');
    if (open < 0 || !trimmed.endsWith(">")) {
      return new Mailbox(null, EmailAddress.of(trimmed));
    }
    String name = trimmed.substring(0, open).strip().replaceAll("^\"|\"$", "");
    String address = trimmed.substring(open + 1, trimmed.length() - 1);
    return new Mailbox(name.isEmpty() ? null : name, EmailAddress.of(address));
  }

  /** For people to read; not a header value, which the mail room encodes. */
  @Override
  public String toString() {
    return name == null ? address.toString() : name + " <" + address + ">";
  }
}
