package digest.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A whole installation made for a bench: configuration, feed, readers, look and store. */
record BenchFolder(Path path) {

  static final String NEWSLETTER = "bench";
  private static final String STORE = "digest.db";
  private static final String LOOK = "digest.html.ftlh";
  private static final List<String> GIVEN =
      List.of("Ana", "Tom", "Mei", "Søren", "Jack", "Lucía", "Ivan", "Grace", "Zoë", "Ngozi");
  private static final List<String> FAMILY =
      List.of("Nováková", "O'Hara", "Lin", "Dahl & Co", "Smith", "Gómez", "Petrov", "Hopper");

  /** Teasers of this length make twelve articles a message of about 38 KB. */
  private static final int TEASER_WORDS = 42;

  /** Writes what an edition is built from. */
  void fill(BenchOrder order, BenchArticles articles, Instant now) {
    Writing.file(path.resolve("feed.json"), articles.feed(now));
    configure(order, articles);
    if (order.isFull()) {
      lookWithLogic();
    }
  }

  /** Writes the configuration, whose relay may be another each time. */
  void configure(BenchOrder order, BenchArticles articles) {
    Writing.file(config(), yaml(order, articles));
  }

  Path config() {
    return path.resolve("digest.yaml");
  }

  /** A file for the importer: {@code user0@example.test} and so on, each with a name. */
  Path readers(int count) {
    Path file = path.resolve("readers.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("address,name,status\n");
      for (int i = 0; i < count; i++) {
        out.write("user" + i + "@example.test," + name(i) + ",confirmed\n");
      }
      return file;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** A fresh copy of the store that was prepared in this folder, nothing else. */
  void copyStore(BenchFolder to) {
    try {
      Files.createDirectories(to.path);
      Files.copy(path.resolve(STORE), to.path.resolve(STORE));
    } catch (IOException e) {
      throw unusable(to.path, e);
    }
  }

  /** What the system still holds back is written to the disk. */
  void force() {
    try (FileChannel store = FileChannel.open(path.resolve(STORE), StandardOpenOption.WRITE)) {
      store.force(true);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Gives it another name; false when somebody else has done so. */
  boolean moveTo(Path other) {
    try {
      Files.move(path, other, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Deletes all of it; what is gone already is no fault. */
  void delete() {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static String name(int i) {
    String family = FAMILY.get(i / GIVEN.size() % FAMILY.size());
    return GIVEN.get(i % GIVEN.size()) + " " + family + " " + i;
  }

  /** The shipped look, but for the greeting. */
  private void lookWithLogic() {
    Path look = path.resolve("templates");
    Bundled.files("templates", LOOK)
        .forEach((name, bytes) -> Writing.file(look.resolve(name), bytes));
    Path page = look.resolve(LOOK);
    try {
      String shipped = Files.readString(page);
      String changed =
          shipped.replace("\"name\": recipient.name}", "\"name\": recipient.name?upper_case}");
      if (changed.equals(shipped)) {
        throw new IllegalStateException(LOOK + " greets nobody, so --full changes nothing");
      }
      Files.writeString(page, changed);
    } catch (IOException e) {
      throw unusable(page, e);
    }
  }

  private static String yaml(BenchOrder order, BenchArticles articles) {
    String sections =
        articles.sections().stream()
            .filter(section -> !section.isEmpty())
            .map(section -> "        - {name: " + quoted(section) + "}\n")
            .collect(Collectors.joining());
    return """
        site: {title: Bench, url: https://news.example.test, postalAddress: "12 Old Quay, 4021 Alder Bay"}
        %srelays:
          - {host: 127.0.0.1, port: %d, tls: %s, connections: %d}
        sending: {window: %d, giveUpAfter: 30d}
        web: {publicUrl: "https://news.example.test"}
        %slists:
          - {id: readers, title: Readers, optIn: single}
        newsletters:
          - id: bench
            title: Bench
            tagline: The same articles for everybody
            from: "Digest <digest@example.test>"
            list: readers
            feeds:
              - {url: feed.json, source: Bench}
            cadence: {cron: "0 0 7 ? * *", zone: UTC}
            approval: required
            rules:
              max: %d
              moreNews: %d
              maxAge: 3d
              settle: 0s
              related: 0
              relatedPosts: 0
              sections:
        %s    teaser: {words: %d, lead: {words: %d}}
        """
        .formatted(
            database(order),
            Math.max(1, order.port()),
            order.tls().key(),
            order.connections(),
            order.window(),
            dkim(order),
            articles.all().size(),
            articles.all().size(),
            sections,
            TEASER_WORDS,
            TEASER_WORDS);
  }

  private static String database(BenchOrder order) {
    if (order.database() == null) {
      return "";
    }
    String username = order.username() == null ? "" : ", username: " + quoted(order.username());
    return "database: {url: " + quoted(order.database()) + username + "}\n";
  }

  private static String dkim(BenchOrder order) {
    return order.dkim() == null
        ? ""
        : "dkim: {domain: example.test, selector: bench, key: "
            + quoted(order.dkim().toAbsolutePath().toString())
            + "}\n";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  static CommandFault unusable(Path place, IOException e) {
    return new CommandFault(
        String.format(
            Locale.ROOT,
            "\"%s\" cannot be written or read (%s). Free it, or choose another place: --store FOLDER",
            place,
            e),
        e);
  }
}
