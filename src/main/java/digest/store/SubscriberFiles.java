package digest.store;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files of subscribers: CSV (comma, semicolon or tab, with a header) and JSON (an array, or one
 * object a line), in whatever encoding the bytes say.
 */
public final class SubscriberFiles {

  private SubscriberFiles() {}

  /**
   * A file's row, as it was written; nothing in it is checked but its shape.
   *
   * @param number as a spreadsheet counts: a header is row 1; in JSON the first object is 1
   * @param address empty when there was none
   * @param problem why the row cannot be read at all, or null
   */
  public record Row(
      int number,
      String address,
      Profile profile,
      Membership membership,
      @Nullable String problem) {}

  /**
   * What a row says of the person; null means that it says nothing.
   *
   * @param attributes everything else, by the column's name
   */
  public record Profile(
      @Nullable String name,
      @Nullable String locale,
      @Nullable String zone,
      @Nullable List<String> topics,
      @Nullable String created,
      Map<String, String> attributes) {
    /** Nothing known. */
    public static final Profile EMPTY = new Profile(null, null, null, null, null, Map.of());

    /** Copies the map. */
    public Profile {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * What a row says of lists and newsletters; null means that it says nothing.
   *
   * @param lists empty means none
   * @param stops newsletters the person wants no more of
   * @param suppressed why the address must not be mailed
   */
  public record Membership(
      @Nullable List<String> lists,
      @Nullable String status,
      @Nullable String since,
      Consent consent,
      List<String> stops,
      @Nullable String suppressed) {
    /** Nothing known. */
    public static final Membership EMPTY =
        new Membership(null, null, null, Consent.EMPTY, List.of(), null);

    /** Copies the list. */
    public Membership {
      stops = List.copyOf(stops);
    }
  }

  /** What a row says of the consent. */
  public record Consent(
      @Nullable String at, @Nullable String source, @Nullable String ip, @Nullable String text) {
    /** Nothing known. */
    public static final Consent EMPTY = new Consent(null, null, null, null);
  }

  /** The rows of a file, read as they are asked for; to be closed. */
  public interface Rows extends Iterator<Row>, AutoCloseable {
    @Override
    void close();
  }

  /** Takes rows and writes them; to be closed. */
  public interface Writer extends Consumer<Row>, AutoCloseable {
    @Override
    void close();
  }

  /**
   * Opens a file. It is read to its end once before the first row is given, so that a file that is
   * broken at its end writes nothing.
   *
   * @throws StoreFault one line saying what is wrong with the file as a whole
   */
  public static Rows open(Path file) {
    TextFile text = TextFile.of(file);
    try (Rows check = rows(text)) {
      check.forEachRemaining(row -> {});
    }
    return rows(text);
  }

  /**
   * Writes a file that {@link #open} reads back to the same rows; its format is its name's ending.
   * Cells that a spreadsheet would take for a formula begin with an apostrophe.
   *
   * @throws StoreFault when it cannot be written
   */
  public static Writer create(Path file) {
    return file.toString().endsWith(".json") ? new JsonWriter(file) : new CsvWriter(file);
  }

  private static Rows rows(TextFile text) {
    return switch (text.shape()) {
      case ARRAY -> new JsonArrayRows(text);
      case LINES -> new JsonLineRows(text);
      case TABLE -> new CsvRows(text);
    };
  }
}
