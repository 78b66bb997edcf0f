package digest.delivery;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.edition.Edition;
import digest.edition.Newsletter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and checks what only we can make: links without a login, Message-IDs, bounce addresses.
 *
 * <p>An HMAC-SHA-256 over purpose, newsletter and subscriber, cut to 130 bits; no address in it, no
 * end to its validity. Compared in constant time. Safe for many threads.
 */
public final class Tokens {

  /** What a token allows. */
  public enum Purpose {
    UNSUBSCRIBE,
    PREFERENCES,
    CONFIRM
  }

  /**
   * What a good token says.
   *
   * @param newsletter what it is for
   * @param subscriber whose it is
   */
  public record Bearer(Newsletter.Id newsletter, Subscriber.Id subscriber) {}

  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9][a-z0-9_-]{0,62})\\.([0-9a-z]{1,13})\\.([a-z2-7]{26})");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 26;

  private final Hmac hmac;

  /**
   * @param secret at least 32 bytes
   */
  public Tokens(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException(
          "the secret has " + secret.length + " bytes, it needs 32 or more");
    }
    this.hmac = new Hmac(secret);
  }

  /** A token of URL-safe characters: {@code newsletter.subscriber.mac}. */
  public String issue(Purpose purpose, Newsletter.Id newsletter, Subscriber.Id subscriber) {
    String number = Long.toString(subscriber.value(), Character.MAX_RADIX);
    return newsletter + "." + number + "." + mac(purpose + "|" + newsletter + "|" + number);
  }

  /** Who bears this token, or empty for every bad one: forged, cut, of another purpose. */
  public Optional<Bearer> verify(Purpose purpose, String token) {
    Matcher parts = SHAPE.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String expected = mac(purpose + "|" + parts.group(1) + "|" + parts.group(2));
    if (!MessageDigest.isEqual(ascii(expected), ascii(parts.group(3)))) {
      return Optional.empty();
    }
    return Optional.of(
        new Bearer(
            new Newsletter.Id(parts.group(1)),
            new Subscriber.Id(Long.parseLong(parts.group(2), Character.MAX_RADIX))));
  }

  /** The same for every attempt (delivery A4), without angle brackets. */
  public String messageId(Edition.Id edition, Subscriber.Id subscriber, String domain) {
    return mac("message|" + edition + "|" + subscriber.value()) + "@" + domain;
  }

  /** The envelope's sender for one delivery (VERP): {@code bounces+edition-subscriber-mac@…}. */
  public EmailAddress bounceAddress(EmailAddress bounces, Delivery.Id delivery) {
    String pair =
        Long.toString(delivery.edition().value(), Character.MAX_RADIX)
            + "-"
            + Long.toString(delivery.subscriber().value(), Character.MAX_RADIX);
    return new EmailAddress(
        bounces.local() + "+" + pair + "-" + mac("bounce|" + pair), bounces.domain());
  }

  private String mac(String text) {
    return base32(hmac.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base32(byte[] bytes) {
    StringBuilder out = new StringBuilder(LENGTH);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; out.length() < LENGTH; i++) {
      buffer = (buffer << 8) | (bytes[i] & 0xff);
      bits += 8;
      while (bits >= 5 && out.length() < LENGTH) {
        bits -= 5;
        out.append(ALPHABET.charAt((buffer >> bits) & 31));
      }
    }
    return out.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
