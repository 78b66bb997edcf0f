package digest.feed;

import digest.edition.Article.Access;
import digest.edition.Image;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the posts of WordPress's REST API, {@code /wp-json/wp/v2/posts?_embed}. */
final class WordPressReader {

  /** Other taxonomies are a theme's own business. */
  private static final Set<String> TOPICS = Set.of("category", "post_tag");

  private final JsonDocument json;
  private final String address;

  /**
   * @param address where the document came from, absolute, or empty
   */
  WordPressReader(JsonDocument json, String address) {
    this.json = json;
    this.address = address;
  }

  /** Whether the document is a list of posts, and not just any list. */
  static boolean isListOfPosts(JsonDocument json) {
    return json.isList()
        && json.items().stream().anyMatch(item -> item.path("title").path("rendered").isString());
  }

  RawFeed read() {
    String first =
        json.items().stream().map(post -> JsonDocument.text(post, "link")).findFirst().orElse("");
    String site = Hrefs.resolve(address.isEmpty() ? first : address, "/").orElse("");
    List<Entry> entries =
        json.items().stream().map(post -> entry(post, Bases.of(address, site))).toList();
    return new RawFeed("WordPress REST", siteTitle(), site, "", entries, json.problems());
  }

  /** Posts do not name their site, but for those an SEO plug-in has been at. */
  private String siteTitle() {
    return json.items().stream()
        .map(post -> JsonDocument.text(post.path("yoast_head_json"), "og_site_name"))
        .filter(name -> !name.isEmpty())
        .map(PlainText::ofHtml)
        .findFirst()
        .orElse("");
  }

  private static Entry entry(JsonNode post, String base) {
    List<String> topics = topics(post);
    boolean isFeatured = post.path("sticky").asBoolean(false) || Openness.isFeatured(topics);
    String guid = JsonDocument.text(post.path("guid"), "rendered");
    return new Entry(
        new Entry.Keys(guid, links(post), List.of(guid), base),
        words(post),
        dates(post),
        images(post),
        new Entry.Marks(topics, related(post), isFeatured, access(post, topics)));
  }

  private static List<String> links(JsonNode post) {
    String link = JsonDocument.text(post, "link");
    return link.isEmpty() ? List.of() : List.of(link);
  }

  private static Entry.Words words(JsonNode post) {
    return new Entry.Words(
        PlainText.ofHtml(JsonDocument.text(post.path("title"), "rendered")),
        author(post),
        JsonDocument.text(post.path("content"), "rendered"),
        JsonDocument.text(post.path("excerpt"), "rendered"),
        JsonDocument.text(post, "lang"));
  }

  private static String author(JsonNode post) {
    return JsonDocument.list(post.path("_embedded"), "author").stream()
        .map(author -> People.name(JsonDocument.text(author, "name")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** {@code date_gmt} is UTC and does not say so; {@code date} is the site's local time. */
  private static List<String> dates(JsonNode post) {
    String utc = JsonDocument.text(post, "date_gmt");
    String local = JsonDocument.text(post, "date");
    return Stream.of(utc.isEmpty() ? "" : utc.replaceFirst("Z?$", "Z"), local)
        .filter(date -> !date.isEmpty())
        .toList();
  }

  private static List<String> topics(JsonNode post) {
    return JsonDocument.list(post.path("_embedded"), "wp:term").stream()
        .flatMap(JsonNode::valueStream)
        .filter(term -> TOPICS.contains(JsonDocument.text(term, "taxonomy")))
        .map(term -> PlainText.ofHtml(JsonDocument.text(term, "name")))
        .toList();
  }

  private static List<Image> images(JsonNode post) {
    List<Image> images = new ArrayList<>();
    for (JsonNode media : JsonDocument.list(post.path("_embedded"), "wp:featuredmedia")) {
      JsonNode details = media.path("media_details");
      String alt = PlainText.ofHtml(JsonDocument.text(media, "alt_text"));
      int width = JsonDocument.number(details, "width");
      int height = JsonDocument.number(details, "height");
      images.add(new Image(JsonDocument.text(media, "source_url"), alt, width, height));
    }
    String jetpack = JsonDocument.text(post, "jetpack_featured_media_url");
    images.add(new Image(jetpack, "", 0, 0));
    images.removeIf(image -> image.url().isEmpty());
    return images;
  }

  private static List<Related> related(JsonNode post) {
    return JsonDocument.list(post, "jetpack-related-posts").stream()
        .map(
            related ->
                new Related(
                    PlainText.ofHtml(JsonDocument.text(related, "title")),
                    JsonDocument.text(related, "url"),
                    null))
        .toList();
  }

  private static Access access(JsonNode post, List<String> topics) {
    String status = JsonDocument.text(post, "status").toLowerCase(Locale.ROOT);
    if (!status.isEmpty() && !status.equals("publish")) {
      return Access.UNPUBLISHED;
    }
    boolean isProtected = post.path("content").path("protected").asBoolean(false);
    String robots = JsonDocument.text(post.path("yoast_head_json").path("robots"), "index");
    boolean isClosed = isProtected || robots.equals("noindex") || Openness.isClosed(topics);
    return isClosed ? Access.RESTRICTED : Access.OPEN;
  }
}
