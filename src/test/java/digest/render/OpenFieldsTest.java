package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Rendering once for all: fields that stay open, and templates that do not let them. */
class OpenFieldsTest {
  private static final List<String> HOSTILE =
      List.of(
          "Mira",
          "<b>\"&'",
          "مريم",
          "‏שלום, O'Brien & Söhne",
          "👩‍👩‍👧‍👦 Zoë 🏳️‍🌈",
          "${x}",
          "<#if true>",
          "a\r\nBcc: b@example.org",
          "=?utf-8?q?x?=",
          "x".repeat(300),
          "{since} $1 \\0 %s",
          "]]>-->",
          "a\u202Eb\u2028c\uFDD1d\uFDD0");

  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FieldLogic.class);

  @BeforeEach
  void listen() {
    events.start();
    logger.setLevel(Level.INFO); // whatever a command has set before in this process
    logger.addAppender(events);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(events);
    logger.setLevel(null);
  }

  @Test
  @DisplayName("delivery/P3: open fields filled in give the full rendering, byte for byte")
  void openFieldsFilledInGiveTheFullRendering() {
    Renderer renderer = new Renderer(Templates.at(null));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (Masthead masthead :
        List.of(
            Samples.masthead(),
            Samples.arabicMasthead(),
            Samples.mastheadIn(Locale.GERMAN),
            correction(Samples.masthead()),
            correction(Samples.arabicMasthead()))) {
      for (Edition edition : List.of(Samples.english(), Samples.arabic(), Samples.of())) {
        Rendering named = renderer.open(masthead, edition, new Variant(true)).orElseThrow();
        Rendering unnamed = renderer.open(masthead, edition, new Variant(false)).orElseThrow();
        for (String name : HOSTILE) {
          Map<Field, String> fields = hostileFields(random);
          assertSame(unnamed, renderer.full(masthead, edition, fields), fields, seed);
          fields.put(Field.NAME, name);
          assertSame(named, renderer.full(masthead, edition, fields), fields, seed);
        }
      }
    }
    assertThat(events.list).isEmpty();
  }

  private static Masthead correction(Masthead of) {
    return new Masthead(
        of.title(), of.tagline(), of.language(), of.zone(), of.site(), of.webLink(), "correction");
  }

  @Test
  @DisplayName("delivery/P1: every field stands open in both parts")
  void everyFieldStandsOpenInBothParts() {
    Rendering rendering =
        new Renderer(Templates.at(null))
            .open(Samples.masthead(), Samples.english(), new Variant(true))
            .orElseThrow();
    for (Field field : Field.values()) {
      assertThat(rendering.html()).contains(String.valueOf(field.mark()));
      assertThat(rendering.text()).contains(String.valueOf(field.mark()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${recipient.name?upper_case}",
        "${recipient.name?length}",
        "<#if recipient.name == 'Mira'>x</#if>",
        "<#if recipient.name != ''>x</#if>",
        "<#if recipient.name?has_content>x</#if>",
        "<#if recipient.address?ends_with('@example.org')>x</#if>",
        "<#switch recipient.name><#case 'Mira'>x<#default>y</#switch>",
        "<#attempt>${recipient.name?cap_first}<#recover>x</#attempt>",
        "${recipient.name?c}",
        "${[recipient.name]?join(', ')}",
        "${links.unsubscribe?url}",
        "${recipient.since?replace(' ', '')}",
        "${recipient.name[0..1]}",
        "${recipient.name?truncate(3)}",
        "${isolate(recipient.name)}",
        "<#assign gathered>Hello ${recipient.name}</#assign><#if gathered?has_content>x</#if>"
            + "${recipient.name?trim}"
      })
  @DisplayName("delivery/P1: logic on a field renders each message on its own, and says so once")
  void logicOnAFieldRendersEachMessageOnItsOwn(String logic) {
    Renderer renderer = new Renderer(with("line 1\n" + logic, "text"));

    assertThat(renderer.open(Samples.masthead(), Samples.english(), new Variant(true))).isEmpty();

    assertThat(events.list).hasSize(1);
    assertThat(events.list.get(0).getFormattedMessage())
        .contains("template=templates/digest.html.ftlh line=2 expression=")
        .doesNotContain("@example.org variant");
    assertThat(renderer.full(Samples.masthead(), Samples.english(), Samples.MIRA).html())
        .startsWith("line 1\n");
  }

  @Test
  @DisplayName("delivery/P1: many renderings of an edition say it once, of another one again")
  void manyRenderingsSayItOnce() {
    FieldLogic fieldLogic = new FieldLogic();
    for (String logic :
        List.of("${recipient.name?trim}", "${recipient.name?trim}", "\n${recipient.name?trim}")) {
      Renderer renderer = new Renderer(with(logic, "text"), fieldLogic);
      assertThat(renderer.open(Samples.masthead(), Samples.english(), new Variant(true))).isEmpty();
    }

    assertThat(events.list).hasSize(2);
    fieldLogic.found(
        new TemplateFault("templates/digest.html.ftlh", 1, "recipient.name", "is read"),
        new Edition.Id(413),
        new Variant(true));
    assertThat(events.list).as("another edition").hasSize(3);
    assertThat(fieldLogic.places())
        .containsExactly(
            "templates/digest.html.ftlh, line 1: recipient.name",
            "templates/digest.html.ftlh, line 2: recipient.name");
  }

  @Test
  @DisplayName("delivery/P1: logic in the text part counts too, and the line names the expression")
  void logicInTheTextPartCountsToo() {
    Renderer renderer = new Renderer(with("html", "a\nb\n${wrap(recipient.name)}"));

    assertThat(renderer.open(Samples.masthead(), Samples.english(), new Variant(true))).isEmpty();
    assertThat(events.list).hasSize(1);
    assertThat(events.list.get(0).getFormattedMessage())
        .contains("template=templates/digest.txt.ftl line=3 expression=${wrap(recipient.name)}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#if recipient.name??>${recipient.name}<#else>you</#if>",
        "${recipient.name!'you'}",
        "Hello ${'<' + recipient.address + '>'}",
        "${\"to ${recipient.address}\"}",
        "<#list recipient as key, value>${key}=${value};</#list>",
        "<#assign gathered>to ${recipient.address}</#assign>${gathered}",
        "<a title=\"${recipient.address}\" href=\"${links.unsubscribe}\">x</a>"
      })
  @DisplayName(
      "delivery/P2: what only prints and asks whether there is one stays open, and is right")
  void printingStaysOpen(String printing) {
    Renderer renderer = new Renderer(with(printing, printing));
    for (String name : HOSTILE) {
      Map<Field, String> fields = new EnumMap<>(Samples.MIRA);
      fields.put(Field.NAME, name);
      Rendering named =
          renderer.open(Samples.masthead(), Samples.of(), new Variant(true)).orElseThrow();
      assertSame(named, renderer.full(Samples.masthead(), Samples.of(), fields), fields, 0);
      fields.remove(Field.NAME);
      Rendering unnamed =
          renderer.open(Samples.masthead(), Samples.of(), new Variant(false)).orElseThrow();
      assertSame(unnamed, renderer.full(Samples.masthead(), Samples.of(), fields), fields, 0);
    }
  }

  @Test
  void theWebViewHasNoRecipient() {
    Rendering web =
        new Renderer(Templates.at(null)).full(Samples.masthead(), Samples.english(), Map.of());

    assertThat(web.html())
        .doesNotContain("Unsubscribe", "signed up", "Change preferences", "View in browser")
        .contains("12 Old Quay", "Night ferries");
    assertThat(web.text()).doesNotContain("Unsubscribe", "signed up").contains("12 Old Quay");
  }

  private static Map<Field, String> hostileFields(Random random) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    fields.put(Field.ADDRESS, pickOf(random) + "@example.org");
    fields.put(Field.SINCE, pickOf(random));
    fields.put(Field.UNSUBSCRIBE_LINK, "https://example.org/u?a=1&b=" + pickOf(random));
    fields.put(Field.PREFERENCES_LINK, "https://example.org/p?a=1&b=" + pickOf(random));
    return fields;
  }

  private static String pickOf(Random random) {
    return HOSTILE.get(random.nextInt(HOSTILE.size()));
  }

  private static void assertSame(
      Rendering open, Rendering full, Map<Field, String> fields, long seed) {
    assertThat(fill(open.html(), fields, OpenFieldsTest::escaped))
        .as("HTML, seed %d", seed)
        .isEqualTo(full.html());
    assertThat(fill(open.text(), fields, UnaryOperator.identity()))
        .as("text, seed %d", seed)
        .isEqualTo(full.text());
  }

  private static String fill(
      String part, Map<Field, String> fields, UnaryOperator<String> escaping) {
    StringBuilder filled = new StringBuilder();
    part.chars()
        .forEach(
            c ->
                Field.of((char) c)
                    .ifPresentOrElse(
                        field ->
                            filled.append(escaping.apply(cleaned(fields.getOrDefault(field, "")))),
                        () -> filled.append((char) c)));
    return filled.toString();
  }

  /** As the mail room does it: one space for each character that could do harm. */
  private static String cleaned(String value) {
    return value.replaceAll("[\\p{Cc}\\u2028-\\u202E\\u2066-\\u2069\\uFDD0-\\uFDEF]", " ");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static Templates with(String html, String text) {
    Map<String, String> files = new HashMap<>(Templates.at(null).files());
    files.put("digest.html.ftlh", html);
    files.put("digest.txt.ftl", text);
    return Templates.frozen(files);
  }
}
