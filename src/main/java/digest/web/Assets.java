package digest.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files beside the pages. What is not named here is not read, whatever a path says (safety
 * T11).
 */
final class Assets {

  private final Map<String, Asset> assets =
      Map.of(
          "desk.css", load("desk.css", "text/css; charset=utf-8"),
          "desk.js", load("desk.js", "text/javascript; charset=utf-8"),
          "icon.svg", load("icon.svg", "image/svg+xml"));

  /** The address of a file; it changes with the bytes, so a browser may keep what it has. */
  String address(String name) {
    Asset asset = assets.get(name);
    return "/assets/" + name + (asset == null ? "" : "?v=" + asset.version);
  }

  void asset(Context ctx) {
    send(ctx, assets.get(ctx.pathParam("name")));
  }

  /** Browsers ask for it by themselves where a page, such as a mail's, names none. */
  void icon(Context ctx) {
    send(ctx, assets.get("icon.svg"));
  }

  /** A picture of the sample feeds. */
  static void demoPicture(Context ctx) {
    String name = ctx.pathParam("name");
    byte[] picture = name.matches("[a-z0-9-]+\\.png") ? read("/demo/pictures/" + name) : null;
    if (picture == null) {
      throw Problem.notFound();
    }
    ctx.contentType("image/png").result(picture);
  }

  /** That the process answers; says nothing of its neighbours. */
  static void health(Context ctx) {
    ctx.contentType("application/json").result("{\"status\":\"ok\"}");
  }

  private static void send(Context ctx, @Nullable Asset asset) {
    if (asset == null) {
      throw Problem.notFound();
    }
    ctx.contentType(asset.type).result(asset.bytes);
  }

  private static Asset load(String name, String type) {
    byte[] bytes = read("/pages/" + name);
    if (bytes == null) {
      throw new IllegalStateException("pages/" + name + " is missing in the jar; build it again");
    }
    return new Asset(type, bytes, version(bytes));
  }

  private static byte @Nullable [] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }

  private static final class Asset {
    private final String type;
    private final byte[] bytes;
    private final String version;

    Asset(String type, byte[] bytes, String version) {
      this.type = type;
      this.bytes = bytes;
      this.version = version;
    }
  }
}
