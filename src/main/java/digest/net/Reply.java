package digest.net;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back from the web: a status with headers and a body, or a problem.
 *
 * <p>Immutable, but for the body, which is not copied: it may be 10 MB.
 */
public final class Reply {

  private final int status;
  private final String finalUrl;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean isCut;
  private final @Nullable String problem;

  private Reply(
      int status,
      String finalUrl,
      Map<String, String> headers,
      byte[] body,
      boolean isCut,
      @Nullable String problem) {
    this.status = status;
    this.finalUrl = finalUrl;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.isCut = isCut;
    this.problem = problem;
  }

  static Reply of(
      int status, String finalUrl, Map<String, String> headers, byte[] body, boolean isCut) {
    return new Reply(status, finalUrl, headers, body, isCut, null);
  }

  static Reply failed(String url, String problem) {
    return new Reply(0, url, Map.of(), new byte[0], false, problem);
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The address that answered, after all redirects. */
  public String finalUrl() {
    return finalUrl;
  }

  /** By lower-case name; what came several times is joined by commas. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The value of a header, its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Inflated, at most as long as was asked for; empty when there was none. Not a copy. */
  public byte[] body() {
    return body;
  }

  /** Whether the body went on, or should have: too long, or the link broke in it. */
  public boolean isCut() {
    return isCut;
  }

  /** Why there is no answer at all, in words for an editor: what and what to do; else null. */
  public @Nullable String problem() {
    return problem;
  }

  /** Whether it is an answer of the class 2xx. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }
}
