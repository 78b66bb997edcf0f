package digest.edition;

/**
 * Who publishes.
 *
 * @param url the site's own address, shown in the masthead
 * @param postalAddress one line, stands in every footer (CAN-SPAM, CASL)
 */
public record Site(String title, String url, String postalAddress) {}
