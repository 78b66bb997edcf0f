package digest.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message as a DKIM verifier sees it, blanks and folds evened out: canonicalisation relaxed of
 * headers and body (RFC 6376 §3.4.2, §3.4.4).
 *
 * <p>Octets stand as Latin-1 characters. Safe for many threads.
 */
final class RelaxedForm {

  private static final byte[] SPACE = {' '};
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Map<String, List<String>> headers = new HashMap<>();
  private final String bodyHash;

  private RelaxedForm(List<String> fields, String bodyHash) {
    for (String field : fields) {
      String relaxed = header(field);
      String name = relaxed.substring(0, relaxed.indexOf(':'));
      headers.computeIfAbsent(name, key -> new ArrayList<>()).add(relaxed);
    }
    this.bodyHash = bodyHash;
  }

  /**
   * Of a message with lines ending in CRLF and an empty line after its headers.
   *
   * @param hash SHA-256, to be used up
   */
  static RelaxedForm of(byte[] message, MessageDigest hash) {
    int end = endOfHeaders(message);
    String head = new String(message, 0, end, StandardCharsets.ISO_8859_1);
    body(message, Math.min(end + 2, message.length), hash::update);
    return new RelaxedForm(fields(head), Base64.getEncoder().encodeToString(hash.digest()));
  }

  /** Of the body, in Base64. */
  String bodyHash() {
    return bodyHash;
  }

  /**
   * How often a header occurs.
   *
   * @param name in lower case
   */
  int count(String name) {
    return headers.getOrDefault(name, List.of()).size();
  }

  /**
   * The headers of these names, each with a CRLF; of one that occurs several times the lowest first
   * (RFC 6376 §5.4.2). One named too often gives nothing.
   */
  String headers(List<String> names) {
    StringBuilder out = new StringBuilder();
    Map<String, Integer> taken = new HashMap<>();
    for (String name : names) {
      List<String> all = headers.getOrDefault(name, List.of());
      int from = taken.merge(name, 1, Integer::sum);
      if (from <= all.size()) {
        out.append(all.get(all.size() - from)).append("\r\n");
      }
    }
    return out.toString();
  }

  /** One header, without its CRLF: {@code "Subject : a\r\n b "} as {@code "subject:a b"}. */
  static String header(String field) {
    int colon = field.indexOf(':');
    String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(field.length()).append(name).append(':');
    boolean blank = false;
    int start = out.length();
    for (int i = colon + 1; i < field.length(); i++) {
      char c = field.charAt(i);
      if (isBlank(c) || c == '\r' || c == '\n') {
        blank = true;
        continue;
      }
      if (blank && out.length() > start) {
        out.append(' ');
      }
      blank = false;
      out.append(c);
    }
    return out.toString();
  }

  /** Takes a piece of a body. */
  interface Sink {
    void take(byte[] octets, int start, int length);
  }

  /**
   * Blanks at a line's end go, others become one; empty lines at the end go. A body as
   * quoted-printable has it passes in few large pieces, uncopied.
   */
  static void body(byte[] message, int start, Sink out) {
    int end = end(message, start);
    int from = start;
    for (int i = start; i < end; i++) {
      if (message[i] > ' ' || !isBlank(message[i])) {
        continue; // the first question alone answers it for nearly all
      }
      int next = i + 1;
      while (isBlank(message[next])) {
        next++;
      }
      boolean isTrailing = isLineEnd(message, next);
      if (isTrailing || next - i > 1 || message[i] == '\t') {
        out.take(message, from, i - from);
        out.take(SPACE, 0, isTrailing ? 0 : 1);
        from = next;
      }
      i = next - 1;
    }
    if (end > start) {
      out.take(message, from, end - from);
      out.take(LINE_END, 0, LINE_END.length);
    }
  }

  /** Behind the last character that is more than blank; a body may be cut off in a line. */
  private static int end(byte[] message, int start) {
    int end = message.length;
    while (end > start) {
      if (isBlank(message[end - 1])) {
        end--;
      } else if (end - 2 >= start && isLineEnd(message, end - 2)) {
        end -= 2;
      } else {
        return end;
      }
    }
    return start;
  }

  private static boolean isLineEnd(byte[] message, int at) {
    return at + 1 < message.length && message[at] == '\r' && message[at + 1] == '\n';
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  /** Behind the last header's CRLF: the place of the empty line, or of the end. */
  private static int endOfHeaders(byte[] message) {
    for (int i = 0; i + 3 < message.length; i++) {
      if (isLineEnd(message, i) && isLineEnd(message, i + 2)) {
        return i + 2;
      }
    }
    return message.length;
  }

  private static List<String> fields(String head) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (start < head.length()) {
      int end = head.indexOf("\r\n", start);
      while (end >= 0 && end + 2 < head.length() && isBlank(head.charAt(end + 2))) {
        end = head.indexOf("\r\n", end + 2);
      }
      end = end < 0 ? head.length() : end;
      if (head.indexOf(':', start) > start && head.indexOf(':', start) < end) {
        fields.add(head.substring(start, end));
      }
      start = end + 2;
    }
    return fields;
  }
}
