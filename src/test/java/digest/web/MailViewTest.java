package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailViewTest {

  private static final String MAIL =
      "<meta name=\"color-scheme\" content=\"light dark\"><style>:root{color-scheme:light dark}"
          + "@media (prefers-color-scheme: dark) and (min-width:1px){a{color:#fff}}"
          + "@media ( prefers-color-scheme:light ){b{color:#000}}</style>"
          + "<p>@media (prefers-color-scheme: dark) color-scheme:light dark</p>";

  @Test
  @DisplayName("desk/D2: dark is dark whatever the editor's system is")
  void darkHoldsAlways() {
    assertThat(MailView.dark(MAIL))
        .contains("content=\"dark\"", ":root{color-scheme:dark}")
        .contains("@media (min-width:0) and (min-width:1px){a{color:#fff}}")
        .contains("@media (max-width:0){b{color:#000}}");
  }

  @Test
  void lightHoldsAlways() {
    assertThat(MailView.light(MAIL))
        .contains("content=\"light\"", ":root{color-scheme:light}")
        .contains("@media (max-width:0) and (min-width:1px){a{color:#fff}}")
        .contains("@media (min-width:0){b{color:#000}}");
  }

  @Test
  void wordsOfAStoryStayAsTheyAre() {
    String words = "<p>@media (prefers-color-scheme: dark) color-scheme:light dark</p>";
    assertThat(MailView.dark(MAIL)).endsWith(words);
    assertThat(MailView.dark("<style>a{content:\"$1\\\\\"}</style>"))
        .isEqualTo("<style>a{content:\"$1\\\\\"}</style>");
  }
}
