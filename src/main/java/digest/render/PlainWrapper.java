package digest.render;

import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows templates text, numbers, truth, lists, maps and the components of records; nothing else of
 * an object can be reached, least of all its methods (safety T4).
 */
final class PlainWrapper extends SimpleObjectWrapper {
  PlainWrapper() {
    super(SafeConfiguration.VERSION);
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
