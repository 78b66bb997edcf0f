package digest.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import digest.edition.Teaser;
import digest.edition.TeaserRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each record of {@code teasers/vectors.txt}: picking/T1 picking/T2 picking/T3 picking/T4
 * picking/T5 picking/T6 picking/T7 picking/T8 picking/T9 picking/T10 picking/T11 picking/T12
 * picking/T13 picking/T14 picking/T17.
 */
class TeaserVectorsTest {

  private static final Path FILE = Path.of("src/test/resources/teasers/vectors.txt");
  private static final Pattern CODE =
      Pattern.compile("\\\\u(?:\\{(\\p{XDigit}+)}|(\\p{XDigit}{4}))");
  private static final Pattern REPEATED = Pattern.compile("⟦(.+?)×(\\d+)⟧");

  private final TeaserCutter cutter = new TeaserCutter();

  static Stream<Named<Map<String, String>>> vectors() throws IOException {
    return Stream.of(Files.readString(FILE).split("\n\\s*\n", -1))
        .map(TeaserVectorsTest::vector)
        .filter(vector -> !vector.isEmpty())
        .map(vector -> named("picking/" + vector.get("rule"), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void aTextGivesTheTeaserOfTheFile(Map<String, String> vector) {
    assertThat(vector.keySet())
        .isSubsetOf(
            "rule",
            "body",
            "summary",
            "title",
            "author",
            "caption",
            "text",
            "already",
            "cut",
            "marker",
            "language",
            "truncated",
            "result");
    Teaser teaser = cut(vector);
    assertThat(teaser.text()).isEqualTo(vector.get("result"));
    if (vector.containsKey("truncated")) {
      assertThat(teaser.truncated()).isEqualTo(vector.get("truncated").equals("yes"));
    }
    Teaser twice = cutter.cutText(teaser.text(), rules(vector), locale(vector), false);
    assertThat(twice.text()).as("picking/T17: cut again").isEqualTo(teaser.text());
  }

  private Teaser cut(Map<String, String> vector) {
    String text = vector.get("text");
    if (text != null) {
      boolean already = vector.getOrDefault("already", "no").equals("yes");
      return cutter.cutText(text, rules(vector), locale(vector), already);
    }
    return cutter.cut(
        Articles.article("vector")
            .title(vector.getOrDefault("title", "A headline of its own"))
            .author(vector.get("author"))
            .caption(vector.get("caption"))
            .language(vector.get("language"))
            .summary(vector.get("summary"))
            .html(vector.getOrDefault("body", ""))
            .build(),
        rules(vector));
  }

  private static Locale locale(Map<String, String> vector) {
    return Locale.forLanguageTag(vector.getOrDefault("language", ""));
  }

  private static TeaserRules rules(Map<String, String> vector) {
    String[] cut = vector.getOrDefault("cut", "words 55").split(" ", 2);
    String marker = vector.getOrDefault("marker", "\"" + TeaserRules.MARKER + "\"");
    return new TeaserRules(
        TeaserRules.Mode.valueOf(cut[0].toUpperCase(Locale.ROOT)),
        Integer.parseInt(cut[1]),
        marker.substring(1, marker.length() - 1));
  }

  private static Map<String, String> vector(String record) {
    Map<String, String> fields = new HashMap<>();
    record
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split(":", 2))
        .forEach(parts -> fields.put(parts[0], unescaped(parts[1].strip())));
    return fields;
  }

  private static String unescaped(String value) {
    String plain =
        CODE.matcher(value.replace("\\n", "\n"))
            .replaceAll(
                code ->
                    Matcher.quoteReplacement(
                        Character.toString(
                            Integer.parseInt(
                                code.group(1) == null ? code.group(2) : code.group(1), 16))));
    return REPEATED
        .matcher(plain)
        .replaceAll(r -> Matcher.quoteReplacement(r.group(1).repeat(Integer.parseInt(r.group(2)))));
  }
}
