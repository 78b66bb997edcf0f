package digest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** A feed that is a file, written anew as often as it is asked for. */
final class TestFeed {

  private final Path file;
  private final InstantSource clock;

  TestFeed(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** A single article, an hour old, like no other. */
  void ofOne(int number) {
    Random words = new Random(number);
    String title = "Number" + number + words(words, 6);
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ENGLISH)
            .format(clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
    write(
        "<rss version=\"2.0\"><channel><title>Courier</title><link>https://courier.example.org</link>"
            + "<description>d</description><item><title>%s</title><guid>n%d</guid>"
                .formatted(title, number)
            + "<link>https://courier.example.org/n/%d</link><pubDate>%s</pubDate>"
                .formatted(number, date)
            + "<description><![CDATA[<p>%s.</p>]]></description></item></channel></rss>"
                .formatted(words(words, 40).strip()));
  }

  /** None. */
  void away() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many articles, the newest an hour old. */
  void of(int articles) {
    StringBuilder items = new StringBuilder();
    for (int i = 1; i <= articles; i++) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME
              .withLocale(Locale.ENGLISH)
              .format(clock.instant().minus(Duration.ofHours(i)).atOffset(ZoneOffset.UTC));
      items.append(
          "<item><title>Harbour story number %d of the day</title><guid>g%d</guid>".formatted(i, i)
              + "<link>https://courier.example.org/%d</link><pubDate>%s</pubDate>"
                  .formatted(i, date)
              + "<description><![CDATA[<p>The harbour master counted boat number %d twice,"
                  .formatted(i)
              + " and found it seaworthy.</p>]]></description></item>");
    }
    write(
        "<rss version=\"2.0\"><channel><title>Courier</title><link>https://courier.example.org</link>"
            + "<description>d</description>"
            + items
            + "</channel></rss>");
  }

  private static String words(Random random, int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(' ');
      for (int letter = 0; letter < 7; letter++) {
        words.append((char) ('a' + random.nextInt(26)));
      }
    }
    return words.toString();
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
