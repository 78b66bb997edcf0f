package digest.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Of a message with lines ending in CRLF and an empty line after its headers. */
  static RelaxedForm of(byte[] message) {
    int end = endOfHeaders(message);
    String head = new String(message, 0, end, StandardCharsets.ISO_8859_1);
    byte[] body = body(message, Math.min(end + 2, message.length));
    return new RelaxedForm(fields(head), Base64.getEncoder().encodeToString(sha256(body)));
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

  /** Blanks at a line's end go, others become one; empty lines at the end go. */
  static byte[] body(byte[] message, int start) {
    byte[] out = new byte[message.length - start + 2];
    int length = 0;
    int lineEnds = 0;
    boolean blank = false;
    for (int i = start; i < message.length; i++) {
      byte b = message[i];
      if (b == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
        lineEnds++;
        blank = false;
        i++;
      } else if (isBlank(b)) {
        blank = true;
      } else {
        for (; lineEnds > 0; lineEnds--) {
          out[length++] = '\r';
          out[length++] = '\n';
        }
        if (blank) {
          out[length++] = ' ';
          blank = false;
        }
        out[length++] = b;
      }
    }
    if (length > 0) {
      out[length++] = '\r';
      out[length++] = '\n';
    }
    return Arrays.copyOf(out, length);
  }

  static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  /** Behind the last header's CRLF: the place of the empty line, or of the end. */
  private static int endOfHeaders(byte[] message) {
    for (int i = 0; i + 3 < message.length; i++) {
      if (message[i] == '\r'
          && message[i + 1] == '\n'
          && message[i + 2] == '\r'
          && message[i + 3] == '\n') {
        return i + 2;
      }
    }
    return message.length;
  }

  private static List<String> fields(String head) {
    List<String> fields = new ArrayList<>();
    for (String field : head.split("\r\n(?![ \t])", -1)) {
      if (field.indexOf(':') > 0) {
        fields.add(field);
      }
    }
    return fields;
  }
}
