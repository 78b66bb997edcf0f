package digest.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * Reads the bodies of forms: little, not for long, and few at once, so that bodies which drip keep
 * neither a thread nor anybody else waiting (safety T19). Safe for many threads.
 */
final class FormReader {

  /** Each reads with a thread of its own; the rest of the threads stay free for pages. */
  private static final int AT_ONCE = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Reads the body, refusing what is no form or larger than {@link Form#MAX_BYTES}. */
  Form read(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form")) {
      throw new Problem(415, "This is not a form", "Use the buttons on the page.");
    }
    if (ctx.req().getContentLengthLong() > Form.MAX_BYTES) {
      throw Form.tooLarge();
    }
    if (!places.tryAcquire()) {
      throw new Problem(503, "Too much at once", "Wait a few seconds, then send it again.");
    }
    try {
      return Form.parse(new String(body(ctx.req().getInputStream()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Problem(400, "The form did not arrive", "The connection broke; send it again.");
    } finally {
      places.release();
    }
  }

  /** Each byte that drips in starts the connection's own patience anew, so there is an end too. */
  private static byte[] body(InputStream in) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    for (int count = in.read(some); count >= 0; count = in.read(some)) {
      body.write(some, 0, count);
      if (body.size() > Form.MAX_BYTES) {
        throw Form.tooLarge();
      }
      if (System.nanoTime() - end > 0) {
        throw new Problem(408, "The form did not arrive", "It took too long; send it again.");
      }
    }
    return body.toByteArray();
  }
}
