package digest.render;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays out editions by their newsletter's templates.
 *
 * <p>Text of feeds and editors is cleaned and escaped here; field values are printed as they are
 * but for HTML's escaping of ampersand, angle brackets, {@code "} (as a named entity) and {@code '}
 * (as number 39). Threads: any number may call.
 */
public final class Renderer {
  private static final Logger log = LoggerFactory.getLogger(Renderer.class);

  private final Templates templates;
  private final Limits limits;
  private volatile Loaded loaded;

  /**
   * Loads the templates.
   *
   * @throws TemplateFault when one cannot be read
   */
  public Renderer(Templates templates) {
    this(templates, Limits.DEFAULT);
  }

  Renderer(Templates templates, Limits limits) {
    this.templates = templates;
    this.limits = limits;
    this.loaded = load(templates.files(), limits);
  }

  /**
   * A variant with its fields open; empty when the templates do logic on a recipient, so that each
   * recipient needs {@link #full} (delivery P1).
   *
   * @throws TemplateFault when the templates do not work for anybody
   */
  public Optional<Rendering> open(Masthead masthead, Edition edition, Variant variant) {
    Pass pass = new Pass(engine()::renderStrictly, masthead, edition);
    try {
      return Optional.of(
          new Rendering(
              pass.html(marks(variant, HtmlFormat::field)),
              pass.text(marks(variant, TextFormat::field))));
    } catch (TemplateFault fault) {
      // Only logic on fields can tell these two apart; any other fault shows up again.
      full(masthead, edition, samples(variant));
      log.info(
          "template reads a recipient's field, so each message is rendered on its own"
              + " template={} line={} expression={} variant={}",
          fault.template(),
          fault.line(),
          fault.expression().isEmpty() ? fault.getMessage() : fault.expression(),
          variant.key());
      return Optional.empty();
    }
  }

  /**
   * Everything filled in, without marks.
   *
   * @param fields clean values; what is missing is left out, so with none of them this is the web
   *     view, which has no recipient
   * @throws TemplateFault when the templates do not work
   */
  public Rendering full(Masthead masthead, Edition edition, Map<Field, String> fields) {
    Pass pass = new Pass(engine()::render, masthead, edition);
    return new Rendering(pass.html(fields), pass.text(fields));
  }

  /** A day written out as the newsletter does it, for {@link Field#SINCE}: 3 March 2025. */
  public String day(Masthead masthead, Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, masthead.zone());
    return Wording.of(masthead.language()).day(day);
  }

  private Engine engine() {
    Map<String, String> files = templates.files();
    Loaded current = loaded;
    if (!current.files().equals(files)) {
      current = load(files, limits);
      loaded = current;
    }
    return current.engine();
  }

  private static Loaded load(Map<String, String> files, Limits limits) {
    Map<String, String> inlined = CssInliner.inline(Templates.ROOT, files);
    Function<String, Optional<String>> source = name -> Optional.ofNullable(inlined.get(name));
    return new Loaded(files, new Engine(Templates.ROOT, limits, source));
  }

  private static Map<Field, Object> marks(Variant variant, Function<Character, Object> field) {
    Map<Field, Object> marks = new EnumMap<>(Field.class);
    for (Field each : Field.values()) {
      if (each != Field.NAME || variant.named()) {
        marks.put(each, field.apply(each.mark()));
      }
    }
    return marks;
  }

  private static Map<Field, String> samples(Variant variant) {
    Map<Field, String> samples = new EnumMap<>(Field.class);
    samples.put(Field.ADDRESS, "reader@example.org");
    samples.put(Field.SINCE, "1");
    samples.put(Field.UNSUBSCRIBE_LINK, "https://example.org/u/1");
    samples.put(Field.PREFERENCES_LINK, "https://example.org/p/1");
    if (variant.named()) {
      samples.put(Field.NAME, "Reader");
    }
    return samples;
  }

  /** The files an engine was made of. */
  private record Loaded(Map<String, String> files, Engine engine) {}

  /** One way of running templates, over one edition. */
  private record Pass(Run run, Masthead masthead, Edition edition) {
    interface Run {
      String render(String name, Map<String, ?> model, Locale language);
    }

    String html(Map<Field, ?> fields) {
      return render(".html.ftlh", CleanText::breakable, fields);
    }

    String text(Map<Field, ?> fields) {
      return render(".txt.ftl", UnaryOperator.identity(), fields);
    }

    private String render(String extension, UnaryOperator<String> clean, Map<Field, ?> fields) {
      Map<String, Object> model = new EditionModel(masthead, edition, clean).with(fields);
      // What a template says before its first letter are the gaps between its definitions.
      return run.render(masthead.template() + extension, model, masthead.language()).stripLeading();
    }
  }
}
