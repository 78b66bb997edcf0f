package digest.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask for what (safety T16).
 *
 * <p>Everybody must name us in the Host header. The desk answers this machine alone: the connection
 * comes from a loopback address, the Host is a loopback name, and no proxy has put its mark on the
 * request; so a reverse proxy on this machine publishes the readers' pages and not the desk. What
 * changes something at the desk needs our own page's origin and token too.
 */
final class Access {

  private static final List<String> MARKS_OF_A_PROXY =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
  private static final Logger log = LoggerFactory.getLogger(Access.class);

  private final HostList hosts;
  private final Csrf csrf;
  private final FormReader forms;

  Access(HostList hosts, Csrf csrf, FormReader forms) {
    this.hosts = hosts;
    this.csrf = csrf;
    this.forms = forms;
  }

  /** For every request, whatever it asks for. */
  void demandOurName(Context ctx) {
    if (!hosts.names(ctx.header("Host"))) {
      log.warn("request refused reason=host path={}", kind(ctx));
      throw new Problem(
          421,
          "These pages have another name",
          "Open them as http://127.0.0.1, or under the address in web.publicUrl of digest.yaml.");
    }
  }

  /** For every page of the desk. */
  void demandThisMachine(Context ctx) {
    String host = String.valueOf(ctx.header("Host"));
    boolean proxied = MARKS_OF_A_PROXY.stream().anyMatch(mark -> ctx.header(mark) != null);
    if (proxied || !HostList.isLoopback(host) || !isLoopback(ctx.req().getRemoteAddr())) {
      log.warn("request refused reason=remote path={}", kind(ctx));
      throw new Problem(
          403,
          "The desk opens on its own machine only",
          "Sit down at it, or make a tunnel: ssh -L 8080:127.0.0.1:8080 its-name");
    }
  }

  /** For everything at the desk that changes something; gives the form when it is ours. */
  Form demandOurForm(Context ctx) {
    if (!isSameOrigin(ctx)) {
      log.warn("request refused reason=origin path={}", kind(ctx));
      throw new Problem(
          403,
          "This did not come from the desk",
          "Another site asked for it. Nothing was changed.");
    }
    Form form = forms.read(ctx);
    if (!csrf.accepts(ctx, form.valueOrNull(Csrf.FIELD))) {
      log.warn("request refused reason=token path={}", kind(ctx));
      throw new Problem(
          403,
          "This page is too old",
          "The program was started anew since it was loaded. Nothing was changed: go back, load the"
              + " page again and repeat it.");
    }
    return form;
  }

  /**
   * Browsers send {@code Origin: null} where a policy hides the referrer; then what they say of the
   * site counts. A request with neither is not from a browser's form.
   */
  private static boolean isSameOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    if (origin == null || origin.equals("null")) {
      return "same-origin".equals(ctx.header("Sec-Fetch-Site"));
    }
    String host = String.valueOf(ctx.header("Host")).toLowerCase(Locale.ROOT);
    String asked = origin.toLowerCase(Locale.ROOT);
    return asked.equals("http://" + host) || asked.equals("https://" + host);
  }

  private static boolean isLoopback(@Nullable String address) {
    if (address == null || !address.matches("[0-9a-fA-F:.\\[\\]%]+")) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The first part of the path alone: what follows may be somebody's token. */
  private static String kind(Context ctx) {
    String path = ctx.path().replaceAll("[^\\x21-\\x7e]", "?");
    int second = path.indexOf('/', 1);
    return second < 0
        ? path.substring(0, Math.min(40, path.length()))
        : path.substring(0, Math.min(40, second));
  }
}
