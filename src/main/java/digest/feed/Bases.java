package digest.feed;

/** What relative addresses of a feed start from, where no {@code xml:base} says it. */
final class Bases {

  private Bases() {}

  /**
   * The document's own address, as the formats have it; the site's, when the feed is served from
   * elsewhere or read from a file.
   */
  static String of(String address, String site) {
    boolean isOnSite = site.isEmpty() || Hrefs.host(address).equals(Hrefs.host(site));
    return isOnSite && !address.isEmpty() ? address : site;
  }
}
