package digest.render;

import digest.delivery.Field;
import digest.delivery.Plate;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lays out editions by their newsletter's templates.
 *
 * <p>All text is cleaned and escaped here: of feeds, of editors, and of recipients, whose values
 * keep their length. HTML's ampersand, angle brackets and {@code "} become named entities, {@code
 * '} becomes number 39. Threads: any number may call.
 */
public final class Renderer {
  private static final String HTML = ".html.ftlh";
  private static final String TEXT = ".txt.ftl";

  private final Templates templates;
  private final Limits limits;
  private final FieldLogic fieldLogic;
  private volatile Loaded loaded;
  private volatile @Nullable Models models;

  /**
   * Loads the templates.
   *
   * @throws TemplateFault when one cannot be read
   */
  public Renderer(Templates templates) {
    this(templates, new FieldLogic());
  }

  /** The same for one of many. */
  public Renderer(Templates templates, FieldLogic fieldLogic) {
    this(templates, Limits.DEFAULT, fieldLogic);
  }

  Renderer(Templates templates, Limits limits) {
    this(templates, limits, new FieldLogic());
  }

  private Renderer(Templates templates, Limits limits, FieldLogic fieldLogic) {
    this.templates = templates;
    this.limits = limits;
    this.fieldLogic = fieldLogic;
    this.loaded = load(templates.files(), limits);
  }

  /**
   * A variant with its fields open; empty when the templates do logic on a recipient, so that each
   * recipient needs {@link #full} (delivery P1).
   *
   * @throws TemplateFault when the templates do not work for anybody
   */
  public Optional<Rendering> open(Masthead masthead, Edition edition, Variant variant) {
    Models models = models(masthead, edition);
    try {
      return Optional.of(
          render(
              models.engine()::renderStrictly,
              models,
              marks(variant, HtmlFormat::field),
              marks(variant, TextFormat::field)));
    } catch (TemplateFault fault) {
      // Logic on fields tells these two apart, as does what a template catches itself: that may be
      // such logic, too. Any other fault shows up again.
      full(masthead, edition, samples(variant));
      fieldLogic.found(fault, edition.id(), variant);
      return Optional.empty();
    }
  }

  /**
   * Everything filled in, without marks.
   *
   * @param fields what is missing is left out, so with none of them this is the web view, which has
   *     no recipient; a field's own mark as its value stays open, for {@link MarkupCheck}
   * @throws TemplateFault when the templates do not work
   */
  public Rendering full(Masthead masthead, Edition edition, Map<Field, String> fields) {
    Map<Field, String> clean = new EnumMap<>(Field.class);
    fields.forEach(
        (field, value) -> clean.put(field, isMark(field, value) ? value : CleanText.field(value)));
    Models models = models(masthead, edition);
    return render(models.engine()::render, models, clean, clean);
  }

  /** A day written out as the newsletter does it, for {@link Field#SINCE}: 3 March 2025. */
  public String day(Masthead masthead, Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, masthead.zone());
    return Wording.of(masthead.language()).day(day);
  }

  /** The file that lays out a part, as faults name it: {@code templates/digest.txt.ftl}. */
  public static String file(Masthead masthead, Plate.Place part) {
    return Templates.ROOT + masthead.template() + (part == Plate.Place.TEXT ? TEXT : HTML);
  }

  private static boolean isMark(Field field, String value) {
    return value.length() == 1 && value.charAt(0) == field.mark();
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

  /** The same two come again for every recipient of an edition. */
  private Models models(Masthead masthead, Edition edition) {
    Engine engine = engine();
    Models current = models;
    if (current == null
        || current.engine() != engine
        || !current.masthead().equals(masthead)
        || !current.edition().equals(edition)) {
      current = Models.of(engine, masthead, edition);
      models = current;
    }
    return current;
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

  /** An edition's models, made once for all its recipients. */
  private record Models(
      Engine engine, Masthead masthead, Edition edition, EditionModel html, EditionModel text) {
    static Models of(Engine engine, Masthead masthead, Edition edition) {
      EditionModel.Layout layout =
          (file, model) -> engine.within(new Engine.Part(file, model), masthead.language());
      return new Models(
          engine,
          masthead,
          edition,
          new EditionModel(masthead, edition, CleanText::forHtml, layout),
          new EditionModel(masthead, edition, UnaryOperator.identity(), layout));
    }
  }

  /** Runs both templates over an edition. */
  private interface Run {
    List<String> render(List<Engine.Part> parts, Locale language);
  }

  private static Rendering render(
      Run run, Models models, Map<Field, ?> htmlFields, Map<Field, ?> textFields) {
    Masthead masthead = models.masthead();
    List<String> parts =
        run.render(
            List.of(
                new Engine.Part(masthead.template() + HTML, models.html().with(htmlFields)),
                new Engine.Part(masthead.template() + TEXT, models.text().with(textFields))),
            masthead.language());
    return new Rendering(parts.get(0), parts.get(1));
  }
}
