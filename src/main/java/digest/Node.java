package digest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of the configuration file with its line; what it means is decided elsewhere. */
sealed interface Node {

  /** The line it begins on, from 1. */
  int line();

  /** What stands there, for "found …"; never what a variable holds. */
  String found();

  /**
   * A single value.
   *
   * @param text with variables filled in: may be a secret
   * @param written as in the file, {@code ${NAME}} and all
   * @param variable the environment variable that overrides the file here, or null
   */
  record Scalar(String text, String written, int line, @Nullable String variable) implements Node {

    private static final int LONGEST_SHOWN = 60;

    static Scalar of(String text, int line) {
      return new Scalar(text, text, line, null);
    }

    /** Whether {@code text} must not be shown: it came out of a variable. */
    boolean isHidden() {
      return !text.equals(written);
    }

    @Override
    public String found() {
      String line = written.replaceAll("\\s+", " ");
      if (line.codePointCount(0, line.length()) > LONGEST_SHOWN) {
        line = line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
      }
      return "\"" + line + "\"";
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** Values in order. */
  record Sequence(List<Node> items, int line) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String found() {
      return "a list";
    }
  }

  /** Keys and values, in the order of the file. */
  record Mapping(Map<String, Entry> entries, int line) implements Node {
    @Override
    public String found() {
      return "keys with values";
    }
  }

  /**
   * A key's value.
   *
   * @param line of the key
   */
  record Entry(Node value, int line) {}

  /** A key without a value, or {@code null}: as if left out. */
  record Blank(int line) implements Node {
    @Override
    public String found() {
      return "nothing";
    }
  }

  /** A value whose fault has been told already. */
  record Reported(int line) implements Node {
    @Override
    public String found() {
      return "a fault";
    }
  }
}
