package digest.mail;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 by one provider. The JDK's is quick only where its second compiler has been at it; a
 * native one always is. Safe for many threads.
 *
 * @param provider null for the JDK's
 */
record Sha256(@Nullable Provider provider) {

  private static final String NAME = "SHA-256";

  /** The JDK's. */
  static final Sha256 OF_JDK = new Sha256(null);

  /** A provider's; the JDK's where that one has none, or another. */
  static Sha256 of(Provider provider) {
    byte[] sample = {1, 2, 3};
    try {
      byte[] its = MessageDigest.getInstance(NAME, provider).digest(sample);
      return Arrays.equals(its, OF_JDK.begin().digest(sample)) ? new Sha256(provider) : OF_JDK;
    } catch (GeneralSecurityException e) {
      return OF_JDK;
    }
  }

  /** A fresh one. */
  MessageDigest begin() {
    try {
      return provider == null
          ? MessageDigest.getInstance(NAME)
          : MessageDigest.getInstance(NAME, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256 here, which every JDK must have", e);
    }
  }
}
