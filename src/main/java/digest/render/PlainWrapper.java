package digest.render;

import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows templates text, numbers, truth, lists, maps and the components of records; nothing else of
 * an object can be reached, least of all its methods (safety T4).
 */
final class PlainWrapper extends SimpleObjectWrapper {
  static final PlainWrapper INSTANCE = new PlainWrapper();

  private PlainWrapper() {
    super(SafeConfiguration.VERSION);
  }

  /**
   * A value with all that is in its maps and lists, wrapped once instead of at each look. What it
   * was made of must not change afterwards.
   */
  TemplateModel deeply(Object value) throws TemplateModelException {
    if (value instanceof Map<?, ?> map) {
      Map<Object, TemplateModel> wrapped = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        wrapped.put(entry.getKey(), deeply(entry.getValue()));
      }
      return wrap(wrapped);
    }
    if (value instanceof List<?> list) {
      List<TemplateModel> wrapped = new ArrayList<>(list.size());
      for (Object each : list) {
        wrapped.add(deeply(each));
      }
      return wrap(wrapped);
    }
    return wrap(value);
  }

  @Override
  protected @Nullable TemplateModel handleUnknownType(Object object) throws TemplateModelException {
    if (object instanceof Optional<?> optional) {
      return wrap(optional.orElse(null));
    }
    if (object instanceof Record record) {
      return wrap(components(record));
    }
    return wrap(object.toString());
  }

  private static Map<String, @Nullable Object> components(Record record)
      throws TemplateModelException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        values.put(component.getName(), component.getAccessor().invoke(record));
      }
    } catch (ReflectiveOperationException e) {
      throw new TemplateModelException("cannot read a " + record.getClass().getSimpleName(), e);
    }
    return values;
  }
}
