package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is laid out once for all readers has no reader's words in it. */
class SharedPartsTest {
  private static final String CALL = "<@shared file=\"parts/p.ftlh\"/>";
  private static final Edition EDITION = Samples.english();

  @Test
  @DisplayName("delivery/P1: a shared part is laid out once, for all readers and for open fields")
  void aSharedPartIsLaidOutOnce() {
    Renderer renderer = renderer("${recipient.name?upper_case} " + CALL, "at ${.now?long?c}");
    String mira = full(renderer, "Mira");
    awaitAnotherMillisecond();
    assertThat(full(renderer, "Noor")).isEqualTo(mira.replace("MIRA", "NOOR"));

    Renderer open = renderer("${recipient.name} " + CALL, "at ${.now?long?c}");
    Rendering plate = open.open(Samples.masthead(), EDITION, new Variant(true)).orElseThrow();
    awaitAnotherMillisecond();
    assertThat(full(open, "Noor"))
        .isEqualTo(plate.html().replace(String.valueOf(Field.NAME.mark()), "Noor"));
  }

  @ParameterizedTest
  @DisplayName("delivery/P1, safety/T4: what asks for a reader's own is laid out for each reader")
  @ValueSource(
      strings = {
        "${recipient.name}",
        "${recipient.name!\"none\"}",
        "${(recipient.name)!}",
        "${(recipient!{}).name!\"none\"}",
        "<#if recipient.name??>${lead.article.title}</#if>",
        "<#if (recipient.name)?has_content>x</#if>",
        "<#if recipient?has_content>x</#if>",
        "<#if recipient.name == \"Mira\">hello, Mira</#if>",
        "<#assign who = recipient>${who.name}",
        "${recipient[\"na\" + \"me\"]}",
        "${.data_model.recipient.name}",
        "${.globals.recipient.name}",
        "${.vars.recipient.name}",
        "${recipient?keys?join(\",\")} ${recipient?values?join(\",\")}",
        "<#list recipient as key, value>${key} ${value}</#list>",
        "${(recipient + {}).name}",
        "<#attempt>${recipient.name}<#recover>dear reader</#attempt>",
        "<#attempt><#if recipient.name??>x</#if><#recover></#attempt>${lead.article.title}",
        "<#include \"q.ftlh\">",
        "<@shared file=\"q.ftlh\"/>",
        "<#macro m><@shared file=\"q.ftlh\"/></#macro><@m/>",
        "${links.unsubscribe}",
        "<#if links.preferences??>x</#if>",
        "${.data_model.links.unsubscribe}"
      })
  void whatAsksForAReaderIsLaidOutForEach(String part) {
    Renderer shared = renderer(CALL, part);
    Renderer included = renderer("<#include \"parts/p.ftlh\">", part);
    for (String name : List.of("Mira", "Noor", "Mira")) {
      assertThat(full(shared, name)).isEqualTo(full(included, name));
    }
    assertThat(full(shared, "Noor")).doesNotContain("Mira");
  }

