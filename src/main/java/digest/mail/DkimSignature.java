package digest.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One {@code DKIM-Signature} header, folded (RFC 6376 §3.5). No {@code l=}: what came after it
 * could be changed; no {@code x=}: archives verify too.
 */
final class DkimSignature {

  private static final int LINE = 72;
  private static final String END = "\r\n";

  /**
   * Named once more than they occur, so that nobody can add one (RFC 6376 §8.15): who it is from,
   * whom it is to and what a mail program shows or obeys.
   */
  private static final List<String> OVERSIGNED =
      List.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "reply-to",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "list-id",
          "list-unsubscribe",
          "list-unsubscribe-post");

  /** Signed as they are; relays may add some of their own. */
  private static final List<String> SIGNED =
      List.of("list-archive", "archived-at", "auto-submitted", "feedback-id");

  private final String domain;
  private final DkimKey key;
  private final SigningEngine engine;
  private final Instant date;
  private final RelaxedForm message;

  DkimSignature(String domain, SigningEngine engine, Instant date, RelaxedForm message) {
    this.domain = domain;
    this.key = engine.key();
    this.engine = engine;
    this.date = date;
    this.message = message;
  }

  /** The whole header, with its CRLF. */
  byte[] bytes() {
    List<String> names = names();
    String open = "DKIM-Signature:" + tags(names) + " b=";
    String data = message.headers(names) + RelaxedForm.header(open);
    byte[] signature = engine.sign(hashedFirst(data.getBytes(StandardCharsets.ISO_8859_1)));
    String header = open + folded(Base64.getEncoder().encodeToString(signature), 3) + END;
    return header.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** RFC 8463 §3: Ed25519 signs the hash, where RSA's own scheme makes it. */
  private byte[] hashedFirst(byte[] data) {
    return key.algorithm() == DkimKey.Algorithm.ED25519 ? Sha256.OF_JDK.begin().digest(data) : data;
  }

  private String tags(List<String> names) {
    return " v=1; a="
        + key.algorithm().tag()
        + "; c=relaxed/relaxed;"
        + (END + " d=" + domain + ";")
        + (END + " s=" + key.selector() + "; t=" + date.getEpochSecond() + ";")
        + (END + " h=" + named(names) + ";")
        + (END + " bh=" + message.bodyHash() + ";" + END);
  }

  /** As often as they occur, and the first ones once more; a verifier takes them from below. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    OVERSIGNED.forEach(name -> add(names, name, message.count(name) + 1));
    SIGNED.forEach(name -> add(names, name, message.count(name)));
    return names;
  }

  private static void add(List<String> names, String name, int times) {
    for (int i = 0; i < times; i++) {
      names.add(name);
    }
  }

  /** Lines may end around a colon (RFC 6376 §3.5, {@code sig-h-tag}). */
  private static String named(List<String> names) {
    StringBuilder out = new StringBuilder();
    int column = 3;
    for (String name : names) {
      if (column + name.length() > LINE) {
        out.append(END).append(' ');
        column = 1;
      }
      out.append(name).append(':');
      column += name.length() + 1;
    }
    out.setLength(out.length() - 1);
    return out.toString();
  }

  private static String folded(String base64, int column) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int room = LINE - column; at < base64.length(); room = LINE - 1) {
      int end = Math.min(base64.length(), at + room);
      out.append(at == 0 ? "" : END + " ").append(base64, at, end);
      at = end;
    }
    return out.toString();
  }
}
