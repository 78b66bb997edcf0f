package digest.feed;

import digest.edition.Image;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Chooses an entry's picture: what the feed names, else the first in the body (safety T7). */
final class ImageChoice {

  private final Predicate<String> allowsPlainHttp;

  /**
   * @param allowsPlainHttp by host: whether its pictures may come over http
   */
  ImageChoice(Predicate<String> allowsPlainHttp) {
    this.allowsPlainHttp = allowsPlainHttp;
  }

  /** With an absolute address, or null when no picture is good enough. */
  @Nullable Image image(Entry entry, Element body, String link) {
    Stream<Image> named =
        entry.images().stream().flatMap(image -> resolved(image, entry.keys().base()).stream());
    Stream<Image> shown = BodyImages.of(body).flatMap(image -> resolved(image, link).stream());
    return Stream.concat(named, shown).findFirst().orElse(null);
  }

  /** Absolute and secure; one or two pixels are no picture. */
  private Optional<Image> resolved(Image image, String base) {
    boolean isCounter = image.isMeasured() && Math.min(image.width(), image.height()) <= 2;
    return Hrefs.resolve(base, image.url())
        .filter(url -> !isCounter && BodyImages.isPlausible(url))
        .filter(url -> url.startsWith("https:") || allowsPlainHttp.test(Hrefs.host(url)))
        .map(url -> new Image(url, image.alt(), image.width(), image.height()));
  }
}
