package digest.render;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.render.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rendering's markup, found without asking anybody.
 *
 * <p>Takes a rendering with open fields, or one made in full with {@link Field#mark()} as the value
 * of the unsubscribe link.
 */
public final class MarkupCheck {
  /** What the HTML part of a mail may have, for its worst recipient (picking, invariant 9). */
  public static final int MAX_BYTES = 95_000;

  private static final int WARNING_BYTES = 85_000;

  private final Rendering rendering;
  private final Document html;
  private final List<Finding> findings = new ArrayList<>();

  private MarkupCheck(Rendering rendering) {
    this.rendering = rendering;
    this.html = Jsoup.parse(rendering.html());
  }

  /** In the order of the rules; empty when nothing is wrong. */
  public static List<Finding> check(Rendering rendering) {
    MarkupCheck check = new MarkupCheck(rendering);
    check.links();
    check.pictures();
    check.leftovers();
    check.findings.addAll(Parity.check(check.html, rendering.text()));
    check.unsubscribe();
    check.language();
    return List.copyOf(check.findings);
  }

  /**
   * What an HTML part of so many bytes leads to: Gmail cuts a mail off above 102 kB; the rest is
   * room for what relays and mailing lists add.
   */
  public static Optional<Finding> size(int bytes) {
    if (bytes <= WARNING_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "size",
            bytes > MAX_BYTES ? Severity.BLOCKER : Severity.WARNING,
            "The HTML part has up to "
                + bytes
                + " bytes; mail programs cut off from about 102,000. Drop stories or pictures"));
  }

  private void links() {
    for (Element link : html.select("a")) {
      String address = link.attr("href");
      boolean isField = address.length() == 1 && Field.of(address.charAt(0)).isPresent();
      boolean isMail = address.startsWith("mailto:");
      if (!isField && !isMail && SafeLink.orEmpty(address).isEmpty()) {
        add(
            "links",
            Severity.BLOCKER,
            "The link \""
                + address
                + "\" of \""
                + link.text()
                + "\" is not an absolute http(s) one");
      } else if (Homographs.isSuspect(address)) {
        add(
            "homograph",
            Severity.WARNING,
            "The link \"" + address + "\" mixes alphabets in its host; check where it leads");
      }
    }
  }

  private void pictures() {
    for (Element picture : html.select("img")) {
      String source = picture.attr("src");
      if (!picture.hasAttr("alt") || !picture.hasAttr("width") || !picture.hasAttr("height")) {
        add(
            "pictures",
            Severity.WARNING,
            "The picture \"" + source + "\" lacks alt, width or height");
      }
      if (!source.startsWith("https://") || SafeLink.orEmpty(source).isEmpty()) {
        add("pictures", Severity.WARNING, "The picture \"" + source + "\" is not an https one");
      }
    }
  }

  /** A story may well be about a shell, so this is only a hint where it stands in text. */
  private void leftovers() {
    for (String part : List.of(rendering.html(), rendering.text())) {
      if (part.contains("<#") || part.contains("<@")) {
        add("leftover", Severity.BLOCKER, "A template's directive was printed; look for \"<#\"");
      }
      if (part.contains("${")) {
        add("leftover", Severity.WARNING, "\"${\" stands in the mail; is a variable misspelt?");
      }
    }
  }

  private void unsubscribe() {
    String mark = String.valueOf(Field.UNSUBSCRIBE_LINK.mark());
    boolean isLinked = html.select("a").stream().anyMatch(link -> link.attr("href").equals(mark));
    if (!isLinked || !rendering.text().contains(mark)) {
      add(
          "unsubscribe",
          Severity.BLOCKER,
          "The unsubscribe link is missing in the "
              + (isLinked ? "text" : "HTML")
              + " part. Print links.unsubscribe in the template");
    }
  }

  /** Twice, because some programs drop {@code html} and {@code body} (desk M7). */
  private void language() {
    Element article = html.selectFirst("[role=article]");
    if (isSilent(html.selectFirst("html")) || isSilent(article)) {
      add(
          "language",
          Severity.WARNING,
          "lang and dir must stand on html and on the element with role=article");
    }
  }

  private static boolean isSilent(@Nullable Element element) {
    return element == null || element.attr("lang").isEmpty() || element.attr("dir").isEmpty();
  }

  private void add(String rule, Severity severity, String text) {
    findings.add(new Finding(rule, severity, text));
  }
}
