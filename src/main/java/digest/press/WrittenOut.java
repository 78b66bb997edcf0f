package digest.press;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words of the house as one text that is the same in every process. What a record prints itself is
 * not: a set's order changes from start to start.
 */
final class WrittenOut {

  private WrittenOut() {}

  static String of(@Nullable Object word) {
    if (word instanceof Record record) {
      return record(record);
    }
    if (word instanceof Set<?> set) {
      return set.stream()
          .map(WrittenOut::of)
          .collect(Collectors.toCollection(TreeSet::new))
          .toString();
    }
    if (word instanceof Collection<?> list) {
      return list.stream().map(WrittenOut::of).toList().toString();
    }
    if (word instanceof Map<?, ?> map) {
      // Of a feed's headers the names alone: their values may be secrets.
      return of(map.keySet());
    }
    return quoted(String.valueOf(word));
  }

  /** So that no text can look like the end of itself. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String record(Record record) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      text.append(component.getName()).append('=').append(of(value(record, component))).append(' ');
    }
    return text.append(')').toString();
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public word's parts can be read", e);
    }
  }
}
