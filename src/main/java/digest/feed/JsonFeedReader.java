package digest.feed;

import digest.edition.Article.Access;
import digest.edition.Image;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedReader {

  private final JsonDocument json;
  private final String address;

  /**
   * @param address where the document came from, absolute, or empty
   */
  JsonFeedReader(JsonDocument json, String address) {
    this.json = json;
    this.address = address;
  }

  RawFeed read() {
    String site = Hrefs.resolve(address, json.text("home_page_url")).orElse("");
    String base = Bases.of(address, site);
    String version = json.text("version").replaceFirst(".*/", "");
    String format = "JSON Feed" + (version.matches("\\d(\\.\\d)?") ? " " + version : "");
    List<Entry> entries = json.items().stream().map(item -> entry(item, base)).toList();
    String title = PlainText.ofTextOrHtml(json.text("title"));
    return new RawFeed(format, title, site, json.text("language"), entries, json.problems());
  }

  private Entry entry(JsonNode item, String base) {
    List<String> topics = topics(item);
    String id = JsonDocument.text(item, "id");
    List<String> links =
        Stream.of("url", "external_url")
            .map(name -> JsonDocument.text(item, name))
            .filter(link -> !link.isEmpty())
            .toList();
    boolean isFeatured = Openness.isFeatured(topics);
    return new Entry(
        new Entry.Keys(id, links, List.of(id), base),
        words(item),
        texts(item, "date_published"),
        images(item),
        new Entry.Marks(
            topics,
            related(item),
            isFeatured,
            Openness.isClosed(topics) ? Access.RESTRICTED : Access.OPEN));
  }

  private Entry.Words words(JsonNode item) {
    String html = JsonDocument.text(item, "content_html");
    String text = JsonDocument.text(item, "content_text");
    String summary = JsonDocument.text(item, "summary");
    return new Entry.Words(
        PlainText.ofTextOrHtml(JsonDocument.text(item, "title")),
        author(item),
        html.isEmpty() ? PlainText.toHtml(text) : html,
        PlainText.looksLikeHtml(summary) ? summary : PlainText.toHtml(summary),
        JsonDocument.text(item, "language"));
  }

  /** Version 1.1 has several authors, 1.0 one; without own ones the feed's count. */
  private String author(JsonNode item) {
    String own = names(Stream.of(item.path("authors"), item.path("author")));
    return own.isEmpty()
        ? names(
            Stream.of("authors", "author")
                .flatMap(name -> Stream.ofNullable(json.head().get(name))))
        : own;
  }

  /** Lists, or single ones, of objects, or of names. */
  private static String names(Stream<JsonNode> authors) {
    return People.joined(
        authors
            .flatMap(author -> author.isArray() ? author.valueStream() : Stream.of(author))
            .map(author -> author.isString() ? author : author.path("name"))
            .map(name -> People.name(JsonDocument.text(name)))
            .toList());
  }

  /** A list, or words between commas. */
  private static List<String> topics(JsonNode item) {
    JsonNode tags = item.path("tags");
    return tags.isArray()
        ? tags.valueStream().map(JsonDocument::text).toList()
        : List.of(JsonDocument.text(tags).split(",", -1));
  }

  private static List<Image> images(JsonNode item) {
    List<Image> images = new ArrayList<>();
    texts(item, "image", "banner_image").forEach(url -> images.add(new Image(url, "", 0, 0)));
    for (JsonNode attachment : JsonDocument.list(item, "attachments")) {
      String type = JsonDocument.text(attachment, "mime_type");
      if (type.startsWith("image/") && !type.contains("svg")) {
        String alt = PlainText.ofText(JsonDocument.text(attachment, "title"));
        images.add(new Image(JsonDocument.text(attachment, "url"), alt, 0, 0));
      }
    }
    return images;
  }

  /** No part of the standard, but of some feeds: addresses, or objects with title and address. */
  private static List<Related> related(JsonNode item) {
    return Stream.of("related", "_related")
        .flatMap(name -> JsonDocument.list(item, name).stream())
        .map(
            related ->
                related.isString()
                    ? new Related("", JsonDocument.text(related), null)
                    : relatedTo(related))
        .toList();
  }

  private static Related relatedTo(JsonNode related) {
    String url = texts(related, "url", "link").stream().findFirst().orElse("");
    return new Related(PlainText.ofTextOrHtml(JsonDocument.text(related, "title")), url, null);
  }

  private static List<String> texts(JsonNode parent, String... names) {
    return Stream.of(names)
        .map(name -> JsonDocument.text(parent, name))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
