package digest.select;

import digest.edition.Links;

/** What two links have in common that lead to one page (picking P6). */
final class LinkKey {

  private static final String WEB = "https://";

  private LinkKey() {}

  /** The normalised link, or empty when the text is no http or https address. */
  static String of(String link) {
    String key = Links.normalise(link);
    return key.startsWith(WEB) && key.length() > WEB.length() ? key : "";
  }
}
