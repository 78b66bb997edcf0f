package digest.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells the desk's own forms from those of other sites: a random cookie, and in each form its HMAC
 * under a key that lives as long as this process (safety T16).
 */
final class Csrf {
  /** The field that carries the token. */
  static final String FIELD = "csrf";

  private static final String COOKIE = "digest_desk";
  private static final String ATTRIBUTE = "csrf.cookie";
  private static final int BYTES = 24;
  private static final int COOKIE_LENGTH = BYTES * 4 / 3;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(bytes(32), "HmacSHA256");

  /** The token for the forms of the page being made; gives the browser its cookie first. */
  String token(Context ctx) {
    String cookie = ctx.attribute(ATTRIBUTE);
    if (cookie == null) {
      cookie = ctx.cookie(COOKIE);
    }
    if (cookie == null || cookie.length() != COOKIE_LENGTH) {
      cookie = TEXT.encodeToString(bytes(BYTES));
      Cookie fresh = new Cookie(COOKIE, cookie, "/");
      fresh.setHttpOnly(true);
      fresh.setSameSite(SameSite.STRICT);
      ctx.cookie(fresh);
    }
    ctx.attribute(ATTRIBUTE, cookie);
    return mac(cookie);
  }

  /** Whether a form was made here, for this browser. */
  boolean accepts(Context ctx, @Nullable String token) {
    String cookie = ctx.cookie(COOKIE);
    return cookie != null
        && token != null
        && MessageDigest.isEqual(ascii(mac(cookie)), ascii(token));
  }

  private String mac(String cookie) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(key);
      return TEXT.encodeToString(hmac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256, which every JDK must have", e);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
