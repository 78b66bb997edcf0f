package digest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as a table that a spreadsheet shows and runs nothing of. */
final class CsvWriter implements SubscriberFiles.Writer {

  private final Path file;
  private final de.siegmar.fastcsv.writer.CsvWriter table;

  CsvWriter(Path file) {
    this.file = file;
    this.table = de.siegmar.fastcsv.writer.CsvWriter.builder().build(PrivateFile.create(file));
    table.writeRecord(Columns.ALL);
  }

  @Override
  public void accept(SubscriberFiles.Row row) {
    Map<String, Object> values = RowValues.of(row);
    try {
      table.writeRecord(Columns.ALL.stream().map(name -> cell(values.get(name))).toList());
    } catch (UncheckedIOException e) {
      throw PrivateFile.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      table.close();
    } catch (IOException e) {
      throw PrivateFile.unwritable(file, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static String cell(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return Cells.neutral(Cells.of((List<String>) list));
    }
    if (value instanceof Map<?, ?> map) {
      return Cells.neutral(Cells.of((Map<String, String>) map));
    }
    return value == null ? "" : Cells.neutral(value.toString());
  }
}
