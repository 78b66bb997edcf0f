package digest.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small feed with one oddity, and what must be understood of it; see {@code feeds/odd/README}.
 *
 * @param name of the oddity
 * @param expected by field
 */
record OddFeed(
    String name, Map<String, String> settings, Map<String, String> expected, String text) {

  private static final Path FOLDER = Fixtures.FOLDER.resolve("odd");

  private static final Pattern CODE =
      Pattern.compile("\\\\u(?:\\{(\\p{XDigit}+)}|(\\p{XDigit}{4}))");
  private static final Pattern BYTE = Pattern.compile("\\\\x(\\p{XDigit}{2})");
  private static final Pattern REPEATED = Pattern.compile("⟦(.+?)×(\\d+)⟧", Pattern.DOTALL);

  private static final List<String> SETTINGS = List.of("in", "as", "bytes");

  private static final String SPACES =
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
          + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
          + " xmlns:media=\"http://search.yahoo.com/mrss/\""
          + " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
          + " xmlns:googleplay=\"http://www.google.com/schemas/play-podcasts/1.0\""
          + " xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\""
          + " xmlns:atom=\"http://www.w3.org/2005/Atom\"";

  private static final String RSS =
      "<rss version=\"2.0\"" + SPACES + "><channel><title>Tide Table</title>%s</channel></rss>";

  private static final String SITE = "<link>https://tide.example/</link>";

  private static final String ATOM =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:app=\"http://www.w3.org/2007/app\""
          + SPACES
          + "><title>Tide Table</title><link href=\"https://tide.example/\"/>%s</feed>";

  /** What stands around a text that is only a part of a feed. */
  private static final Map<String, String> AROUND =
      Map.of(
          "channel", RSS,
          "channel of a site", RSS.formatted(SITE + "%s"),
          "item",
              RSS.formatted(
                  SITE + "<item><title>One</title><link>https://tide.example/1</link>%s</item>"),
          "bare item", RSS.formatted(SITE + "<item>%s</item>"),
          "pubDate",
              RSS.formatted(
                  "<item><title>One</title><link>https://tide.example/1</link><pubDate>%s</pubDate></item>"),
          "feed", ATOM,
          "entry",
              ATOM.formatted(
                  "<entry><id>tag:1</id><title>One</title><link href=\"https://tide.example/1\"/>%s</entry>"),
          "bare entry", ATOM.formatted("<entry>%s</entry>"),
          "json",
              "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Tide Table\",\"items\":[%s]}");

  /** All of them, in the order of the files. */
  static Stream<OddFeed> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .flatMap(OddFeed::in)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<OddFeed> in(Path file) {
    try {
      return Stream.of(Files.readString(file).split("(?m)^=== ", -1)).skip(1).map(OddFeed::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OddFeed read(String section) {
    String[] parts = section.split("\n---\n", 2);
    List<String> head = parts[0].lines().toList();
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> expected = new LinkedHashMap<>();
    for (String line : head.subList(1, head.size())) {
      String[] field = line.split(":", 2);
      (SETTINGS.contains(field[0]) ? settings : expected)
          .put(field[0], unescaped(field[1].strip()));
    }
    return new OddFeed(head.get(0), settings, expected, parts[1].strip());
  }

  /** The media type to serve it with, or null when it is a file. */
  @Nullable String mediaType() {
    return settings.get("as");
  }

  /** The whole document. */
  byte[] document() {
    String around = Optional.ofNullable(settings.get("in")).map(AROUND::get).orElse("%s");
    String whole = unescaped(around.replace("%s", text));
    Charset charset = Charset.forName(settings.getOrDefault("bytes", "UTF-8"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher code = BYTE.matcher(whole);
    int from = 0;
    for (; code.find(); from = code.end()) {
      bytes.writeBytes(whole.substring(from, code.start()).getBytes(charset));
      bytes.write(Integer.parseInt(code.group(1), 16));
    }
    bytes.writeBytes(whole.substring(from).getBytes(charset));
    return bytes.toByteArray();
  }

  private static String unescaped(String value) {
    String plain = CODE.matcher(value).replaceAll(OddFeed::character);
    return REPEATED
        .matcher(plain)
        .replaceAll(r -> Matcher.quoteReplacement(r.group(1).repeat(Integer.parseInt(r.group(2)))));
  }

  private static String character(MatchResult code) {
    String hex = code.group(1) == null ? code.group(2) : code.group(1);
    return Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex, 16)));
  }

  @Override
  public String toString() {
    return name;
  }
}
