package digest.mail;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * A private key that signs mail under a selector (RFC 6376 §3.1), RSA or Ed25519.
 *
 * <p>Immutable; safe for many threads. Never prints its secret.
 */
public final class DkimKey {

  /** How it signs. */
  public enum Algorithm {
    /** RFC 8301. */
    RSA("SHA256withRSA"),
    /** RFC 8463. */
    ED25519("Ed25519");

    private final String signature;

    Algorithm(String signature) {
      this.signature = signature;
    }

    /** Its name in the JDK. */
    String signature() {
      return signature;
    }

    /** As in {@code k=} of the DNS record. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code a=} of the signature. */
    String tag() {
      return key() + "-sha256";
    }
  }

  private static final int LEAST_BITS = 1024; // RFC 8301 §3.2: verifiers ignore shorter ones
  private static final int ED25519_BITS = 256;
  private static final int ED25519_OCTETS = 32;

  private final String selector;
  private final Algorithm algorithm;
  private final PrivateKey secret;
  private final PublicKey shared;
  private final int bits;

  private DkimKey(
      String selector, Algorithm algorithm, PrivateKey secret, PublicKey shared, int bits) {
    this.selector = selector;
    this.algorithm = algorithm;
    this.secret = secret;
    this.shared = shared;
    this.bits = bits;
  }

  /**
   * The private key of a PEM text, PKCS#8 or PKCS#1.
   *
   * @param selector the name before {@code ._domainkey}
   * @throws UnfitKey when there is none, or it cannot sign mail, or it is too short
   */
  public static DkimKey of(String selector, String pem) {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(PemKey.pkcs8(pem));
    try {
      return tried(
          algorithm(spec) == Algorithm.RSA ? rsa(selector, spec) : ed25519(selector, spec));
    } catch (GeneralSecurityException e) {
      throw PemKey.damaged();
    }
  }

  /** Every PKCS#8 names its algorithm; the JDK's factories each read but their own. */
  private static Algorithm algorithm(PKCS8EncodedKeySpec spec) {
    byte[] der = spec.getEncoded();
    if (contains(der, 42, 0x86, 72, 0x86, 0xf7, 13, 1, 1, 1)) {
      return Algorithm.RSA;
    }
    if (contains(der, 6, 3, 43, 101, 112)) {
      return Algorithm.ED25519;
    }
    throw new UnfitKey(
        "holds a key that is neither RSA nor Ed25519", "Make one: openssl genrsa -out FILE 2048");
  }

  private static boolean contains(byte[] der, int... oid) {
    int end = Math.min(der.length, ED25519_OCTETS); // it stands near the beginning
    for (int at = 0; at + oid.length <= end; at++) {
      int i = 0;
      while (i < oid.length && (der[at + i] & 0xff) == oid[i]) {
        i++;
      }
      if (i == oid.length) {
        return true;
      }
    }
    return false;
  }

  private static DkimKey rsa(String selector, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    if (!(factory.generatePrivate(spec) instanceof RSAPrivateCrtKey secret)) {
      throw PemKey.damaged();
    }
    BigInteger modulus = secret.getModulus();
    if (modulus.bitLength() < LEAST_BITS) {
      throw new UnfitKey(
          "holds a key of " + modulus.bitLength() + " bits, which every receiver ignores",
          "Make one of 2048: openssl genrsa -out FILE 2048");
    }
    PublicKey shared =
        factory.generatePublic(new RSAPublicKeySpec(modulus, secret.getPublicExponent()));
    return new DkimKey(selector, Algorithm.RSA, secret, shared, modulus.bitLength());
  }

  private static DkimKey ed25519(String selector, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    if (!(secret instanceof EdECPrivateKey seeded)) {
      throw PemKey.damaged();
    }
    byte[] seed = seeded.getBytes().orElseThrow(PemKey::damaged);
    return new DkimKey(
        selector, Algorithm.ED25519, secret, SeededPair.publicKey(seed), ED25519_BITS);
  }

  /** A key whose parts do not belong together would sign what nobody can verify. */
  private static DkimKey tried(DkimKey key) throws GeneralSecurityException {
    byte[] sample = {1, 2, 3};
    Signature signature = Signature.getInstance(key.algorithm.signature);
    signature.initSign(key.secret);
    signature.update(sample);
    if (!key.isSignedBy(signature.sign(), sample)) {
      throw PemKey.damaged();
    }
    return key;
  }

  /** The name before {@code ._domainkey}. */
  public String selector() {
    return selector;
  }

  /** How it signs. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** Of the modulus; 256 of Ed25519. */
  public int bits() {
    return bits;
  }

  /**
   * The TXT record to publish (RFC 6376 §3.6.1, RFC 8463 §3): {@code v=DKIM1; k=rsa; p=…}, longer
   * than the 255 octets that one string of a record holds.
   */
  public String record() {
    byte[] der = shared.getEncoded();
    byte[] published =
        algorithm == Algorithm.RSA
            ? der
            : Arrays.copyOfRange(der, der.length - ED25519_OCTETS, der.length);
    return "v=DKIM1; k=" + algorithm.key() + "; p=" + Base64.getEncoder().encodeToString(published);
  }

  /** For the JDK. */
  PrivateKey secret() {
    return secret;
  }

  /** In the form in which a provider signs fastest; those that have no factory take the JDK's. */
  PrivateKey secretFor(Provider provider) throws GeneralSecurityException {
    String name = algorithm.name();
    return provider.getService("KeyFactory", name) == null
        ? secret
        : KeyFactory.getInstance(name, provider)
            .generatePrivate(new PKCS8EncodedKeySpec(secret.getEncoded()));
  }

  /** Whether a signature is one of these bytes by this key, as the JDK sees it. */
  boolean isSignedBy(byte[] signature, byte[] data) throws GeneralSecurityException {
    Signature check = Signature.getInstance(algorithm.signature);
    check.initVerify(shared);
    check.update(data);
    return check.verify(signature);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return selector + " " + algorithm + "-" + bits;
  }
}
