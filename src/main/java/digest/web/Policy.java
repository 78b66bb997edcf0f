package digest.web;

import io.javalin.http.Context;

/** What a browser may do with a page: its headers, by kind of page. */
enum Policy {
  /** The desk: our own style and script, our own frames, framed by nobody, kept by nobody. */
  DESK(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      // With no-referrer a browser would hide the Origin of our own forms.
      "same-origin",
      "no-store"),

  /** A reader's page: the same without script. Its address holds a token, so nobody is told it. */
  READER(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'",
      "no-referrer",
      "no-store"),

  /** A mail in the desk's frame: feeds' words, so neither script nor forms nor our origin (T17). */
  MAIL(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:"
          + " http://127.0.0.1:* http://localhost:*; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'self'",
      "no-referrer",
      "no-store"),

  /** A mail as a page of its own: its links work, in a place without our origin. */
  ARCHIVE(
      "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;"
          + " default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:"
          + " http://127.0.0.1:* http://localhost:*; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'",
      "no-referrer",
      "public, max-age=300"),

  /** Style, script and pictures; the addresses of style and script change with their bytes. */
  ASSET("default-src 'none'; frame-ancestors 'none'", "no-referrer", "public, max-age=86400");

  private final String content;
  private final String referrer;
  private final String cache;

  Policy(String content, String referrer, String cache) {
    this.content = content;
    this.referrer = referrer;
    this.cache = cache;
  }

  void apply(Context ctx) {
    ctx.header("Content-Security-Policy", content);
    ctx.header("Referrer-Policy", referrer);
    ctx.header("Cache-Control", cache);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    // A mail's frame has no origin, so its pictures come from elsewhere as the browser sees it.
    ctx.header("Cross-Origin-Resource-Policy", this == ASSET ? "cross-origin" : "same-origin");
    ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }
}
