package digest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberFilesTest {

  private static final Path SAMPLES = Path.of("src/test/resources/subscribers");

  @TempDir Path folder;

  @Test
  @DisplayName("readers/I1: CSV with every column")
  void aTableIsReadByItsHeader() {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve("comma.csv"));
    SubscriberFiles.Row ann = rows.get(0);
    assertThat(ann.number()).isEqualTo(2);
    assertThat(ann.address()).isEqualTo("ann@example.org");
    assertThat(ann.profile())
        .isEqualTo(
            new SubscriberFiles.Profile(
                "Ann",
                "en-GB",
                "Europe/London",
                List.of("Sport", "Culture"),
                null,
                Map.of("city", "London")));
    assertThat(ann.membership().lists()).containsExactly("readers");
    assertThat(ann.membership().consent())
        .isEqualTo(
            new SubscriberFiles.Consent(
                "2026-01-31T08:00:00Z", "form", "203.0.113.9", "Yes, please"));
    assertThat(rows.get(1).profile().name()).isEqualTo("Bob \"B\" Brown");
    assertThat(rows.get(1).profile().locale()).isNull();
  }

  @Test
  @DisplayName("readers/I1: semicolons, byte order mark, CRLF, quotes, other languages' headers")
  void aGermanSpreadsheetIsRead() {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve("semicolon-bom.csv"));
    assertThat(rows).extracting(SubscriberFiles.Row::number).containsExactly(2, 4);
    assertThat(rows)
        .extracting(row -> row.profile().name())
        .containsExactly("Anna Müller", "Otto Weiß; Sohn");
    assertThat(rows.get(0).profile().attributes()).containsEntry("Themen", "Sport");
  }

  @ParameterizedTest
  @DisplayName("readers/I1: whatever encoding the bytes say")
  @CsvSource({
    "tabs-latin1.csv, 3, José Muñoz",
    "utf16.csv, 2, 雪 田中",
    "cyrillic-1251.csv, 20, Иван Петрович Сидоров из города Москва",
    "japanese-sjis.csv, 20, 東京都港区の田中さくらです"
  })
  void theBytesSayTheEncoding(String file, int count, String name) {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve(file));
    assertThat(rows).hasSize(count);
    assertThat(rows.get(0).profile().name()).isEqualTo(name);
  }

  @Test
  void oneAccentAtTheEndOfALongFileIsEnoughToTell() throws IOException {
    StringBuilder text = new StringBuilder("email,name\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("reader").append(i).append("@example.org,Plain Name\n");
    }
    text.append("jose@example.org,Jos\u00e9\n");
    Path utf8 = write("utf8.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    Path latin = write("latin.csv", text.toString().getBytes(StandardCharsets.ISO_8859_1));
    for (Path file : List.of(utf8, latin)) {
      List<SubscriberFiles.Row> rows = rows(file);
      assertThat(rows.get(rows.size() - 1).profile().name()).isEqualTo("José");
    }
  }

  @Test
  @DisplayName("readers/I1: JSON, an array")
  void anArrayOfObjectsIsRead() {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve("array.json"));
    assertThat(rows).extracting(SubscriberFiles.Row::number).containsExactly(1, 2, 3, 4);
    assertThat(rows.get(0).profile().topics()).containsExactly("Sport", "Arts, culture");
    assertThat(rows.get(0).profile().attributes()).isEqualTo(Map.of("city", "London", "age", "42"));
    assertThat(rows.get(0).membership().lists()).containsExactly("readers", "weekly");
    assertThat(rows.get(0).membership().consent().ip()).isEqualTo("2001:db8::1");
    assertThat(rows.get(1).problem()).isEqualTo("it is no object");
    assertThat(rows.get(2).address()).isEqualTo("bob@example.org");
    assertThat(rows.get(2).profile().attributes()).isEqualTo(Map.of("plan", "gold"));
    assertThat(rows.get(3).address()).isEmpty();
  }

  @Test
  @DisplayName("readers/I1, I2: JSON, an object a line; a broken line is a bad row")
  void oneObjectALineIsRead() {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve("lines.ndjson"));
    assertThat(rows).extracting(SubscriberFiles.Row::number).containsExactly(1, 3, 4);
    assertThat(rows.get(1).problem()).isEqualTo("the line is no JSON object");
    assertThat(rows.get(2).profile().name()).isEqualTo("Bob");
  }

  @Test
  void aRowWithMoreCellsThanTheHeaderIsABadRow() {
    List<SubscriberFiles.Row> rows = rows(SAMPLES.resolve("bad-rows.csv"));
    assertThat(rows).hasSize(9);
    assertThat(rows.get(3).problem()).isEqualTo("it has 4 cells, the header has 2");
  }

  @ParameterizedTest
  @DisplayName("readers/I2: a bad file is one clear line")
  @CsvSource(
      delimiter = '|',
      value = {
        "name,city\\nann,London | no column is called \"address\"",
        "'' | no column is called",
        "email\\n\"ann@example.org | breaks off after row",
        "[{\"address\":\"ann@example.org\"} | breaks in element",
        "[{\"address\":\"ann@example.org\"}] x | something follows",
        "[{\"address\":\"ann@example.org\"},{] | breaks in element",
        "{\"subscribers\":\\n[]} | line 1 is no whole JSON object",
        "a\\u0000b | is not text"
      })
  void aBadFileSaysWhatIsWrong(String content, String words) throws IOException {
    String text = content.replace("\\n", "\n").replace("\\u0000", "\u0000");
    Path file = write("bad.txt", text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining(words)
        .hasMessageContaining("bad.txt")
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("readers/I2: bombs are refused: packed, deep, without an end")
  void bombsAreRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(new byte[10_000_000]);
    }
    refused(packed.toByteArray(), "packed as gzip");
    refused(bytes("[" + "{\"a\":".repeat(100_000)), "breaks in element");
    refused(bytes("email\n\"" + "x".repeat(5_000_000)), "breaks off");
    refused(bytes("{\"a\":\"" + "x".repeat(5_000_000)), "cannot be read");
    refused(bytes("email\na@b.org" + ",".repeat(2_000)), "more than 1000 cells");
    refused(bytes("[{\"address\":\"" + "x".repeat(5_000_000) + "\"}]"), "breaks in element");
    assertThatThrownBy(() -> rows(folder)).hasMessageContaining("is not a file");
    assertThatThrownBy(() -> rows(folder.resolve("none"))).hasMessageContaining("is not a file");
  }

  @Test
  void textsThatBeginLikePackedFilesAreTexts() throws IOException {
    Path file = write("pk.csv", bytes("PK,email\n1,ann@example.org\n"));
    assertThat(rows(file)).hasSize(1);
    Path other = write("fd.csv", "ý7,email\n1,ann@example.org\n".getBytes("windows-1252"));
    assertThat(rows(other)).hasSize(1);
  }

  @ParameterizedTest
  @DisplayName("safety/T23: formulas are neutralised, and come back as they were")
  @ValueSource(
      strings = {
        "=HYPERLINK(\"https://evil.example\",\"x\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "'=1",
        "''+1",
        "'plain",
        "plain",
        "O'Neill, \"the\" one",
        "line\nbreak",
        "[not json",
        "a|b;c,d"
      })
  void cellsAreHarmlessAndReturn(String value) {
    assertThat(Cells.plain(Cells.neutral(value))).isEqualTo(value);
    assertThat(Cells.neutral(value)).doesNotMatch("(?s)^[=+\\-@\\t\\r\\n＝].*");
    assertThat(Cells.list(Cells.of(List.of(value, "x")))).containsExactly(value.strip(), "x");
  }

  @ParameterizedTest
  @DisplayName("safety/T23, readers/I5: what is written reads back, in a file only its owner reads")
  @ValueSource(strings = {"out.csv", "out.json"})
  void whatIsWrittenReadsBack(String name) throws IOException {
    Path file = folder.resolve(name);
    SubscriberFiles.Row row =
        new SubscriberFiles.Row(
            1,
            "+tag@example.org",
            new SubscriberFiles.Profile(
                "=cmd|' /C calc'!A0",
                "de-DE",
                "Europe/Berlin",
                List.of("-1", "a|b"),
                "2026-01-01T00:00:00Z",
                Map.of("=formula", "@evil", "note", "two\nlines")),
            new SubscriberFiles.Membership(
                List.of("readers"),
                "confirmed",
                "2026-01-02T00:00:00Z",
                new SubscriberFiles.Consent(
                    "2026-01-01T00:00:00Z", "form", "203.0.113.9", "\"Yes\""),
                List.of("daily"),
                "MANUAL"),
            null);
    try (SubscriberFiles.Writer writer = SubscriberFiles.create(file)) {
      writer.accept(row);
    }
    SubscriberFiles.Row read = rows(file).get(0);
    assertThat(read.address()).isEqualTo(row.address());
    assertThat(read.profile()).isEqualTo(row.profile());
    assertThat(read.membership()).isEqualTo(row.membership());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> SubscriberFiles.create(file))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void anEmptyExportIsAnEmptyArray() throws IOException {
    Path file = folder.resolve("none.json");
    SubscriberFiles.create(file).close();
    assertThat(rows(file)).isEmpty();
  }

  private void refused(byte[] content, String words) throws IOException {
    Path file = write("bomb", content);
    assertThatThrownBy(() -> rows(file)).isInstanceOf(StoreFault.class).hasMessageContaining(words);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<SubscriberFiles.Row> rows(Path file) {
    List<SubscriberFiles.Row> all = new ArrayList<>();
    try (SubscriberFiles.Rows rows = SubscriberFiles.open(file)) {
      rows.forEachRemaining(all::add);
    }
    return all;
  }
}
