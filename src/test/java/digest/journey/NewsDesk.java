package digest.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Two newsrooms that publish, back-date, edit, share wire copy, withdraw and fall silent, each day
 * as chance has it. The same seed gives the same history.
 */
final class NewsDesk {

  private static final int KEPT = 25;
  private static final List<String> THINGS =
      List.of(
          "harbour",
          "bridge",
          "ferry",
          "library",
          "market",
          "school",
          "tram",
          "lighthouse",
          "council",
          "choir",
          "bakery",
          "museum",
          "canal",
          "hospital",
          "orchard",
          "theatre");
  private static final List<String> DOINGS =
      List.of(
          "reopens after",
          "closes before",
          "celebrates",
          "loses a vote on",
          "pays for",
          "rebuilds",
          "argues about",
          "forgets",
          "paints",
          "measures",
          "lends out",
          "counts");

  private final Random random;
  private final Path folder;
  private final List<List<Item>> feeds = List.of(new ArrayList<>(), new ArrayList<>());
  private int published;

  NewsDesk(long seed, Path folder) {
    this.random = new Random(seed);
    this.folder = folder;
  }

  /** What one feed says of one article. */
  private record Item(String guid, String link, String title, String text, String date) {}

  static String feed(int number) {
    return "room" + number + ".xml";
  }

  /** One day's work; then both feeds are written, or one is missing. */
  void work(Instant now) {
    int articles = random.nextInt(4) == 0 ? 20 : random.nextInt(6);
    for (int i = 0; i < articles; i++) {
      publish(now);
    }
    if (random.nextInt(3) == 0) {
      edit();
    }
    for (int room = 0; room < feeds.size(); room++) {
      write(room);
    }
  }

  private void publish(Instant now) {
    int number = published++;
    int room = random.nextInt(feeds.size());
    Item item =
        new Item(
            "g" + number,
            "https://room"
                + room
                + ".example.org/"
                + number
                + (number % 3 == 0 ? "?utm_source=x" : ""),
            title(),
            text(),
            date(now));
    add(room, item);
    if (random.nextInt(5) == 0) {
      String other = "https://room" + (1 - room) + ".example.org/wire/" + number;
      add(1 - room, new Item("w" + number, other, item.title(), item.text(), item.date()));
    }
  }

  private void add(int room, Item item) {
    List<Item> feed = feeds.get(room);
    feed.add(0, item);
    if (feed.size() > KEPT) {
      feed.remove(feed.size() - 1);
    }
  }

  private void edit() {
    List<Item> feed = feeds.get(random.nextInt(feeds.size()));
    if (!feed.isEmpty()) {
      Item old = feed.get(0);
      feed.set(
          0, new Item(old.guid(), old.link(), old.title() + " (corrected)", text(), old.date()));
    }
  }

  /** Of the last hours; sometimes of days ago, of tomorrow, of nonsense, or none. */
  private String date(Instant now) {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> rfc822(now.minus(Duration.ofHours(20 + random.nextInt(100))));
      case 2 -> rfc822(now.plus(Duration.ofHours(1 + random.nextInt(40))));
      case 3 -> "the day before yesterday";
      default -> rfc822(now.minus(Duration.ofMinutes(random.nextInt(1500))));
    };
  }

  private static String rfc822(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .withLocale(Locale.ENGLISH)
        .format(instant.atOffset(ZoneOffset.UTC));
  }

  private String title() {
    return "The " + thing() + " " + one(DOINGS) + " the " + thing() + " of " + thing() + " street";
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append("The ").append(thing()).append(' ').append(one(DOINGS)).append(" the ");
      text.append(thing()).append(i % 4 == 3 ? ". " : ", and ");
    }
    return text.toString();
  }

  private String thing() {
    return one(THINGS) + random.nextInt(9);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A missing file is a server that is down. */
  private void write(int room) {
    try {
      Path file = folder.resolve(feed(room));
      if (random.nextInt(6) == 0) {
        Files.deleteIfExists(file);
        return;
      }
      StringBuilder items = new StringBuilder();
      for (Item item : feeds.get(room)) {
        items.append(
            "<item><title>%s</title><guid isPermaLink=\"false\">%s</guid><link>%s</link>"
                    .formatted(item.title(), item.guid(), item.link())
                + (item.date().isEmpty() ? "" : "<pubDate>" + item.date() + "</pubDate>")
                + "<description>"
                + item.text()
                + "</description></item>");
      }
      Files.writeString(
          file,
          "<rss version=\"2.0\"><channel><title>Room "
              + room
              + "</title>"
              + "<link>https://room"
              + room
              + ".example.org</link><description>d</description>"
              + items
              + "</channel></rss>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
