package digest.mail;

import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a DKIM signature of each key before a message (RFC 6376, RFC 8463), over all of its body.
 *
 * <p>The same message, date and keys give the same bytes, always (delivery A4, M3). Safe for many
 * threads.
 */
final class DkimSigner {

  private static final Logger log = LoggerFactory.getLogger(DkimSigner.class);

  private final DkimSettings settings;
  private volatile Map<String, SigningEngine> engines;
  private volatile Sha256 sha256 = Sha256.OF_JDK;
  private @Nullable List<SigningSpeed> speeds;
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  DkimSigner(DkimSettings settings) {
    this.settings = settings;
    this.engines = engines(SigningEngine::of);
  }

  private Map<String, SigningEngine> engines(Function<DkimKey, SigningEngine> making) {
    Map<String, SigningEngine> made = new LinkedHashMap<>();
    settings.keys().forEach(key -> made.put(settings.name(key), making.apply(key)));
    return Map.copyOf(made);
  }

  /**
   * Makes ready for many messages: looks for the provider that signs fastest here, and says once
   * which one it is. Until then the JDK signs, which is ready at once; the bytes are the same.
   *
   * @return of each active key
   */
  synchronized List<SigningSpeed> prepare() {
    List<SigningSpeed> known = speeds;
    if (known == null) {
      NativeCrypto.provider().ifPresent(this::signBy);
      known = engines(settings.active()).stream().map(SigningEngine::speed).toList();
      known.forEach(DkimSigner::tell);
      speeds = known;
    }
    return known;
  }

  private void signBy(Provider provider) {
    engines = engines(key -> SigningEngine.of(key, provider));
    sha256 = Sha256.of(provider);
  }

  private static void tell(SigningSpeed speed) {
    log.info(
        "dkim signs selector={} algorithm={} bits={} provider=\"{}\" perSecondAndCore=about {}",
        speed.key().selector(),
        speed.key().algorithm(),
        speed.key().bits(),
        speed.provider(),
        speed.aSecond());
  }

  /**
   * The message with its signatures before it; the rest of it is untouched.
   *
   * @param date the message's own, for {@code t=}: nothing of the clock may enter
   * @param names the keys as the edition was frozen with them, {@code d1._domainkey.example.org};
   *     when one is gone, the active ones sign instead
   */
  byte[] sign(byte[] message, Instant date, List<String> names) {
    RelaxedForm relaxed = RelaxedForm.of(message, sha256.begin());
    List<byte[]> signatures = new ArrayList<>(names.size());
    int length = 0;
    for (SigningEngine engine : chosen(names)) {
      byte[] signature = new DkimSignature(settings.domain(), engine, date, relaxed).bytes();
      signatures.add(signature);
      length += signature.length;
    }
    byte[] signed = new byte[length + message.length];
    int at = 0;
    for (byte[] signature : signatures) {
      System.arraycopy(signature, 0, signed, at, signature.length);
      at += signature.length;
    }
    System.arraycopy(message, 0, signed, at, message.length);
    return signed;
  }

  private List<SigningEngine> chosen(List<String> names) {
    Map<String, SigningEngine> all = engines;
    List<SigningEngine> frozen = new ArrayList<>(names.size());
    for (String name : names) {
      SigningEngine engine = all.get(name);
      if (engine == null) {
        names.stream().filter(each -> !all.containsKey(each)).forEach(this::tell);
        return engines(settings.active());
      }
      frozen.add(engine);
    }
    return frozen;
  }

  private List<SigningEngine> engines(List<DkimKey> keys) {
    return keys.stream().map(key -> engines.get(settings.name(key))).toList();
  }

  private void tell(String name) {
    if (missed.add(name)) {
      log.warn(
          "dkim key gone name={} instead={} remedy=\"list it under dkim.former until its editions"
              + " are sent\"",
          name,
          settings.active());
    }
  }
}
