package digest.render;

import static java.util.stream.Collectors.joining;

import freemarker.core.Environment;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateScalarModel;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns FreeMarker's exceptions into sentences for the person who wrote the template. */
final class Faults {
  private static final int NAMES_SHOWN = 13;
  private static final Pattern FAILED_AT = Pattern.compile("Failed at: (.*?)\\s+\\[in template");

  private final String root;

  Faults(String root) {
    this.root = root;
  }

  /** What went wrong while a template ran; the environment must still stand at that place. */
  TemplateFault of(TemplateException exception, Environment environment) {
    String blamed = orEmpty(exception.getBlamedExpressionString());
    String expression = blamed.isEmpty() ? failing(exception) : blamed;
    String name = orEmpty(exception.getTemplateSourceName());
    Integer line = exception.getLineNumber();
    String problem =
        exception instanceof InvalidReferenceException && !blamed.isEmpty()
            ? "\"" + blamed + "\" is not set. " + known(blamed, environment)
            : firstParagraph(orEmpty(exception.getMessageWithoutStackTop()));
    return new TemplateFault(root + name, line == null ? 0 : line, expression, problem);
  }

  /** What cannot be read as a template. */
  TemplateFault of(ParseException exception) {
    return new TemplateFault(
        root + exception.getTemplateName(),
        exception.getLineNumber(),
        "",
        firstParagraph(exception.getEditorMessage()));
  }

  /** Not every exception names an expression; the stack of directives always names one. */
  private static String failing(TemplateException exception) {
    Matcher directive = FAILED_AT.matcher(orEmpty(exception.getFTLInstructionStack()));
    return directive.find() ? directive.group(1) : "";
  }

  private static String known(String expression, Environment environment) {
    int dot = expression.lastIndexOf('.');
    String parent = dot < 0 ? "" : expression.substring(0, dot);
    try {
      Set<String> names = new TreeSet<>();
      if (parent.isEmpty()) {
        for (Object name : environment.getKnownVariableNames()) {
          names.add(name.toString());
        }
        // FreeMarker's own leftovers of old: compress, html_escape …
        names.removeAll(environment.getConfiguration().getSharedVariableNames());
      } else {
        keys(parent, environment).forEach(key -> names.add(parent + "." + key));
      }
      return names.isEmpty()
          ? "Nothing is known here under that name"
          : "Known here: " + nearest(names, expression);
    } catch (TemplateModelException e) {
      return "Check its spelling";
    }
  }

  /** In alphabetical order; of many, those that begin alike. */
  private static String nearest(Set<String> names, String expression) {
    if (names.size() <= NAMES_SHOWN) {
      return String.join(", ", names);
    }
    char first = expression.charAt(expression.lastIndexOf('.') + 1);
    Stream<String> alike =
        names.stream().filter(name -> name.charAt(name.lastIndexOf('.') + 1) == first);
    return Stream.concat(alike, names.stream())
            .distinct()
            .limit(NAMES_SHOWN)
            .sorted()
            .collect(joining(", "))
        + ", …";
  }

  private static Set<String> keys(String path, Environment environment)
      throws TemplateModelException {
    Set<String> keys = new TreeSet<>();
    Optional<TemplateModel> hash = find(path, environment);
    if (hash.isPresent() && hash.get() instanceof TemplateHashModelEx named) {
      TemplateCollectionModel names = named.keys();
      for (TemplateModelIterator each = names.iterator(); each.hasNext(); ) {
        if (each.next() instanceof TemplateScalarModel key) {
          keys.add(key.getAsString());
        }
      }
    }
    return keys;
  }

  private static Optional<TemplateModel> find(String path, Environment environment)
      throws TemplateModelException {
    @Nullable TemplateModel found = null;
    for (String step : path.split("\\.", -1)) {
      if (!step.matches("\\w+")) {
        return Optional.empty();
      }
      found =
          found == null
              ? environment.getVariable(step)
              : found instanceof TemplateHashModel hash ? hash.get(step) : null;
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }

  private static String firstParagraph(String message) {
    return message.split("\n\\s*\n|\n----", 2)[0].strip().replaceAll("\\s*\n\\s*", " ");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
