package digest;

import digest.net.HttpSettings;
import digest.web.WebSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Our own pages, and how we ask others for theirs. */
final class WebPart {

  static final Key<String> BIND =
      Key.of(
          "web.bind", WordShapes.HOST, "127.0.0.1", "The local address the pages are served on.");
  static final Key<Integer> PORT =
      Key.of("web.port", Shapes.number(0, 65535), "8025", "Their port; 0 takes a free one.");
  static final Key<String> PUBLIC_URL =
      Key.optional(
          "web.publicUrl",
          WordShapes.WEB_ADDRESS,
          "none, and then no one-click unsubscribe is possible",
          "https://news.example.org",
          "How readers reach the pages; `digest check` asks for it.");
  static final Key<Set<String>> ALLOW_PRIVATE =
      Key.of(
              "allowPrivate",
              Shapes.several(
                  Shapes.text("a host, an address or a network", "[A-Za-z0-9._:-]+(/[0-9]{1,3})?")),
              "",
              "Private addresses that feeds may come from; all others are refused.")
          .suchAs("10.0.0.0/8");
  static final Key<Duration> TIMEOUT =
      Key.of(
          "http.timeout",
          Shapes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "20s",
          "How long a whole request for a feed may take.");
  static final Key<Integer> MAX_BYTES =
      Key.of(
          "http.maxBytes",
          Shapes.number(1000, 100_000_000),
          "10000000",
          "The largest feed taken, in bytes after inflating.");
  static final Key<Integer> MAX_HOPS =
      Key.of("http.maxHops", Shapes.number(0, 20), "5", "Redirects followed.");
  static final Key<String> USER_AGENT =
      Key.of("http.userAgent", Shapes.LINE, "Digest/0.1", "Sent with each request for a feed.");

  static final List<Key<?>> KEYS =
      List.of(BIND, PORT, PUBLIC_URL, TIMEOUT, MAX_BYTES, MAX_HOPS, USER_AGENT, ALLOW_PRIVATE);

  private WebPart() {}

  static WebSettings web(Block top) {
    Block web = top.block("web");
    String publicUrl = web.find(PUBLIC_URL).orElse(null);
    if (publicUrl != null && isOpen(URI.create(publicUrl))) {
      web.warn(
          PUBLIC_URL,
          "mailbox providers want https for one-click unsubscribe (RFC 8058)",
          "Begin it with https://");
    }
    return new WebSettings(web.get(BIND), web.get(PORT), publicUrl);
  }

  private static boolean isOpen(URI address) {
    return address.getScheme().equalsIgnoreCase("http") && !RelayPart.isLoopback(address.getHost());
  }

  static HttpSettings http(Block top) {
    Block http = top.block("http");
    return new HttpSettings(
        http.get(MAX_BYTES),
        http.get(TIMEOUT),
        http.get(MAX_HOPS),
        top.get(ALLOW_PRIVATE),
        http.get(USER_AGENT));
  }
}
