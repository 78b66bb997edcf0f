package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the web door; these ones live in the tests' resources. */
class PagesTest {
  private final Pages pages = new Pages();

  record Row(String name, int count, @Nullable String note, Optional<Row> inner, Kind kind) {
    public String hidden() {
      return "never shown";
    }
  }

  enum Kind {
    GOOD
  }

  @Test
  @DisplayName("safety/T5, safety/T17: text is escaped, records show their components")
  void textIsEscaped() {
    Row inner = new Row("inner", 1234567, null, Optional.empty(), Kind.GOOD);
    Map<String, Object> model = new HashMap<>();
    model.put("title", "<script>alert('x')</script> & ${1+1}");
    model.put("rows", List.of(new Row("\"a\"", 0, "n", Optional.of(inner), Kind.GOOD), inner));
    model.put("when", Instant.EPOCH);

    assertThat(pages.page("test-rows", model))
        .isEqualTo(
            """
            <title>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; ${1+1}</title>
            <p>&quot;a&quot; 0 n inner GOOD</p>
            <p>inner 1234567 - none GOOD</p>
            <p>1970-01-01T00:00:00Z, part of a page</p>
            """);
  }

  @Test
  @DisplayName("safety/T4: a page sees no method of what it is given")
  void aPageSeesNoMethod() {
    Row row = new Row("a", 1, null, Optional.empty(), Kind.GOOD);
    assertThatThrownBy(() -> pages.page("test-hidden", Map.of("row", row)))
        .isInstanceOf(TemplateFault.class)
        .hasMessage(
            "pages/test-hidden.ftlh, line 2: \"row.hidden\" is not set. Known here: row.count,"
                + " row.inner, row.kind, row.name, row.note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../templates/digest.html", "/etc/passwd", "gone", "a/../../b", "x\u0000"})
  @DisplayName("safety/T11: no page outside its folder")
  void noPageOutsideItsFolder(String name) {
    assertThatThrownBy(() -> pages.page(name, Map.of())).isInstanceOf(TemplateFault.class);
  }
}
