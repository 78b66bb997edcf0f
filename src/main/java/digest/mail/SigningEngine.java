package digest.mail;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signs by one key with one provider. Each thread takes a {@link Signature} that is ready, and
 * makes one when there is none left. Safe for many threads.
 */
final class SigningEngine {

  private static final long MEASURED = TimeUnit.MILLISECONDS.toNanos(80);
  private static final int LEAST = 60;

  private final DkimKey key;
  private final PrivateKey secret;
  private final @Nullable Provider provider;
  private final Queue<Signature> ready = new ConcurrentLinkedQueue<>();

  private SigningEngine(DkimKey key, PrivateKey secret, @Nullable Provider provider) {
    this.key = key;
    this.secret = secret;
    this.provider = provider;
  }

  /** By the JDK. */
  static SigningEngine of(DkimKey key) {
    return new SigningEngine(key, key.secret(), null);
  }

  /** By a provider; by the JDK when it cannot sign with this key, or not the same. */
  static SigningEngine of(DkimKey key, Provider provider) {
    byte[] sample = {1, 2, 3};
    try {
      SigningEngine engine = new SigningEngine(key, key.secretFor(provider), provider);
      return key.isSignedBy(engine.signed(sample), sample) ? engine : of(key);
    } catch (GeneralSecurityException e) {
      return of(key);
    }
  }

  DkimKey key() {
    return key;
  }

  /** The signature of these bytes; the same ones always give the same, by whatever provider. */
  byte[] sign(byte[] data) {
    try {
      return signed(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "selector " + key.selector() + " signed at start, not now", e);
    }
  }

  private byte[] signed(byte[] data) throws GeneralSecurityException {
    Signature signature = ready.poll();
    if (signature == null) {
      signature = signature();
    }
    signature.update(data);
    byte[] signed = signature.sign();
    ready.add(signature); // one that threw has an unknown state and is dropped
    return signed;
  }

  private Signature signature() throws GeneralSecurityException {
    String name = key.algorithm().signature();
    Signature signature =
        provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    signature.initSign(secret);
    return signature;
  }

  /** Measured now, in some tens of milliseconds. */
  SigningSpeed speed() {
    byte[] sample = new byte[1000];
    List<Long> taken = new ArrayList<>();
    long start = System.nanoTime();
    for (long now = start; now - start < MEASURED || taken.size() < LEAST; ) {
      long before = now;
      sign(sample);
      now = System.nanoTime();
      taken.add(now - before);
    }
    // The quickest tenth: the JDK compiles meanwhile, and others have the processor now and then.
    long usual = taken.stream().sorted().skip(taken.size() / 10).findFirst().orElseThrow();
    String name = provider == null ? "the JDK" : provider.getName();
    return new SigningSpeed(key, name, rounded(TimeUnit.SECONDS.toNanos(1) / usual));
  }

  /** To two digits: it is not known better. */
  private static int rounded(long number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return (int) ((number + unit / 2) / unit * unit);
  }
}
