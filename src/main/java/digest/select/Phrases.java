package digest.select;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that pages and feeds put around an article, in many languages; compared by {@link Key}. */
final class Phrases {

  /** Blocks that end an article (picking T4). */
  static final Set<String> BOUNDARIES = keys("boundary");

  /** Lines below an article, and sometimes above it (picking T4). */
  static final Set<String> FOOTS = keys("foot");

  /** Lines that say only what is beside the text: advertisements, share links (picking T4). */
  static final Set<String> NOTICES = keys("notice");

  /** Words that make a line with a number a date line (picking T5). */
  static final Set<String> DATED = keys("dated");

  /** Words behind an author's name (picking T5). */
  static final Set<String> SIGNED = keys("signed");

  /** What is no name in a byline: "von der", "and" (picking T5). */
  static final Set<String> PARTICLES = keys("particle");

  /** Words before the colon and the photographer's name (picking T5). */
  static final Set<String> CREDITS = keys("credit");

  /** The link at the end of a shortened text (picking T2). */
  static final Set<String> MORE = keys("more");

  /** Words before an author's name (picking T5). */
  static final Set<String> BYLINES = keys("byline");

  /** Words of a date line, beside months and weekdays (picking T5). */
  static final Set<String> DATES = keys("date");

  /** Bylines that are not the source's own (picking D3). */
  static final Set<String> AGENCIES = keys("agency");

  /** Beginning and middle of the sentence a feed adds below. */
  static final List<Trailer> TRAILERS = all("trailer").map(Trailer::of).toList();

  private Phrases() {}

  /** {@code The post … appeared first on}: where such a sentence begins and what it holds. */
  record Trailer(String start, String middle) {

    static Trailer of(String phrase) {
      String[] parts = phrase.split("…", 2);
      return new Trailer(parts[0].strip() + " ", " " + parts[1].strip() + " ");
    }

    boolean matches(String text) {
      return text.startsWith(start) && text.contains(middle);
    }
  }

  private static Set<String> keys(String kind) {
    return all(kind).map(Key::of).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> all(String kind) {
    return Lines.of("phrases.txt").stream()
        .map(line -> line.split(" ", 3))
        .filter(parts -> parts[0].equals(kind))
        .flatMap(parts -> Arrays.stream(parts[2].split(";", -1)))
        .map(String::strip)
        .filter(phrase -> !phrase.isEmpty());
  }
}
