package digest.store;

import digest.audience.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses as they are compared, and as they are remembered once they were erased. */
final class AddressKeys {

  private final SecretKeySpec secret;

  AddressKeys(byte[] secret) {
    this.secret = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * One key for all spellings of an address. RFC 5321 lets a server tell {@code Ann@} from {@code
   * ann@}; none does, and a reader who is on the list twice gets everything twice.
   */
  static String key(EmailAddress address) {
    String local = Normalizer.normalize(address.local(), Normalizer.Form.NFC);
    return local.toLowerCase(Locale.ROOT) + "@" + address.domain();
  }

  /** Tells whether an address is a known one without saying which; 64 hex digits. */
  String hash(EmailAddress address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] text = ("address|" + key(address)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
