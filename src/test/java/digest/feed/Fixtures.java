package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Documents as real sites make them, with invented content, and how they are read. */
final class Fixtures {

  static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");

  static final Path FOLDER = Path.of("src/test/resources/feeds");

  private Fixtures() {}

  static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read as if it came from this address. */
  static ParsedFeed read(String file, String address) {
    return feed(reading(bytes(file), "", address));
  }

  static ParsedFeed readText(String document) {
    return feed(reading(document.getBytes(StandardCharsets.UTF_8), "", "https://x.example/feed"));
  }

  /** An RSS feed of these items. */
  static ParsedFeed rss(String... items) {
    return readText(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://x.example/</link>"
            + String.join("", items)
            + "</channel></rss>");
  }

  static Reading reading(byte[] bytes, String contentType, String address) {
    Document document = Document.of(bytes, contentType, address, "x.example", false);
    return new FeedParser(host -> host.equals("127.0.0.1"))
        .read(document, Feed.at("https://x.example/feed"), NOW);
  }

  static ParsedFeed feed(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).feed();
  }
}
