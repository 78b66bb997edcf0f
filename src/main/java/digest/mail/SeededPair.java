package digest.mail;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * The public half of an Ed25519 seed (RFC 8032 §5.1.5), which the JDK computes only while it makes
 * a pair: so it makes the pair again, of the same seed.
 */
final class SeededPair {

  private SeededPair() {}

  /** Of 32 octets. */
  static PublicKey publicKey(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Not random at all: gives the seed. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] octets;

    Seed(byte[] octets) {
      this.octets = octets.clone();
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(Arrays.copyOf(octets, wanted.length), 0, wanted, 0, wanted.length);
    }
  }
}
