package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Variant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author of a template reads when it does not work. */
class TemplateFaultTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<#assign article = lead.article>~${article.autor}"
            + "|templates/digest.html.ftlh, line 2: \"article.autor\" is not set. Known here:"
            + " article.author, article.date, article.dir, article.language, article.link,"
            + " article.source, article.title",
        "~~<#macro m pick>~${pick.article.titel}~</#macro>~<@m lead/>"
            + "|templates/digest.html.ftlh, line 4: \"pick.article.titel\" is not set. Known here:"
            + " pick.article.author, pick.article.date, pick.article.dir, pick.article.language,"
            + " pick.article.link, pick.article.source, pick.article.title",
        "${recipient.vip}"
            + "|templates/digest.html.ftlh, line 1: \"recipient.vip\" is not set. Known here:"
            + " recipient.address, recipient.name, recipient.since",
        "${links.webb}"
            + "|templates/digest.html.ftlh, line 1: \"links.webb\" is not set. Known here:"
            + " links.preferences, links.unsubscribe, links.web",
        "${newsleter.title}"
            + "|templates/digest.html.ftlh, line 1: \"newsleter\" is not set. Known here: edition,"
            + " isolate, lead, links, moreNews, newsletter, recipient, relatedPosts, sections,"
            + " shared, site, words, wrap",
        "~${lead.article.title.more.x}"
            + "|templates/digest.html.ftlh, line 2: For \".\" left-hand operand: Expected a hash,"
            + " but this has evaluated to a string",
        "~<#if lead>|templates/digest.html.ftlh, line 2: ",
        "~<#if lead>x</#if>"
            + "|templates/digest.html.ftlh, line 2: For \"#if\" condition: Expected a boolean",
        "<#include \"parts/gone.ftlh\">|templates/digest.html.ftlh, line 1: ",
        "~<#stop \"no\">|templates/digest.html.ftlh, line 2: ",
        "<#list sections as s>|templates/digest.html.ftlh, line 1: "
      })
  void theMessageSaysWhereAndWhat(String template, String message) {
    assertThatThrownBy(() -> render(template.replace('~', '\n')))
        .isInstanceOf(TemplateFault.class)
        .hasMessageStartingWith(message)
        .satisfies(fault -> assertThat(String.valueOf(fault.getMessage())).doesNotContain("\n"));
  }

  @Test
  void aFaultInAPartNamesThePart() {
    Map<String, String> files = files("<#include \"parts/x.ftlh\"><@m/>");
    files.put("parts/x.ftlh", "\n<#macro m>\n<p class=\"mut\">${gone}</p></#macro>");
    assertThatThrownBy(() -> render(files))
        .isInstanceOf(TemplateFault.class)
        .hasMessageStartingWith("templates/parts/x.ftlh, line 3: \"gone\" is not set.");
  }

  @Test
  void whatATemplateCatchesIsNoFault() {
    Map<String, String> files =
        files("<#attempt>${recipient.vip}<#recover>a reader</#attempt>, ${newsletter.title}");
    assertThat(html(files)).isEqualTo("a reader, Alder Bay Courier");
  }

  @Test
  void aLookThatDoesNotExistIsNamed() {
    Map<String, String> files = files("");
    files.remove("digest.txt.ftl");
    assertThatThrownBy(() -> render(files))
        .isInstanceOf(TemplateFault.class)
        .hasMessage("templates/digest.txt.ftl: there is no such file");
  }

  @Test
  void aBrokenTemplateIsAFaultWithOpenFieldsToo() {
    Renderer renderer = new Renderer(Templates.frozen(files("${recipient.vip?upper_case}")));
    assertThatThrownBy(
            () -> renderer.open(Samples.masthead(), Samples.english(), new Variant(true)))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("\"recipient.vip\" is not set");
  }

  private static Map<String, String> files(String html) {
    Map<String, String> files = new HashMap<>(Templates.at(null).files());
    files.put("digest.html.ftlh", html);
    return files;
  }

  private static void render(String html) {
    render(files(html));
  }

  private static void render(Map<String, String> files) {
    html(files);
  }

  private static String html(Map<String, String> files) {
    return new Renderer(Templates.frozen(files))
        .full(
            Samples.masthead(),
            Samples.of(Samples.lead(Samples.article(1, "Title"), "Teaser")),
            Samples.MIRA)
        .html();
  }
}
