package digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReferenceTest {

  static List<Key<?>> keys() {
    return Keys.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void everyKeysDefaultAndExampleFitIt(Key<?> key) {
    assertThatCode(key::standIn).doesNotThrowAnyException();
    if (!key.example().isEmpty()) {
      Node example = Node.Scalar.of(key.example(), 1);
      assertThatCode(() -> key.shape().read(example)).doesNotThrowAnyException();
    }
    assertThat(key.meaning()).matches("(?s)\\P{Ll}.*\\.");
  }

  @Test
  void everyKeyStandsInTheTableOnce() {
    List<String> rows =
        Config.reference().lines().skip(2).map(row -> row.split("`", 3)[1]).toList();

    assertThat(rows)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(Keys.ALL.stream().map(Key::path).toList());
    assertThat(Config.reference())
        .startsWith("| Key | Type | Default | Meaning |\n|---|---|---|---|\n| `site.title` |")
        .contains(
            "| `web.port` | a whole number from 0 to 65535 | `8025` | Their port; 0 takes a free"
                + " one. |\n");
  }

  @Test
  void everyRowHasFourCells() {
    assertThat(Config.reference().lines())
        .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|", -1)).hasSize(6));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        SitePart.class,
        StorePart.class,
        RelayPart.class,
        SendingPart.class,
        DkimPart.class,
        BouncesPart.class,
        WebPart.class,
        ListPart.class,
        NewsletterPart.class,
        FeedPart.class,
        RulesPart.class
      })
  void everyDeclaredKeyIsListed(Class<?> part) throws IllegalAccessException {
    for (Field field : part.getDeclaredFields()) {
      if (field.getType().equals(Key.class)) {
        field.setAccessible(true);
        assertThat(Stream.<Object>of(Keys.ALL.toArray())).contains(field.get(null));
      }
    }
  }
}
