package digest;

import digest.audience.EmailAddress;
import digest.edition.Site;
import java.util.List;

/** Who publishes, and where things lie. */
final class SitePart {

  static final Key<String> TITLE =
      Key.required("site.title", Shapes.LINE, "Alder Bay Courier", "The publication's name.");
  static final Key<String> URL =
      Key.required(
          "site.url",
          WordShapes.WEB_ADDRESS,
          "https://courier.example.org",
          "Its own address, shown in the masthead.");
  static final Key<String> POSTAL_ADDRESS =
      Key.required(
          "site.postalAddress",
          Shapes.LINE,
          "12 Old Quay, 4021 Alder Bay",
          "Stands in every footer, as the law of many countries wants (CAN-SPAM, CASL).");
  static final Key<String> TEMPLATES =
      Key.optional(
          "templates",
          Shapes.FOLDER,
          "`templates` beside the file when there is one, else the built-in ones",
          "templates",
          "The folder of the newsletters' look.");
  static final Key<EmailAddress> ALERTS =
      Key.optional(
          "alerts",
          WordShapes.ADDRESS,
          "none",
          "ops@example.org",
          "Gets a mail when sending stops, an edition waits for a person, or the store fails; once"
              + " an hour at most for each.");

  static final List<Key<?>> KEYS = List.of(TITLE, URL, POSTAL_ADDRESS, TEMPLATES, ALERTS);

  private SitePart() {}

  static Site read(Block top) {
    Block site = top.block("site");
    return new Site(site.get(TITLE), site.get(URL), site.get(POSTAL_ADDRESS));
  }
}
