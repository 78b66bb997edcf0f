package digest;

import digest.edition.Feed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where articles come from. */
final class FeedPart {

  static final Key<String> URL =
      Key.required(
          "newsletters[].feeds[].url",
          Shapes.LINE,
          "https://courier.example.org/feed.xml",
          "A feed's or a site's web address, or a local file or folder.");
  static final Key<String> SOURCE =
      Key.optional(
          "newsletters[].feeds[].source",
          Shapes.LINE,
          "the feed's own title",
          "Alder Bay Courier",
          "The source's name as readers see it.");
  static final Key<String> SECTION =
      Key.optional(
          "newsletters[].feeds[].section",
          Shapes.LINE,
          "by each article's topics",
          "News",
          "Every article of the feed sits in this section.");
  static final Key<Duration> EVERY =
      Key.of(
          "newsletters[].feeds[].every",
          Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          "15m",
          "The least time between two looks.");
  static final Key<ZoneId> ZONE =
      Key.of(
              "newsletters[].feeds[].zone",
              WordShapes.ZONE,
              "UTC",
              "The zone of dates that name none.")
          .suchAs("Europe/Berlin");
  static final Key<Integer> WEIGHT =
      Key.of(
          "newsletters[].feeds[].weight",
          Shapes.number(-1000, 1000),
          "0",
          "Added to the score of its articles; the best scores are picked.");
  static final Key<Map<String, String>> HEADERS =
      Key.of(
          "newsletters[].feeds[].headers",
          new Shape<>("keys with values", FeedPart::headers),
          "",
          "Sent with each request; secret ones by `${NAME}` only.");

  static final Key<Set<String>> EXCLUDE =
      Key.of(
              "newsletters[].feeds[].exclude",
              Shapes.several(Shapes.LINE),
              "",
              "Articles of the feed with one of these topics are never picked.")
          .suchAs("Sponsored");

  static final List<Key<?>> KEYS =
      List.of(URL, SOURCE, SECTION, EVERY, ZONE, WEIGHT, EXCLUDE, HEADERS);

  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:.*");
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i).*(authorization|cookie|token|secret|password|api-?key).*");

  private FeedPart() {}

  static List<Feed> read(Block newsletter, LocalFiles files) {
    List<Feed> feeds = new ArrayList<>();
    Set<String> locations = new HashSet<>();
    for (Block block : newsletter.blocks("feeds")) {
      Feed feed = feed(block, files);
      if (!locations.add(feed.location()) && block.has(URL)) {
        block.fault(URL, "another feed of this newsletter has it already", "Remove one of them");
      }
      feeds.add(feed);
    }
    return feeds;
  }

  private static Feed feed(Block feed, LocalFiles files) {
    return new Feed(
        location(feed, files),
        feed.find(SOURCE).orElse(null),
        feed.find(SECTION).orElse(null),
        feed.get(EVERY),
        feed.find(ZONE).orElse(null),
        feed.get(HEADERS),
        feed.get(WEIGHT),
        feed.get(EXCLUDE));
  }

  private static String location(Block feed, LocalFiles files) {
    String url = feed.get(URL);
    if (url.matches("(?i)https?:.*")) {
      checkAddress(feed, url);
      return url;
    }
    if (SCHEME.matcher(url).matches()) {
      feed.fault(
          URL, "neither an http or https address nor a local path", "Example: " + URL.example());
      return url;
    }
    Path path = files.resolve(url);
    if (!Files.exists(path) && feed.has(URL)) {
      feed.warn(
          URL, "there is no file " + feed.shown(URL, path), "A web address begins with https://");
    }
    return path.toString();
  }

  private static void checkAddress(Block feed, String url) {
    try {
      WordShapes.webAddress(url);
    } catch (Unfit e) {
      boolean holdsLogin = !e.remedy().isEmpty();
      feed.fault(
          URL,
          e.what(),
          holdsLogin
              ? "For a login use headers: {Authorization: \"${FEED_LOGIN}\"}"
              : "Example: " + URL.example());
    }
  }

  private static Map<String, String> headers(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.text().isEmpty()) {
      return Map.of();
    }
    if (!(node instanceof Node.Mapping mapping)) {
      throw Unfit.because(
          "expected keys with values, found " + node.found(),
          "Example: headers: {User-Agent: Courier}");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    mapping.entries().forEach((name, entry) -> headers.put(name, header(name, entry.value())));
    return headers;
  }

  private static String header(String name, Node value) {
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      throw Unfit.because("\"" + name + "\" is no header's name", "Example: User-Agent");
    }
    if (value instanceof Node.Reported) {
      return "";
    }
    if (!(value instanceof Node.Scalar scalar)) {
      throw Unfit.because(name + " has no text", "Example: headers: {User-Agent: Courier}");
    }
    if (SECRET_HEADER.matcher(name).matches() && !scalar.isHidden()) {
      throw Unfit.because(
          "the secret of " + name + " itself stands in the file",
          "Write " + name + ": \"${FEED_LOGIN}\" and set that variable");
    }
    if (scalar.text().chars().anyMatch(Character::isISOControl)) {
      throw Unfit.because(name + " holds a line end or control character", "Remove it");
    }
    return scalar.text();
  }
}
