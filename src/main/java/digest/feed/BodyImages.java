package digest.feed;

import digest.edition.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The pictures in an entry's body, without those that only count readers (safety T7). */
final class BodyImages {

  /** Smaller ones are icons, faces and counters. */
  private static final int LEAST = 50;

  private static final Pattern COUNTER =
      Pattern.compile(
          "(?i)(feedburner\\.com/~|feedsportal|doubleclick|google-analytics|pixel\\.wp\\.com"
              + "|stats\\.wordpress|gravatar\\.com|s\\.w\\.org/images/core/emoji|/smilies/|/emoji/"
              + "|[/_.-](pixel|spacer|blank|transparent|tracking|beacon|1x1|clear)\\.(gif|png|jpe?g)"
              + "|[/_-]1x1|/pixel[/?.]|/count(er)?[/?.]|/open\\?|/b\\.gif)");

  private static final Pattern NO_PHOTO =
      Pattern.compile("(?is)\\s*data:.*|[^?#]*\\.svgz?([?#].*)?");

  private BodyImages() {}

  /** In the body's order, with addresses as written. */
  static Stream<Image> of(Element body) {
    return body.select("img").stream()
        .filter(BodyImages::isLargeEnough)
        .flatMap(img -> source(img).map(url -> image(img, url)).stream())
        .filter(image -> isPlausible(image.url()));
  }

  /** Whether the address looks like that of a picture for readers. */
  static boolean isPlausible(String url) {
    return !COUNTER.matcher(url).find() && !NO_PHOTO.matcher(url).matches();
  }

  private static boolean isLargeEnough(Element img) {
    String style = img.attr("style").replace(" ", "");
    return isLargeEnough(img.attr("width"))
        && isLargeEnough(img.attr("height"))
        && !style.matches("(?i).*(display:none|(^|;)(width|height):[0-2]px).*");
  }

  private static boolean isLargeEnough(String pixels) {
    return !pixels.strip().matches("\\d{1,5}(px)?") || Nodes.pixels(pixels) >= LEAST;
  }

  /** Pages that load pictures late keep the real address in another attribute. */
  private static Optional<String> source(Element img) {
    Stream<String> named =
        Stream.of("data-src", "data-lazy-src", "data-original", "src").map(img::attr);
    return Stream.concat(named, srcset(img))
        .map(String::strip)
        .filter(url -> !url.isEmpty() && !url.startsWith("data:"))
        .findFirst();
  }

  private static Stream<String> srcset(Element img) {
    List<String> sources = Arrays.asList(img.attr("srcset").split(",\\s+", -1));
    return sources.stream().map(source -> source.strip().split("\\s", 2)[0]).limit(1);
  }

  private static Image image(Element img, String url) {
    int width = Nodes.pixels(img.attr("width"));
    int height = Nodes.pixels(img.attr("height"));
    boolean isWhole = width > 0 && height > 0;
    String alt = PlainText.ofText(img.attr("alt"));
    return new Image(url, alt, isWhole ? width : 0, isWhole ? height : 0);
  }
}
