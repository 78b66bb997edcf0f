package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
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
  void aSharedPartIsLaidOutOnce() throws InterruptedException {
    Renderer renderer = renderer("${recipient.name?upper_case} " + CALL, "at ${.now?long?c}");
    String mira = full(renderer, "Mira");
    Thread.sleep(5);
    assertThat(full(renderer, "Noor")).isEqualTo(mira.replace("MIRA", "NOOR"));

    Renderer open = renderer("${recipient.name} " + CALL, "at ${.now?long?c}");
    Rendering plate = open.open(Samples.masthead(), EDITION, new Variant(true)).orElseThrow();
    Thread.sleep(5);
    assertThat(full(open, "Noor"))
        .isEqualTo(plate.html().replace(String.valueOf(Field.NAME.mark()), "Noor"));
  }

  @ParameterizedTest
  @DisplayName("delivery/P1, safety/T4: a shared part that asks for a reader's own is a fault")
  @ValueSource(
      strings = {
        "${recipient.name}",
        "${recipient.name!\"none\"}",
        "${(recipient.name)!}",
        "<#if recipient.name??>x</#if>",
        "<#if (recipient.address)??>x</#if>",
        "<#assign who = recipient>${who.since}",
        "${recipient[\"na\" + \"me\"]}",
        "${.data_model.recipient.name}",
        "${.globals.recipient.name}",
        "${.vars.recipient.name}",
        "<#include \"q.ftlh\">",
        "<@shared file=\"q.ftlh\"/>",
        "${links.unsubscribe}",
        "<#if links.preferences??>x</#if>",
        "${.data_model.links.unsubscribe}"
      })
  void aSharedPartHasNoReader(String part) {
    Map<String, String> files = files("Hello " + CALL, part);
    files.put("parts/q.ftlh", "${recipient.name}");
    Renderer renderer = new Renderer(Templates.frozen(files));
    assertThatThrownBy(() -> full(renderer, "Mira"))
        .isInstanceOf(TemplateFault.class)
        .hasMessageMatching(
            "templates/parts/[pq]\\.ftlh, line 1: .*laid out once for all readers.*")
        .hasMessageContaining("<#include>");
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

  @Test
  @DisplayName("delivery/P1: what a shared part catches itself is the same for everybody")
  void whatItCatchesIsTheSameForAll() {
    Renderer renderer =
        renderer(CALL, "<#attempt>${recipient.name}<#recover>dear reader</#attempt>, ${links.web}");
    assertThat(full(renderer, "Mira"))
        .startsWith("dear reader, https://")
        .isEqualTo(full(renderer, "Noor"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<@shared/>|templates/digest.html.ftlh, line 1: shared takes the name of a file",
        "<@shared file=1/>|templates/digest.html.ftlh, line 1: shared takes the name of a file",
        "<@shared file=\"parts/p.ftlh\" x=1/>|templates/digest.html.ftlh, line 1: shared takes the",
        "<@shared file=\"gone.ftlh\"/>|templates/gone.ftlh: there is no such file",
        "<@shared file=\"../../etc/passwd\"/>|templates/",
        "<@shared file=\"digest.html.ftlh\"/>|templates/digest.html.ftlh: needs too much memory"
      })
  @DisplayName("safety/T4, safety/T11: a call that cannot work says where and why")
  void aCallThatCannotWorkSaysSo(String caller, String message) {
    assertThatThrownBy(() -> full(renderer(caller, "x"), "Mira"))
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
    return files;
  }
}