  @ParameterizedTest
  @DisplayName("safety/T4: what the one that calls has set is not known in a shared part")
  @ValueSource(
      strings = {
        "<#assign x = recipient.name>" + CALL,
        "<#global x = recipient.name>" + CALL,
        "<#macro m x>" + CALL + "</#macro><@m recipient.name/>",
        "<#macro m><#local x = recipient.name>" + CALL + "</#macro><@m/>",
        "<#list [recipient.name] as x>" + CALL + "</#list>",
        "<#assign x>${recipient.name}</#assign>" + CALL
      })
  void theCallersVariablesAreNotKnown(String caller) {
    Renderer renderer = renderer(caller, "x is ${x!\"not set\"}, ${.main.x!\"nowhere\"}");
    assertThat(full(renderer, "Mira")).isEqualTo("x is not set, nowhere");
    assertThat(full(renderer, "Noor")).isEqualTo("x is not set, nowhere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<@shared/>|templates/digest.html.ftlh, line 1: shared takes the name of a file",
        "<@shared file=1/>|templates/digest.html.ftlh, line 1: shared takes the name of a file",
        "<@shared file=\"parts/p.ftlh\" x=1/>|templates/digest.html.ftlh, line 1: shared takes the",
        "<@shared file=\"parts/gone.ftlh\"/>|templates/digest.html.ftlh, line 1:"
            + " \"parts/gone.ftlh\" cannot be read as a template",
        "<@shared file=\"../../etc/passwd\"/>|templates/digest.html.ftlh, line 1:"
            + " \"../../etc/passwd\" cannot be read as a template",
        "~<@shared file=\"parts/r.ftlh\"/>|templates/parts/r.ftlh, line 2: \"gone\" is not set.",
        "<@shared file=\"digest.html.ftlh\"/>|templates/digest.html.ftlh: needs too much memory"
      })
  @DisplayName("safety/T4, safety/T11: a call that cannot work says where and why")
  void aCallThatCannotWorkSaysSo(String caller, String message) {
    assertThatThrownBy(() -> full(renderer(caller.replace('~', '\n'), "x"), "Mira"))
        .isInstanceOf(TemplateFault.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName("delivery/P1: another edition and a changed file are laid out anew")
  void whatChangesIsLaidOutAnew(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("parts"));
    Files.writeString(folder.resolve("digest.html.ftlh"), CALL);
    Files.writeString(folder.resolve("parts/p.ftlh"), "${lead.article.title}");
    Renderer renderer = new Renderer(Templates.at(folder));
    assertThat(full(renderer, "Mira"))
        .isEqualTo(EDITION.content().picks().get(0).article().title());

    Edition other = Samples.of(Samples.lead(Samples.article(1, "Another"), "Teaser"));
    assertThat(renderer.full(Samples.masthead(), other, Samples.MIRA).html()).isEqualTo("Another");

    Files.writeString(folder.resolve("parts/p.ftlh"), "changed");
    assertThat(full(renderer, "Mira")).isEqualTo("changed");
  }

  private static void awaitAnotherMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() == now) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("safety/T4: an attempt around a shared part catches what fails in it")
  void anAttemptAroundItCatches() {
    for (String file : List.of("parts/r.ftlh", "parts/gone.ftlh")) {
      String caller = "<#attempt><@shared file=\"" + file + "\"/><#recover>caught</#attempt>";
      assertThat(full(renderer(caller, ""), "Mira")).isEqualTo("caught");
    }
  }

  @ParameterizedTest
  @DisplayName("safety/T4: a shared part that never ends, or is too large, is stopped each time")
  @CsvSource(
      delimiter = '|',
      value = {
        "<#list 1.. as x></#list>|took longer than",
        "<#list 1..300 as x>${\"\"?left_pad(10000)}</#list>|made more than"
      })
  void theLimitsHold(String part, String message) {
    Limits limits = new Limits(Duration.ofSeconds(1), 2_000_000);
    Renderer renderer = new Renderer(Templates.frozen(files(CALL, part)), limits);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> full(renderer, "Mira"))
          .isInstanceOf(TemplateFault.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  @DisplayName("safety/T4: one file under many names, or many large ones, fill no memory")
  void whatIsKeptIsBounded() {
    AtomicInteger layouts = new AtomicInteger();
    SharedParts parts =
        new SharedParts(
            file -> {
              layouts.incrementAndGet();
              return Optional.of("x".repeat(500_000));
            });
    for (int i = 0; i < 10; i++) {
      assertThat(parts.part("a/" + i)).get().asString().hasSize(500_000);
      assertThat(parts.part("a/" + i)).get().asString().hasSize(500_000);
    }
    assertThat(layouts).as("four fit, six are laid out each time").hasValue(4 + 2 * 6);
  }

  @Test
  @DisplayName("delivery/P1: parts of an own look that ask for a reader work as they did")
  void anOwnStoryMayAskForAReader() {
    Map<String, String> files = new HashMap<>(Templates.at(null).files());
    for (String part : List.of("parts/story.ftlh", "parts/story.ftl")) {
      files.computeIfPresent(
          part,
          (name, text) ->
              text.replace("${article.title}", "${recipient.name}: ${article.title}")
                  .replace(
                      "isolate(article.title)",
                      "recipient.name + \": \" + isolate(article.title)"));
    }
    Renderer renderer = new Renderer(Templates.frozen(files));
    assertThat(full(renderer, "Noor"))
        .contains("Noor: ")
        .isEqualTo(full(renderer, "Mira").replace("Mira", "Noor"));
  }

  private static String full(Renderer renderer, String name) {
    Map<Field, String> fields = new EnumMap<>(Samples.MIRA);
    fields.put(Field.NAME, name);
    return renderer.full(Samples.masthead(), EDITION, fields).html();
  }

  private static Renderer renderer(String html, String part) {
    return new Renderer(Templates.frozen(files(html, part)));
  }

  private static Map<String, String> files(String html, String part) {
    Map<String, String> files = new HashMap<>(Templates.at(null).files());
    files.put("digest.html.ftlh", html);
    files.put("parts/p.ftlh", part);
    files.put("parts/q.ftlh", "${recipient.name}");
    files.put("parts/r.ftlh", "\n${gone}");
    return files;
  }
}
