package digest.audience;

/**
 * Knows the addresses that nearly everybody has: lower-case host names, letters, digits, dots,
 * hyphens and underscores. What it takes, the full check takes unchanged; that check costs a
 * hundred times as much, and a dispatch reads an address for every mail.
 */
final class PlainAddress {

  private static final int MAX_LOCAL = 64; // RFC 5321 §4.5.3.1.1
  private static final int MAX_DOMAIN = 100; // RFC 5321 allows 255 octets, less the local part
  private static final int MAX_LABEL = 63; // RFC 1035 §2.3.4

  private PlainAddress() {}

  static boolean is(String local, String domain) {
    return isLocal(local) && isDomain(domain);
  }

  private static boolean isLocal(String local) {
    boolean isStart = true;
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      boolean isDot = c == '.';
      if (isDot ? isStart : !isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
      isStart = isDot;
    }
    return !isStart && local.length() <= MAX_LOCAL;
  }

  /**
   * At least two labels; the last of letters only, none like an A-label, which may be a bad one.
   */
  private static boolean isDomain(String domain) {
    int labels = 0;
    int from = 0;
    while (from <= domain.length()) {
      int dot = domain.indexOf('.', from);
      int to = dot < 0 ? domain.length() : dot;
      if (!isLabel(domain, from, to, dot < 0)) {
        return false;
      }
      labels++;
      from = to + 1;
    }
    return labels > 1 && domain.length() <= MAX_DOMAIN;
  }

  private static boolean isLabel(String domain, int from, int to, boolean isLast) {
    if (from == to || to - from > MAX_LABEL || (isLast && to - from < 2)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = domain.charAt(i);
      boolean isLetter = c >= 'a' && c <= 'z';
      boolean isDigit = c >= '0' && c <= '9';
      boolean isInner = !isLast && (isDigit || isHyphenInside(domain, i, from, to));
      if (!isLetter && !isInner) {
        return false;
      }
    }
    return true;
  }

  /** Not two in a row: {@code xn--} begins an A-label, which is looked at in full. */
  private static boolean isHyphenInside(String domain, int at, int from, int to) {
    return domain.charAt(at) == '-' && at > from && at < to - 1 && domain.charAt(at - 1) != '-';
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
