package digest.feed;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads feeds from a file, or from each file of a folder. */
final class LocalFeed {

  private static final int MAX_FILES = 200;

  /** What may lie beside the feeds. */
  private static final Pattern NO_FEED =
      Pattern.compile("(?i).*\\.(png|jpe?g|gif|webp|svg|css|js|txt|md|ya?ml)");

  private final FeedParser parser;
  private final Path baseDir;
  private final int maxBytes;

  LocalFeed(FeedParser parser, Path baseDir, long maxBytes) {
    this.parser = parser;
    this.baseDir = baseDir;
    this.maxBytes = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
  }

  FetchResult fetch(Feed feed, FeedState state, Instant now) {
    String location = feed.location();
    try {
      Path path = baseDir.resolve(location.replaceFirst("^file:(//(?=/))?", ""));
      List<Path> files = files(path);
      if (files.isEmpty()) {
        return States.failed(
            feed,
            state,
            now,
            "\"%s\" is no file or folder of feeds. Check the path.".formatted(location));
      }
      String hash = hash(files);
      return hash.equals(state.etag())
          ? new FetchResult.Unchanged(States.good(feed, state.etag(), null, now))
          : read(feed, state, files, hash, now);
    } catch (IOException | InvalidPathException e) {
      return States.failed(
          feed,
          state,
          now,
          "\"%s\" cannot be read (%s). Check the path and its rights."
              .formatted(location, PlainText.ofText(String.valueOf(e.getMessage()))));
    }
  }

  private FetchResult read(Feed feed, FeedState state, List<Path> files, String hash, Instant now)
      throws IOException {
    List<ParsedFeed> read = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    @Nullable ParsedFeed understood = null;
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      String prefix = files.size() == 1 ? "" : name + ": ";
      Reading reading = parser.read(document(file, name), feed, now);
      if (reading instanceof Reading.Read one) {
        read.add(one.feed());
        one.feed().problems().forEach(problem -> problems.add(prefix + problem));
      } else {
        problems.add("\"%s\" %s".formatted(name, problem(reading)));
        understood = reading instanceof Reading.Unreadable none ? none.understood() : understood;
      }
    }
    return read.isEmpty()
        ? new FetchResult.Failed(
            States.failed(feed, state, now, problems.get(0)).state(), problems.get(0), understood)
        : new FetchResult.Fetched(States.good(feed, hash, null, now), joined(feed, read, problems));
  }

  private static String problem(Reading reading) {
    return switch (reading.verdict()) {
      case UNREADABLE -> ((Reading.Unreadable) reading).problem();
      case PAGE, FEED -> "is a page, not a feed.";
    };
  }

  private static ParsedFeed joined(Feed feed, List<ParsedFeed> read, List<String> problems) {
    Set<String> formats = new LinkedHashSet<>();
    Set<Article.Id> seen = new LinkedHashSet<>();
    List<Article> articles = new ArrayList<>();
    List<Article> leftOut = new ArrayList<>();
    for (ParsedFeed one : read) {
      leftOut.addAll(one.leftOut());
      formats.add(one.format());
      one.articles().stream().filter(article -> seen.add(article.id())).forEach(articles::add);
    }
    @Nullable String language = read.get(0).language();
    return new ParsedFeed(
        feed.location(),
        read.get(0).title(),
        String.join(", ", formats),
        language,
        articles,
        leftOut,
        problems);
  }

  private Document document(Path file, String name) throws IOException {
    byte[] bytes = start(file);
    return Document.of(bytes, "", "", name, Files.size(file) > bytes.length);
  }

  private byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maxBytes);
    }
  }

  /** Regular files only: a pipe would hang, a device has no end. */
  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(file -> Files.isRegularFile(file) && !isHidden(file))
          .filter(file -> !NO_FEED.matcher(file.toString()).matches())
          .sorted()
          .limit(MAX_FILES)
          .toList();
    }
  }

  private static boolean isHidden(Path file) {
    return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(".").startsWith(".");
  }

  /** Of names and contents, so that an unchanged feed is not read again. */
  private String hash(List<Path> files) throws IOException {
    MessageDigest hash = Identity.sha256();
    for (Path file : files) {
      hash.update(file.toString().getBytes(StandardCharsets.UTF_8));
      hash.update(start(file));
    }
    return "sha256:" + HexFormat.of().formatHex(hash.digest());
  }
}
