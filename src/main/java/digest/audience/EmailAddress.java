package digest.audience;

import com.ibm.icu.text.IDNA;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One mailbox's address; an invalid one cannot exist.
 *
 * <p>Shape: the local part is kept as written (RFC 5321 §2.4), the domain is lower-case with
 * A-labels (UTS-46), so two spellings of one address are equal. Refused: control and bidirectional
 * formatting characters, source routes, IP literals, comments, quoted and escaped local parts,
 * missing top-level domains.
 *
 * @param local the part before the at sign, possibly non-ASCII (RFC 6531)
 * @param domain the part after it, ASCII only
 */
public record EmailAddress(String local, String domain) implements Comparable<EmailAddress> {

  private static final EmailValidator STRICT = JMail.strictValidator();
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.USE_STD3_RULES // else "<a@example.org>" would pass as a name and address
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  /**
   * A dot-string (RFC 5321 §4.1.2), also of letters beyond ASCII (RFC 6531 §3.3). The validator
   * alone takes angle brackets, comments and backslashes, which would stand in {@code RCPT TO:<>}.
   */
  private static final Pattern LOCAL =
      Pattern.compile(
          "[^\\x00-\\x20\\x7F-\\xA0\\p{Z}\"(),:;<>@\\[\\]\\\\.]++"
              + "(?:\\.[^\\x00-\\x20\\x7F-\\xA0\\p{Z}\"(),:;<>@\\[\\]\\\\.]++)*+");

  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]++(?:\\.[a-z0-9-]++)++");

  /**
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public EmailAddress {
    domain = PlainAddress.is(local, domain) ? domain : checked(local, domain);
  }

  /** The domain as A-labels in lower case. */
  static String checked(String local, String domain) {
    refuseHiddenCharacters(local);
    String ascii = toAscii(domain);
    boolean fits = LOCAL.matcher(local).matches() && DOMAIN.matcher(ascii).matches();
    if (!fits || !STRICT.isValid(local + "@" + ascii)) {
      throw new IllegalArgumentException(
          "\"" + local + "@" + ascii + "\" is not a mail address; expected name@example.org");
    }
    return ascii;
  }

  /**
   * Reads an address as people write it, surrounding white space aside.
   *
   * @throws IllegalArgumentException when it is none, with the reason
   */
  public static EmailAddress of(String text) {
    String trimmed = text.strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1 || at == trimmed.length() - 1) {
      throw new IllegalArgumentException(
          "\"" + trimmed + "\" is not a mail address; expected name@example.org");
    }
    return new EmailAddress(trimmed.substring(0, at), trimmed.substring(at + 1));
  }

  /** The address for logs and pages of others: {@code m…@example.org}. */
  public String masked() {
    return local.substring(0, local.offsetByCodePoints(0, 1)) + "…@" + domain;
  }

  @Override
  public int compareTo(EmailAddress other) {
    int byDomain = domain.compareTo(other.domain);
    return byDomain != 0 ? byDomain : local.compareTo(other.local);
  }

  /** The address as it goes on the wire: {@code local@domain}. */
  @Override
  public String toString() {
    return local + "@" + domain;
  }

  private static void refuseHiddenCharacters(String local) {
    int found = local.codePoints().filter(EmailAddress::isHidden).findFirst().orElse(-1);
    if (found >= 0) {
      throw new IllegalArgumentException(
          String.format("the address holds the invisible character U+%04X; type it anew", found));
    }
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static String toAscii(String domain) {
    refuseHiddenCharacters(domain);
    IDNA.Info problems = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    UTS46.nameToASCII(domain, ascii, problems);
    if (problems.hasErrors()) {
      throw new IllegalArgumentException("\"" + domain + "\" is not a domain name");
    }
    return ascii.toString().toLowerCase(Locale.ROOT);
  }
}
