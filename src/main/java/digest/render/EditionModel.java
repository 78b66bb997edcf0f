package digest.render;

import static java.util.stream.Collectors.joining;

import digest.delivery.Field;
import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Image;
import digest.edition.Masthead;
import digest.edition.Pick;
import digest.edition.Related;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a template sees of an edition, as nested maps; the names in here are what editors write.
 *
 * <p>Text is always set, perhaps empty. Missing when there is none: {@code lead}, {@code
 * article.image}, {@code pick.updateTo}, {@code links.web} and what the recipient did not give.
 */
final class EditionModel {
  private static final int LEAD_WIDTH = 600;
  private static final int THUMB_WIDTH = 112;
  private static final Map<Field, String> RECIPIENT =
      Map.of(Field.NAME, "name", Field.ADDRESS, "address", Field.SINCE, "since");
  private static final Map<Field, String> LINKS =
      Map.of(Field.UNSUBSCRIBE_LINK, "unsubscribe", Field.PREFERENCES_LINK, "preferences");

  private final Masthead masthead;
  private final Edition edition;
  private final Wording wording;
  private final String direction;
  private final UnaryOperator<String> clean;
  private final Layout layout;
  private final Map<String, TemplateModel> web;
  private final Map<String, Object> shared;

  /** Lays out a file with a model. */
  interface Layout {
    String of(String file, Map<String, Object> model) throws IOException, TemplateException;
  }

  /**
   * @param clean applied to each single line of text
   * @param layout of the files that are the same for all recipients
   */
  EditionModel(Masthead masthead, Edition edition, UnaryOperator<String> clean, Layout layout) {
    this.masthead = masthead;
    this.edition = edition;
    this.wording = Wording.of(masthead.language());
    this.direction = Direction.of(masthead.language());
    this.clean = clean;
    this.web = web(SafeLink.orEmpty(masthead.webLink()));
    this.shared = shared();
    this.layout = layout;
    shared.put("shared", new SharedParts(this::alone));
  }

  /**
   * The whole for one recipient, or with open fields.
   *
   * @param fields what is missing here is missing in the model
   */
  Map<String, Object> with(Map<Field, ?> fields) {
    Map<String, Object> model = new LinkedHashMap<>(shared);
    model.put("recipient", named(fields, RECIPIENT));
    Map<String, Object> links = named(fields, LINKS);
    links.putAll(web);
    model.put("links", links);
    return model;
  }

  /**
   * A file without any recipient. What is wrong with one that does not work is found when it is
   * included, with the place that includes it.
   */
  private Optional<String> alone(String file) {
    NoRecipient recipient = new NoRecipient(Map.of(), RECIPIENT.values());
    NoRecipient links = new NoRecipient(web, LINKS.values());
    Map<String, Object> model = new LinkedHashMap<>(shared);
    model.put("recipient", recipient);
    model.put("links", links);
    try {
      String part = layout.of(file, model);
      return recipient.wasAsked() || links.wasAsked() ? Optional.empty() : Optional.of(part);
    } catch (TemplateFault | TemplateException | IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, TemplateModel> web(String link) {
    return link.isEmpty() ? Map.of() : Map.of("web", wrapped(link));
  }

  /** Wrapped here, as each of an edition's recipients may need it. */
  private Map<String, Object> shared() {
    Map<String, Object> model = new LinkedHashMap<>();
    named().forEach((name, value) -> model.put(name, wrapped(value)));
    return model;
  }

  private static TemplateModel wrapped(Object value) {
    try {
      return PlainWrapper.INSTANCE.deeply(value);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("a model of plain values is always understood", e);
    }
  }

  private Map<String, Object> named() {
    Map<String, Object> model = new LinkedHashMap<>(parts());
    model.put("words", wording.words());
    model.put("newsletter", newsletter());
    model.put("edition", edition());
    model.put("site", site());
    model.putAll(TextMethods.of(direction));
    return model;
  }

  private Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
    int position = 1;
    for (Pick pick : edition.content().picks()) {
      boolean isLead = pick.section().equals(Pick.LEAD) && !parts.containsKey("lead");
      Map<String, Object> shown = pick(pick, position++, isLead ? LEAD_WIDTH : THUMB_WIDTH);
      if (isLead) {
        parts.put("lead", shown);
      } else {
        String section = pick.section().equals(Pick.LEAD) ? Pick.MORE : pick.section();
        sections.computeIfAbsent(section, name -> new ArrayList<>()).add(shown);
      }
    }
    List<Map<String, Object>> more = sections.remove(Pick.MORE);
    parts.put("moreNews", more == null ? List.of() : more);
    parts.put(
        "sections",
        sections.entrySet().stream()
            .map(each -> Map.of("name", text(each.getKey()), "picks", each.getValue()))
            .toList());
    parts.put("relatedPosts", related(edition.content().relatedPosts()));
    return parts;
  }

  private Map<String, Object> pick(Pick pick, int position, int width) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("article", article(pick.article(), width));
    shown.put("teaser", Map.of("text", text(pick.teaser().text())));
    shown.put("related", related(pick.related()));
    shown.put("minutes", pick.minutes());
    shown.put("reading", wording.reading(pick.minutes()));
    shown.put("section", text(pick.section()));
    shown.put("position", position);
    shown.put("isUpdate", pick.story().version() > 1);
    shown.put("also", pick.story().also().stream().flatMap(this::telling).toList());
    Stream.ofNullable(pick.story().updateTo())
        .flatMap(this::related)
        .forEach(older -> shown.put("updateTo", older));
    return shown;
  }

