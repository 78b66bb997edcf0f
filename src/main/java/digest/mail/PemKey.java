package digest.mail;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private key of a PEM text (RFC 7468) as PKCS#8 (RFC 5958), from PKCS#8 itself or from PKCS#1
 * (RFC 8017 A.1.2), as opendkim-genkey writes it.
 */
final class PemKey {

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String MAKE_ONE = "Make one: openssl genrsa -out FILE 2048";

  /** Version 0 and the algorithm rsaEncryption, as every PKCS#8 of an RSA key begins. */
  private static final byte[] RSA_PREAMBLE = {
    2, 1, 0, 0x30, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private PemKey() {}

  /**
   * The first private key's DER bytes.
   *
   * @throws UnfitKey when there is none, or it is encrypted, or of a kind that cannot sign mail
   */
  static byte[] pkcs8(String pem) {
    String found = "";
    Matcher begin = BEGIN.matcher(pem);
    while (begin.find()) {
      String label = begin.group(1);
      if (label.endsWith(PRIVATE)) {
        return key(label, body(pem, begin.end(), label));
      }
      found = found.isEmpty() ? label : found;
    }
    throw none(found);
  }

  private static byte[] key(String label, String body) {
    refuseEncrypted(label, body);
    return switch (label) {
      case PRIVATE -> decoded(body);
      case PKCS1 -> wrapped(decoded(body));
      default -> throw new UnfitKey("holds a key of another kind (" + label + ")", MAKE_ONE);
    };
  }

  private static void refuseEncrypted(String label, String body) {
    if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
      throw new UnfitKey(
          "holds an encrypted key, and nobody is there to type its password",
          "Take the password off: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
    }
  }

  private static UnfitKey none(String found) {
    if (found.isEmpty()) {
      return new UnfitKey("holds no PEM key", MAKE_ONE);
    }
    String what = "holds no private key, but " + article(found);
    return new UnfitKey(what, "Name the file of the private key");
  }

  private static String article(String label) {
    return switch (label) {
      case "PUBLIC KEY", "RSA PUBLIC KEY" -> "a public one";
      case "CERTIFICATE" -> "a certificate";
      default -> "something else";
    };
  }

  private static String body(String pem, int start, String label) {
    int end = pem.indexOf("-----END " + label + "-----", start);
    if (end < 0) {
      throw new UnfitKey("is cut off: its END line is missing", "Copy the whole file again");
    }
    return pem.substring(start, end);
  }

  private static byte[] decoded(String body) {
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  /** Without a cause: a decoder's message quotes what it read. */
  static UnfitKey damaged() {
    return new UnfitKey("holds a damaged key", "Copy the file again, or make a new key");
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_PREAMBLE);
    element(inner, 4, pkcs1);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    element(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  /** One element of DER, its length in as few octets as it needs (X.690 §10.1). */
  private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    byte[] length = BigInteger.valueOf(content.length).toByteArray();
    int zeros = length[0] == 0 && length.length > 1 ? 1 : 0;
    if (content.length >= 0x80) {
      out.write(0x80 + length.length - zeros);
    }
    out.write(length, zeros, length.length - zeros);
    out.writeBytes(content);
  }
}
