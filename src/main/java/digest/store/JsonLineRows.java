package digest.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One object a line; a broken line is a bad row, the others go on. */
final class JsonLineRows implements SubscriberFiles.Rows {

  private static final int LONGEST = 1 << 20;

  private final TextFile text;
  private final BufferedReader reader;
  private int number;
  private SubscriberFiles.@Nullable Row next;

  JsonLineRows(TextFile text) {
    this.text = text;
    this.reader = text.reader();
  }

  @Override
  public boolean hasNext() {
    String line = next == null ? line() : null;
    while (line != null) {
      number++;
      if (!line.isBlank()) {
        next = row(line);
        return true;
      }
      line = line();
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
      reader.close();
    } catch (IOException e) {
      throw TextFile.unreadable(text.file(), e);
    }
  }

  private SubscriberFiles.Row row(String line) {
    try {
      Map<String, Object> values = SubscriberJson.values(line);
      return Columns.row(number, values);
    } catch (JacksonException e) {
      if (number == 1) {
        throw text.broken("line 1 is no whole JSON object; expected an array or one object a line");
      }
      return Columns.unreadable(number, Texts.oneLine(line), "the line is no JSON object");
    }
  }

  private @Nullable String line() {
    try {
      return Texts.line(reader, LONGEST);
    } catch (IOException e) {
      throw text.broken("line " + (number + 1) + " cannot be read: " + e.getMessage());
    }
  }
}
