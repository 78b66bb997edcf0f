package digest.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail as its reader sees it: headers and parts decoded.
 *
 * @param headers in order
 * @param text the plain-text part, lines ending in {@code \n}; empty when there is none
 * @param html the HTML part, likewise
 */
public record ParsedMail(List<HeaderField> headers, String text, String html) {

  /**
   * One header field.
   *
   * @param raw as it stands in the mail, unfolded
   * @param value RFC 2047 words decoded
   */
  public record HeaderField(String name, String raw, String value) {}

  /** Copies the list. */
  public ParsedMail {
    headers = List.copyOf(headers);
  }

  /** The first header of that name, decoded; case does not matter. */
  public Optional<String> header(String name) {
    return all(name).stream().findFirst().map(HeaderField::value);
  }

  /** All headers of that name; case does not matter. */
  public List<HeaderField> all(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return headers.stream()
        .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(wanted))
        .toList();
  }

  /** The decoded subject; empty when there is none. */
  public String subject() {
    return header("Subject").orElse("");
  }
}
