package digest.mail;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon's Corretto crypto provider, where it loads: Linux with glibc on x86-64 or ARM. It signs in
 * a third of the JDK's time and enciphers TLS in half of it; everywhere else the JDK does, with the
 * same result.
 *
 * <p>Loading takes some tenths of a second, so only what sends asks for it. {@code
 * -Ddigest.crypto=jdk} keeps it out.
 */
final class NativeCrypto {

  private static final Logger log = LoggerFactory.getLogger(NativeCrypto.class);
  private static final String CHOICE = "digest.crypto";
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final String LIBRARY =
      "/com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so";
  private static final String PASSED = "PASSED";

  private NativeCrypto() {}

  /** A native library belongs to the process, and so to nobody's object. */
  private static final class Once {
    static final Optional<Provider> LOADED =
        "jdk".equals(System.getProperty(CHOICE))
            ? Optional.empty()
            : load(NativeCrypto.class.getClassLoader(), folder());
    static final Optional<Provider> IN_TLS = LOADED.flatMap(SwiftCipher::installed);
  }

  /** The provider, tested; empty where it does not load. */
  static Optional<Provider> provider() {
    return Once.LOADED;
  }

  /**
   * Makes the JDK's TLS encipher by this provider from the next handshake on, where it loads.
   *
   * @return what does it; empty where the JDK goes on as it is
   */
  static Optional<Provider> inTls() {
    return Once.IN_TLS;
  }

  /** Of this machine's library, as the build lays it out. */
  private static String folder() {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return "natives/" + System.getProperty("os.name").replace("Linux", "linux-" + machine);
  }

  /** Whatever goes wrong in it: nothing needs it. */
  static Optional<Provider> load(ClassLoader source, String folder) {
    if (source.getResource(folder + LIBRARY) == null) {
      return Optional.empty();
    }
    try {
      ClassLoader loader = new NativeClasses(source, folder);
      Class<?> type = Class.forName(PROVIDER, true, loader);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      String health = String.valueOf(type.getMethod("runSelfTests").invoke(provider));
      if (PASSED.equals(health)) {
        return Optional.of(provider);
      }
      log.info("native crypto not used health={}", health);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      log.info(
          "native crypto not loaded cause={}",
          String.valueOf(e.getCause() == null ? e : e.getCause()));
    }
    return Optional.empty();
  }

  /**
   * AES-GCM and nothing else of another provider: the JDK's TLS asks the process's list for each
   * cipher, but keys, certificates and random numbers are to stay the JDK's.
   */
  static final class SwiftCipher extends Provider {
    private static final String NAME = "DigestCipher";
    private static final String CIPHER = "Cipher";
    private static final String AES_GCM = "AES/GCM/NoPadding";

    private SwiftCipher(Provider.Service inner) {
      super(NAME, "1", "AES-GCM of " + inner.getProvider().getName());
      putService(new Delegated(this, inner));
    }

    /** Puts it first. */
    static Optional<Provider> installed(Provider provider) {
      Provider.Service inner = provider.getService(CIPHER, AES_GCM);
      if (inner == null) {
        return Optional.empty();
      }
      Provider swift = new SwiftCipher(inner);
      Security.insertProviderAt(swift, 1);
      log.info("tls enciphered by provider={}", provider);
      return Optional.of(swift);
    }
  }

  private static final class Delegated extends Provider.Service {
    private final Provider.Service inner;

    Delegated(Provider outer, Provider.Service inner) {
      super(outer, inner.getType(), inner.getAlgorithm(), inner.getClassName(), null, null);
      this.inner = inner;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      return inner.newInstance(parameter);
    }

    @Override
    public boolean supportsParameter(@Nullable Object key) {
      return inner.supportsParameter(key);
    }
  }
}
