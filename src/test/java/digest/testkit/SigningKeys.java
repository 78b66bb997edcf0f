package digest.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** Key pairs that sign mail in tests, made anew in each JVM, and their PEM texts. */
public final class SigningKeys {

  /** Of 2048 bits. */
  public static final KeyPair RSA = rsa(2048);

  /** Another of 2048 bits. */
  public static final KeyPair OTHER_RSA = rsa(2048);

  public static final KeyPair ED25519 = pair("Ed25519", 255);

  private static final int PKCS8_PREAMBLE = 26; // of an RSA key of 2048 bits

  private SigningKeys() {}

  /** Of a length of one's own. */
  public static KeyPair rsa(int bits) {
    return pair("RSA", bits);
  }

  /** Of any algorithm. */
  public static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@code openssl genpkey} writes it. */
  public static String pkcs8(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** As {@code opendkim-genkey} writes it; of an RSA key of 2048 bits. */
  public static String pkcs1(PrivateKey key) {
    byte[] der = key.getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, PKCS8_PREAMBLE, der.length));
  }

  /** Any DER in its armour. */
  public static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }
}
