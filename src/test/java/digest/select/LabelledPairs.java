package digest.select;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads pairs of tellings and what they are to each other; see stories/README.txt. */
final class LabelledPairs {

  private static final Path FOLDER = Path.of("src/test/resources/stories");

  private final List<Pair> pairs = new ArrayList<>();
  private String story = "";
  private Draft base = new Draft();
  private @Nullable Draft other;
  private Likeness likeness = Likeness.OTHER;
  private String remark = "";

  private LabelledPairs() {}

  /** Two tellings and the label a reader gave them. */
  record Pair(String name, Likeness likeness, Articles one, Articles other) {}

  static List<Pair> of(String file) {
    LabelledPairs reading = new LabelledPairs();
    try {
      Files.readAllLines(FOLDER.resolve(file), StandardCharsets.UTF_8).forEach(reading::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reading.endPair();
    return reading.pairs;
  }

  private void read(String line) {
    String word = line.split(" ", 2)[0];
    String rest = line.substring(Math.min(line.length(), word.length() + 1));
    switch (word) {
      case "" -> {}
      case "story" -> begin(rest);
      case "SAME", "UPDATE", "OTHER" -> beginPair(word, rest);
      default -> take(word, rest, line);
    }
  }

  private void begin(String name) {
    endPair();
    story = name;
    base = new Draft();
  }

  private void beginPair(String label, String words) {
    endPair();
    likeness = Likeness.valueOf(label);
    remark = words;
    other = base.copy();
  }

  private void endPair() {
    if (other != null) {
      String name = likeness + " " + story + ": " + remark;
      pairs.add(new Pair(name, likeness, base.article("one"), other.article("other")));
      other = null;
    }
  }

  private void take(String word, String rest, String line) {
    if (other != null) {
      other.change(word, rest);
    } else if (word.equals("title")) {
      base.title = rest;
    } else if (line.equals("keep")) {
      base.lines.clear();
    } else {
      base.lines.add(line);
    }
  }

  /** A telling that is being written. */
  private static final class Draft {
    String title = "";
    List<String> lines = new ArrayList<>();
    final List<String> lead = new ArrayList<>();
    final List<String> tail = new ArrayList<>();
    List<Integer> kept = List.of();
    boolean chosen;
    boolean ownTitle;
    boolean curly;
    String swaps = "";
    String source = "The Courier";
    @Nullable String author;

    Draft copy() {
      Draft copy = new Draft();
      copy.title = title;
      copy.lines = new ArrayList<>(lines);
      return copy;
    }

    void change(String word, String rest) {
      switch (word) {
        case "title" -> {
          title = rest;
          ownTitle = true;
        }
        case "lead" -> lead.add(rest);
        case "tail" -> tail.add(rest);
        case "style" -> curly = rest.equals("curly");
        case "source" -> source = rest;
        case "author" -> author = rest;
        case "line" -> {
          String[] parts = rest.split(" ", 2);
          lines.set(Integer.parseInt(parts[0]) - 1, parts[1]);
        }
        case "swap" -> swaps = rest;
        case "keep" -> {
          chosen = true;
          kept =
              Arrays.stream(rest.split(" ", -1))
                  .filter(number -> !number.isEmpty())
                  .map(Integer::valueOf)
                  .toList();
        }
        default -> throw new IllegalArgumentException("no such change: " + word + " " + rest);
      }
    }

    Articles article(String id) {
      List<String> text = new ArrayList<>(lead);
      if (chosen) {
        kept.forEach(number -> text.add(swapped(lines.get(number - 1))));
      } else {
        lines.forEach(line -> text.add(swapped(line)));
      }
      text.addAll(tail);
      String html =
          text.stream().map(t -> "<p>" + styled(t) + "</p>").collect(Collectors.joining());
      return Articles.article(id)
          .title(ownTitle ? title : swapped(title))
          .html(html)
          .source(source)
          .author(author);
    }

    private String swapped(String text) {
      String swapped = text;
      for (String swap : swaps.split("\\|", -1)) {
        int equals = swap.indexOf('=');
        if (equals > 0) {
          swapped = swapped.replace(swap.substring(0, equals), swap.substring(equals + 1));
        }
      }
      return swapped;
    }

    private String styled(String text) {
      return curly ? text.replaceAll("\"([^\"]*)\"", "“$1”").replace("'", "’") : text;
    }
  }
}