  private Map<String, Object> article(Article article, int width) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("title", text(article.title()));
    shown.put("link", SafeLink.orEmpty(article.link()));
    shown.put("source", text(article.source()));
    shown.put("author", text(article.author() == null ? "" : article.author()));
    shown.put("date", article.dating() == Article.Dating.NONE ? "" : date(article.publishedAt()));
    shown.put("dir", directionOf(article));
    shown.put("language", languageOf(article));
    Image image = article.image();
    if (image != null && image.isMeasured() && !SafeLink.orEmpty(image.url()).isEmpty()) {
      shown.put("image", image(image, width));
    }
    return shown;
  }

  private Map<String, Object> image(Image image, int width) {
    return Map.of(
        "url",
        image.url(),
        "alt",
        text(image.alt()),
        "width",
        width,
        "height",
        image.heightAt(width));
  }

  private List<Map<String, String>> related(List<Related> related) {
    return related.stream().flatMap(this::related).toList();
  }

  /** Nothing when its link may not stand in a mail. */
  private Stream<Map<String, String>> related(Related related) {
    return SafeLink.orEmpty(related.link()).isEmpty()
        ? Stream.empty()
        : Stream.of(
            Map.of(
                "title", text(related.title()),
                "link", related.link(),
                "source", text(related.source() == null ? "" : related.source()),
                "dir", Direction.of(related.title(), direction)));
  }

  /** Another telling of a story, shown by its name: the source, or the title when that is none. */
  private Stream<Map<String, String>> telling(Related telling) {
    return related(telling)
        .map(
            shown -> {
              String source = String.valueOf(shown.get("source"));
              String name = source.isEmpty() ? String.valueOf(shown.get("title")) : source;
              Map<String, String> named = new LinkedHashMap<>(shown);
              named.put("name", name);
              named.put("dir", Direction.of(name, direction));
              return named;
            });
  }

  private Map<String, Object> newsletter() {
    return Map.of(
        "title", text(masthead.title()),
        "tagline", text(masthead.tagline()),
        "language", masthead.language().toLanguageTag(),
        "dir", direction);
  }

  private Map<String, Object> edition() {
    String intro = edition.content().intro();
    return Map.of(
        "number", wording.number(edition.number()),
        "date", wording.editionDay(edition.slot().when().toLocalDate()),
        "subject", text(edition.content().subject()),
        "preheader", text(edition.content().preheader()),
        "intro",
            intro == null
                ? ""
                : CleanText.paragraphs(intro).lines().map(clean).collect(joining("\n")));
  }

  private Map<String, Object> site() {
    return Map.of(
        "title", text(masthead.site().title()),
        "url", SafeLink.orEmpty(masthead.site().url()),
        "postalAddress", text(masthead.site().postalAddress()));
  }

  private String date(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, masthead.zone());
    boolean isThisYear = day.getYear() == edition.slot().when().getYear();
    return isThisYear ? wording.dayOfYear(day) : wording.day(day);
  }

  /** By its language when the feed gave one, else by its first strong letter (picking T16). */
  private String directionOf(Article article) {
    String tag = article.language();
    boolean isKnown = tag != null && !Locale.forLanguageTag(tag).getLanguage().isEmpty();
    return isKnown
        ? Direction.of(Locale.forLanguageTag(String.valueOf(tag)))
        : Direction.of(article.title(), direction);
  }

  private String languageOf(Article article) {
    String tag = article.language();
    String language = tag == null ? "" : Locale.forLanguageTag(tag).toLanguageTag();
    if (!language.isEmpty() && !language.equals("und")) {
      return language;
    }
    boolean runsAlike = directionOf(article).equals(direction);
    return runsAlike ? masthead.language().toLanguageTag() : "und";
  }

  private String text(String text) {
    return clean.apply(CleanText.line(text));
  }

  private static Map<String, Object> named(Map<Field, ?> fields, Map<Field, String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    fields.forEach(
        (field, value) -> {
          String name = names.get(field);
          if (name != null) {
            values.put(name, value);
          }
        });
    return values;
  }
}
