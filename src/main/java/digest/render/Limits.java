package digest.render;

import java.time.Duration;

/**
 * What one render may take (safety T4).
 *
 * @param time of the clock on the wall
 * @param bytes of output, as UTF-8
 */
record Limits(Duration time, int bytes) {
  static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 2_000_000);
}
