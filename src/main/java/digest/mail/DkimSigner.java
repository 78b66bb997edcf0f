package digest.mail;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, DkimKey> keys = new LinkedHashMap<>();
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  DkimSigner(DkimSettings settings) {
    this.settings = settings;
    settings.keys().forEach(key -> keys.put(settings.name(key), key));
  }

  /**
   * The message with its signatures before it; the rest of it is untouched.
   *
   * @param date the message's own, for {@code t=}: nothing of the clock may enter
   * @param names the keys as the edition was frozen with them, {@code d1._domainkey.example.org};
   *     when one is gone, the active ones sign instead
   */
  byte[] sign(byte[] message, Instant date, List<String> names) {
    RelaxedForm relaxed = RelaxedForm.of(message);
    ByteArrayOutputStream signed = new ByteArrayOutputStream(message.length + 2048);
    for (DkimKey key : chosen(names)) {
      byte[] signature = new DkimSignature(settings.domain(), key, date, relaxed).bytes();
      signed.writeBytes(signature);
    }
    signed.writeBytes(message);
    return signed.toByteArray();
  }

  private List<DkimKey> chosen(List<String> names) {
    List<DkimKey> frozen = names.stream().map(keys::get).filter(Objects::nonNull).toList();
    if (frozen.size() == names.size()) {
      return frozen;
    }
    names.stream().filter(name -> !keys.containsKey(name)).forEach(this::tell);
    return settings.active();
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
