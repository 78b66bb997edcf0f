package digest.store;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** Rows as one array, an object a line. */
final class JsonWriter implements SubscriberFiles.Writer {

  private final Path file;
  private final Writer out;
  private String before = "[\n";

  JsonWriter(Path file) {
    this.file = file;
    this.out = PrivateFile.create(file);
  }

  @Override
  public void accept(SubscriberFiles.Row row) {
    Map<String, Object> values = RowValues.of(row);
    write(before + SubscriberJson.write(values));
    before = ",\n";
  }

  @Override
  public void close() {
    write(before.startsWith("[") ? "[]\n" : "\n]\n");
    try {
      out.close();
    } catch (IOException e) {
      throw PrivateFile.unwritable(file, e);
    }
  }

  private void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw PrivateFile.unwritable(file, e);
    }
  }
}
