package digest.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Two that judge signatures and share no line with the signer: Apache jDKIM, and one written here
 * from the words of RFC 6376 alone, slow and plain, which can do Ed25519 too.
 */
final class Verifiers {

  private Verifiers() {}

  /** The selectors whose signatures jDKIM finds good; records by DNS name. */
  static List<String> byJdkim(byte[] mail, Map<String, String> records) {
    DKIMVerifier verifier =
        new DKIMVerifier(
            (methods, selector, domain) -> {
              String record = records.get(selector + "._domainkey." + domain);
              return record == null ? List.of() : List.of(record);
            });
    try {
      List<SignatureRecord> good = verifier.verify(new ByteArrayInputStream(mail));
      return good == null
          ? List.of()
          : good.stream().map(signature -> signature.getSelector().toString()).toList();
    } catch (FailException e) {
      return List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The selectors whose signatures are good by the plain one; keys by selector. */
  static List<String> byHand(byte[] mail, Map<String, PublicKey> keys) {
    String all = new String(mail, StandardCharsets.ISO_8859_1);
    int split = all.indexOf("\r\n\r\n");
    List<String> fields =
        List.of(all.substring(0, split + 2).split("(?<=\r\n)(?![ \t])", -1)).stream()
            .filter(field -> !field.isEmpty())
            .toList();
    String body = all.substring(split + 4);
    List<String> good = new ArrayList<>();
    for (String field : fields) {
      if (field.toLowerCase(Locale.ROOT).startsWith("dkim-signature:")
          && isGood(field, fields, body, keys)) {
        good.add(tags(field).get("s"));
      }
    }
    return good;
  }

  /** RFC 6376 §3.2: the tags of a signature, without white space. */
  static Map<String, String> tags(String field) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : field.substring(field.indexOf(':') + 1).split(";", -1)) {
      String[] sides = tag.split("=", 2);
      if (sides.length == 2) {
        tags.put(sides[0].strip(), sides[1].replaceAll("\\s", ""));
      }
    }
    return tags;
  }

  private static boolean isGood(
      String signature, List<String> fields, String body, Map<String, PublicKey> keys) {
    Map<String, String> tags = tags(signature);
    PublicKey key = keys.get(tags.getOrDefault("s", ""));
    String hash = Base64.getEncoder().encodeToString(sha256(relaxedBody(body)));
    boolean isFit =
        "1".equals(tags.get("v"))
            && "relaxed/relaxed".equals(tags.get("c"))
            && "example.org".equals(tags.get("d"))
            && hash.equals(tags.get("bh"))
            && !tags.containsKey("l");
    return isFit && key != null && isSignedBy(key, data(signature, tags, fields), tags);
  }

  private static String data(String signature, Map<String, String> tags, List<String> fields) {
    List<String> left = new ArrayList<>(fields);
    StringBuilder data = new StringBuilder();
    for (String name : tags.getOrDefault("h", "").split(":", -1)) {
      for (int i = left.size() - 1; i >= 0; i--) {
        String candidate = left.get(i);
        if (candidate.substring(0, candidate.indexOf(':')).strip().equalsIgnoreCase(name)) {
          data.append(relaxedHeader(candidate)).append("\r\n");
          left.remove(i);
          break;
        }
      }
    }
    return data + relaxedHeader(signature.replaceAll("(?s)([;\\s]b=)[^;]*", "$1"));
  }

  private static boolean isSignedBy(PublicKey key, String data, Map<String, String> tags) {
    byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
    boolean rsa = "rsa-sha256".equals(tags.get("a"));
    try {
      Signature check = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
      check.initVerify(key);
      check.update(rsa ? bytes : sha256(data));
      return check.verify(Base64.getDecoder().decode(tags.get("b")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** RFC 6376 §3.4.2. */
  private static String relaxedHeader(String field) {
    String[] sides = field.split(":", 2);
    String value = sides[1].replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
    return sides[0].toLowerCase(Locale.ROOT).strip() + ":" + value;
  }

  /** RFC 6376 §3.4.4. */
  private static String relaxedBody(String body) {
    String evened = body.replaceAll("[ \t]+(?=\r\n)", "").replaceAll("[ \t]+", " ");
    String whole = evened.endsWith("\r\n") || evened.isEmpty() ? evened : evened.stripTrailing();
    String ended = whole.isEmpty() || whole.endsWith("\r\n") ? whole : whole + "\r\n";
    while (ended.endsWith("\r\n\r\n")) {
      ended = ended.substring(0, ended.length() - 2);
    }
    return ended.equals("\r\n") ? "" : ended;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** What DNS would say of these keys. */
  static Map<String, String> records(DkimSettings settings) {
    Map<String, String> records = new HashMap<>();
    settings.keys().forEach(key -> records.put(settings.name(key), key.record()));
    return records;
  }

  /** The mail's header fields, each with its CRLF. */
  static List<String> fields(byte[] mail) {
    String head = Letters.headers(mail) + "\r\n";
    return Arrays.stream(head.split("(?<=\r\n)(?![ \t])", -1))
        .filter(field -> !field.isEmpty())
        .toList();
  }
}
