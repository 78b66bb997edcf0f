package digest.store;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a table with a header. */
final class CsvRows implements SubscriberFiles.Rows {

  private static final int LONGEST_CELL = 1 << 20;
  private static final int MOST_COLUMNS = 1000;

  private final TextFile text;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private int number = 1;
  private SubscriberFiles.@Nullable Row next;

  CsvRows(TextFile text) {
    this.text = text;
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_CELL)
            .ofCsvRecord(text.reader())
            .iterator();
    this.header = header();
  }

  @Override
  public boolean hasNext() {
    while (next == null && more()) {
      CsvRecord line = read();
      number++;
      next = isBlank(line) ? null : row(line);
    }
    return next != null;
  }

  @Override
  public SubscriberFiles.Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    SubscriberFiles.Row row = Objects.requireNonNull(next);
    next = null;
    return row;
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw TextFile.unreadable(text.file(), e);
    }
  }

  private List<String> header() {
    List<String> names = more() ? read().getFields() : List.of();
    if (names.stream().noneMatch(name -> "address".equals(Columns.of(name)))) {
      close();
      throw text.broken(
          "no column is called \"address\" or \"email\"; the first line is: "
              + Texts.oneLine(String.join(", ", names)));
    }
    return names;
  }

  private SubscriberFiles.Row row(CsvRecord line) {
    if (line.getFieldCount() > header.size()) {
      return Columns.unreadable(
          number,
          line.getField(0),
          "it has " + line.getFieldCount() + " cells, the header has " + header.size());
    }
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < line.getFieldCount(); i++) {
      values.put(header.get(i), Cells.plain(line.getField(i)));
    }
    return Columns.row(number, values);
  }

  private boolean more() {
    try {
      return records.hasNext();
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken(e);
    }
  }

  private CsvRecord read() {
    try {
      CsvRecord line = records.next();
      if (line.getFieldCount() > MOST_COLUMNS) {
        throw text.broken("a row has more than " + MOST_COLUMNS + " cells; is it a table?");
      }
      return line;
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken(e);
    }
  }

  private StoreFault broken(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return text.broken(
        "the table breaks off after row "
            + number
            + " ("
            + Texts.oneLine("" + cause.getMessage())
            + ")");
  }

  private static boolean isBlank(CsvRecord line) {
    return line.getFields().stream().allMatch(String::isBlank);
  }

  /** Whichever stands most often in the first line. */
  private static char separator(TextFile text) {
    try (BufferedReader reader = text.reader()) {
      String line = Texts.line(reader, LONGEST_CELL);
      char best = ',';
      for (char each : new char[] {';', '\t'}) {
        best = count(line, each) > count(line, best) ? each : best;
      }
      return best;
    } catch (IOException e) {
      throw TextFile.unreadable(text.file(), e);
    }
  }

  private static long count(@Nullable String line, char separator) {
    return line == null ? 0 : line.chars().filter(c -> c == separator).count();
  }
}
