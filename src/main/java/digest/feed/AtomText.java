package digest.feed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jdom2.Element;

/**
 * Text constructs of Atom 1.0 (RFC 4287 §3.1 and §4.1.3) and 0.3: text, HTML, XHTML, base64, and
 * what feeds make of them.
 */
final class AtomText {

  private AtomText() {}

  /** As HTML; empty when it is a picture, a sound, or elsewhere. */
  static String html(Element element) {
    String type = type(element);
    if (isBinary(element, type)) {
      return type.matches("(image|audio|video)/.*") ? "" : textOrHtml(decoded(element.getText()));
    }
    if (type.contains("html") && !type.contains("xhtml")) {
      return Markup.ofHtml(element);
    }
    if (!element.getChildren().isEmpty()) {
      return Markup.ofXhtml(element);
    }
    boolean isEscaped = mode(element).equals("escaped") && !type.equals("text/plain");
    return isEscaped ? element.getText() : textOrHtml(element.getText());
  }

  /** As one plain line. */
  static String plain(Element element) {
    String type = type(element);
    boolean isMarkedUp = type.contains("html") || !element.getChildren().isEmpty();
    if (isBinary(element, type) || (isMarkedUp && !type.equals("html"))) {
      return PlainText.ofHtml(html(element));
    }
    return isMarkedUp
        ? PlainText.ofHtml(Markup.ofHtml(element))
        : PlainText.ofTextOrHtml(element.getText());
  }

  private static String type(Element element) {
    return Nodes.attribute(element, "type").toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
  }

  private static String mode(Element element) {
    return Nodes.attribute(element, "mode").toLowerCase(Locale.ROOT);
  }

  /** A media type that is neither text nor XML says base64 without saying so (§4.1.3.3). */
  private static boolean isBinary(Element element, String type) {
    boolean isMedia = type.contains("/") && !type.startsWith("text/") && !type.contains("xml");
    return element.getChildren().isEmpty()
        && (mode(element).equals("base64") || (isMedia && !type.contains("html")));
  }

  /** Undecodable, it is what it is. */
  private static String decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64.strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }

  private static String textOrHtml(String text) {
    return PlainText.looksLikeHtml(text) ? text : PlainText.toHtml(text);
  }
}
