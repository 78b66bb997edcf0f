package digest.feed;

import digest.edition.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;

/** The pictures an entry's XML names outside its body. */
final class MediaImages {

  private static final Pattern IMAGE_FILE =
      Pattern.compile("(?i)[^?#]*\\.(jpe?g|png|gif|webp)([?#].*)?");

  private MediaImages() {}

  /** Media RSS first, the largest of them; then enclosures, then the podcasts' picture. */
  static List<Image> of(Element entry) {
    List<Image> images = new ArrayList<>();
    media(entry)
        .sorted(Comparator.comparing((Image image) -> -(long) image.width() * image.height()))
        .forEach(images::add);
    for (Element link : Nodes.children(entry, "enclosure", "atom:link", "*:link")) {
      String url = Nodes.attribute(link, link.getName().equals("enclosure") ? "url" : "href");
      if (leadsToPicture(link, url)) {
        images.add(new Image(url, PlainText.ofText(Nodes.attribute(link, "title")), 0, 0));
      }
    }
    for (Element image : Nodes.children(entry, "image", "itunes:image", "*:image", "thumbnail")) {
      images.add(new Image(address(image), PlainText.ofText(Nodes.text(image, "title")), 0, 0));
    }
    images.removeIf(image -> image.url().isEmpty());
    return images;
  }

  private static String address(Element image) {
    return Stream.of(
            Nodes.attribute(image, "href"),
            Nodes.attribute(image, "url"),
            Nodes.text(image, "*:url"),
            image.getTextTrim())
        .filter(url -> !url.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean leadsToPicture(Element link, String url) {
    String rel = Nodes.attribute(link, "rel").toLowerCase(Locale.ROOT);
    boolean isEnclosure = link.getName().equals("enclosure") || rel.equals("enclosure");
    return rel.equals("image") || (isEnclosure && isPicture(link, url));
  }

  /** Whether a link or enclosure leads to a picture. */
  static boolean isPicture(Element element, String url) {
    String type = Nodes.attribute(element, "type").toLowerCase(Locale.ROOT);
    return type.startsWith("image/")
        ? !type.contains("svg")
        : type.isEmpty() && IMAGE_FILE.matcher(url).matches();
  }

  /** Contents before thumbnails, also those in groups; where no size is given the order stays. */
  private static Stream<Image> media(Element entry) {
    List<Element> groups = new ArrayList<>(List.of(entry));
    groups.addAll(Nodes.children(entry, "media:group"));
    List<Element> contents =
        groups.stream()
            .flatMap(group -> Nodes.children(group, "media:content", "content").stream())
            .filter(content -> content.getAttribute("url") != null)
            .toList();
    groups.addAll(contents);
    return Stream.concat(
            contents.stream().filter(MediaImages::isImageContent),
            groups.stream()
                .flatMap(group -> Nodes.children(group, "media:thumbnail", "thumbnail").stream()))
        .map(MediaImages::image)
        .flatMap(Optional::stream);
  }

  private static boolean isImageContent(Element content) {
    String medium = Nodes.attribute(content, "medium").toLowerCase(Locale.ROOT);
    return medium.equals("image")
        || (medium.isEmpty() && isPicture(content, Nodes.attribute(content, "url")));
  }

  private static Optional<Image> image(Element media) {
    String url = Nodes.attribute(media, "url");
    String written = url.isEmpty() ? media.getTextTrim() : url;
    int width = Nodes.pixels(Nodes.attribute(media, "width"));
    int height = Nodes.pixels(Nodes.attribute(media, "height"));
    String alt = PlainText.ofTextOrHtml(Nodes.text(media, "*:description", "*:title"));
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(new Image(written, alt, height > 0 ? width : 0, width > 0 ? height : 0));
  }
}
