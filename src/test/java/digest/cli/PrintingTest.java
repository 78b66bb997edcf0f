package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Columns, widths and words. */
class PrintingTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void wideLettersTakeTwoColumnsAndMarksNone() {
    assertThat(PlainText.width("naïve")).isEqualTo(5);
    assertThat(PlainText.width("e\u0301")).isEqualTo(1);
    assertThat(PlainText.width("新聞")).isEqualTo(4);
    assertThat(PlainText.shortened("新聞新聞", 5)).isEqualTo("新聞…");
  }

  @Test
  void columnsStandUnderOneAnother() {
    Table table = Table.of("Id", "Title", "Sent").right(0, 2);
    table.row(1, "Short", "9");
    table.row(12, "新聞 longer", "10");
    screen(80).table(table, "");
    assertThat(lines())
        .containsExactly("Id  Title        Sent", " 1  Short           9", "12  新聞 longer    10");
  }

  @Test
  void aNarrowTerminalLosesTheOptionalColumnFirstThenTheEndOfTheFlexibleOne() {
    Table table = Table.of("", "", "").flexible(0).optional(2);
    table.row("A title that is somewhat too long", "Source", "and more");
    screen(30).table(table, "");
    assertThat(lines()).containsExactly("A title that is somew…  Source");
  }

  @Test
  void noTableIsWiderThanItsContentNeeds() {
    Table table = Table.of("A", "B");
    table.row("x", "y");
    screen(200).table(table, "");
    assertThat(lines()).containsExactly("A  B", "x  y");
  }

  @Test
  void anEmptyTableSaysSo() {
    screen(80).table(Table.of("A"), "Nothing yet.");
    assertThat(lines()).containsExactly("Nothing yet.");
  }

  @Test
  void paragraphsBreakBetweenWordsBehindTheirIndent() {
    screen(20).paragraph(Style.PLAIN, " ! ", "one two three four five six seven");
    assertThat(lines()).containsExactly(" ! one two three", "   four five six", "   seven");
  }

  @Test
  void timesAreWordsOfOneOrTwoUnits() {
    assertThat(When.words(Duration.ofSeconds(45))).isEqualTo("45 s");
    assertThat(When.words(Duration.ofMinutes(12))).isEqualTo("12 min");
    assertThat(When.words(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    assertThat(When.words(Duration.ofHours(3))).isEqualTo("3 h");
    assertThat(When.words(Duration.ofDays(3))).isEqualTo("3 d");
    assertThat(When.words(Duration.ofSeconds(-5))).isEqualTo("0 s");
  }

  private Screen screen(int columns) {
    return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, columns);
  }

  private String[] lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
  }
}
