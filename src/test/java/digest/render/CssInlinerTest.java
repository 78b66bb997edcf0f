package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Styles written into a template's elements when it is loaded. */
class CssInlinerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p{color:red}                         | <p>             | <p style=\"color:red\">",
        ".a{color:red}                        | <p class=\"a\"> | <p style=\"color:red\">",
        "p.a{color:red}                       | <i class=\"a\"> | <i>",
        "#a{color:red} .a{color:blue}         | <p id=a class=a>| <p id=a style=\"color:red\">",
        ".a{color:red} p{color:blue}          | <p class=a>     | <p style=\"color:red\">",
        ".a{color:red} .b{color:blue}         | <p class='b a'> | <p style=\"color:blue\">",
        ".b{color:blue} .a{color:red}         | <p class='b a'> | <p style=\"color:red\">",
        "p{color:blue!important} .a{color:red}| <p class=a>     | <p style=\"color:blue\">",
        ".a,.b{margin:0}                      | <p class=b>     | <p style=\"margin:0\">",
        "p{color:#123456}                     | <p>             | <p style=\"color:#123456\">",
        "p{border:1px solid #FFF}             | <p>      | <p style=\"border:1px solid #ffffff\">",
        "p{font-family:\"A B\",c}             | <p>             | <p style=\"font-family:'A B',c\">",
        "p{margin:0;margin-top:2px}           | <p>      | <p style=\"margin:0;margin-top:2px\">",
        "p{font-size:1px;font-size:max(1px,2rem)} | <p>"
            + " | <p style=\"font-size:1px;font-size:max(1px,2rem)\">",
        "p{mso-padding-alt:1px 2px}           | <p>       | <p style=\"mso-padding-alt:1px 2px\">",
        "p{color:red}                         | <p style=\"top:0\"> | <p style=\"color:red;top:0\">",
        "td{background-color:#fff}            | <td>"
            + " | <td bgcolor=\"#ffffff\" style=\"background-color:#ffffff\">",
        "img{border:0}                        | <img src=\"a\"/> | <img src=\"a\" style=\"border:0\"/>",
        "p{color:red}                         | </p><pre>       | </p><pre>"
      })
  @DisplayName("desk: the cascade decides, in colours and words that Outlook knows")
  void theCascadeDecides(String css, String markup, String expected) {
    assertThat(inline(css.strip(), markup.strip())).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#if a gt 1 && (b > 2)><p>x</p><#else><b>y</b></#if>",
        "<@story pick=lead first=(x > y) text='<p class=\"a\">'/>",
        "${\"<p>\"}${a?replace('\"', '>')}${{'a': '}'}.a}",
        "<#-- <p> stays --><#noparse></#noparse>",
        "<!--[if mso]><table><tr><td><p class=\"a\"><![endif]-->",
        "<a href=\"${x}\" title='a > b' data-x=\"<p>\">&nbsp;&#8199;</a>",
        "1 < 2 > 3 <",
        "<!DOCTYPE html>",
        "<i\n  lang=\"en\"\n>"
      })
  @DisplayName("desk: constructs, comments and everything unstyled survive to the letter")
  void everythingUnstyledSurvives(String source) {
    assertThat(inline(".a{color:red} p.b{color:blue}", source)).isEqualTo(source);
  }

  @Test
  void constructsInsideATagStayInPlace() {
    assertThat(
            inline(
                ".a{padding-${start}:20px;font-family:${sans}}",
                "<td<#if rtl> dir=\"rtl\"</#if> class=\"a ${more}\" style=\"<#if x>top:0;</#if>\">"))
        .isEqualTo(
            "<td<#if rtl> dir=\"rtl\"</#if> class=\"${more}\""
                + " style=\"padding-${start}:20px;font-family:${sans};<#if x>top:0;</#if>\">");
  }

  @Test
  @DisplayName("desk: media queries, states and dark rules stay in their blocks, untouched")
  void whatCannotStandInAnElementStays() {
    String block =
        "<style data-embed>\n@media (max-width:620px){.a{color:#ABCDEF!important}}\n"
            + "[data-ogsc] .dark{color:#fff}\na:hover{color:red}\n.kept{top:0}\n</style>";
    String source = block + "<p class=\"a b dark kept\">";

    assertThat(inline(".a{color:red} .b{top:1px}", source))
        .isEqualTo(
            block.replace(" data-embed", "")
                + "<p class=\"a dark kept\" style=\"color:red;top:1px\">");
  }

  @Test
  @DisplayName("desk: a style block is written into its own file and keeps only what cannot")
  void aStyleBlockIsWrittenIntoItsFile() {
    assertThat(
            inline(
                "",
                "<style>\n.a{color:red}\n.a:hover{color:blue}\n@media print{.a{top:0}}\n</style>\n<p"
                    + " class=\"a\">"))
        .isEqualTo(
            "<style>\n\n.a:hover{color:blue}\n@media print{.a{top:0}}\n</style>\n<p class=\"a\""
                + " style=\"color:red\">");
    assertThat(inline("", "<style>\n.a{color:red}\n</style><p class=\"a\">"))
        .isEqualTo("\n\n<p class=\"a\" style=\"color:red\">");
  }

  @Test
  void variablesAreReplacedInTheSheetAndInEmbeddedBlocks() {
    String sheet = ":root{--ink:#123456; --gap : 2px}\n.a{color:var(--ink);padding:var(--gap)}";
    assertThat(
            inline(sheet, "<style data-embed>@media x{.b{color:var( --ink )}}</style><p class=a>"))
        .isEqualTo(
            "<style>@media x{.b{color:#123456}}</style><p style=\"color:#123456;padding:2px\">");
  }

  @Test
  void linesStayWhereTheAuthorPutThem() {
    String source = "<style>\n/* a\n b */\n.a{\ncolor:red\n}\n</style>\n<p class=\"a\">\n${oops}";
    assertThat(inline("", source).lines().toList().indexOf("${oops}"))
        .isEqualTo(source.lines().toList().indexOf("${oops}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".a{color:red;;:}     | templates/parts/style.css, line 2: not CSS",
        ".a{color:var(--x)}   | \"var(--x)\" is not defined in :root of templates/parts/style.css",
        "@media x{.a{top:0}}  | cannot stand in an element; put it into a <style data-embed>",
        ".b .a{top:0}         | \".b .a{top:0}\" cannot stand in an element",
        ".a::before{top:0}    | cannot stand in an element"
      })
  void aSheetThatCannotBeReadSaysWhere(String css, String message) {
    assertThatThrownBy(() -> inline("\n" + css.strip(), "<p class=\"a\">"))
        .isInstanceOf(TemplateFault.class)
        .hasMessageStartingWith("templates/parts/style.css")
        .hasMessageContaining(message);
  }

  @Test
  void aTagOfManyAttributesIsRead() {
    String tag = "<p " + "data-x=\"${a}\" ".repeat(5000) + "class=\"a\">";
    assertThat(inline(".a{top:0}", tag)).endsWith(" style=\"top:0\">");
  }

  private static String inline(String css, String source) {
    Map<String, String> files =
        Map.of("parts/style.css", css, "parts/a.ftlh", source, "a.txt.ftl", source);
    Map<String, String> inlined = CssInliner.inline("templates/", files);
    assertThat(inlined.get("a.txt.ftl")).isEqualTo(source);
    return Objects.requireNonNull(inlined.get("parts/a.ftlh"));
  }
}
