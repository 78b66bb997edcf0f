package digest.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns set under one another. On a narrow terminal the optional ones are left out first, then
 * the flexible one is cut.
 */
final class Table {

  private static final String GAP = "  ";
  private static final int LEAST = 12;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private final Set<Integer> right = new HashSet<>();
  private final List<Integer> optional = new ArrayList<>();
  private int flexible;

  private Table(List<String> heads) {
    this.heads = heads;
    this.flexible = heads.size() - 1;
  }

  static Table of(String... heads) {
    return new Table(List.of(heads));
  }

  /** These columns, counted from 0, hold numbers. */
  Table right(Integer... columns) {
    right.addAll(Arrays.asList(columns));
    return this;
  }

  /** This column is cut when the terminal is too narrow; without a call it is the last. */
  Table flexible(int column) {
    flexible = column;
    return this;
  }

  /** These columns are left out, in this order, where there is no room for them. */
  Table optional(Integer... columns) {
    optional.addAll(Arrays.asList(columns));
    return this;
  }

  void row(Object... cells) {
    row(Style.PLAIN, cells);
  }

  void row(Style style, Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> PlainText.line(String.valueOf(cell))).toList());
    styles.add(style);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether every cell is shown whole on that screen. */
  boolean fits(Screen screen) {
    return total(widths()) <= screen.columns();
  }

  /** The head and the rows, styled for that screen. */
  List<String> lines(Screen screen) {
    int[] widths = fitted(screen.columns());
    List<String> lines = new ArrayList<>();
    if (heads.stream().anyMatch(head -> !head.isEmpty())) {
      lines.add(screen.styled(Style.BOLD, line(heads, widths)));
    }
    for (int i = 0; i < rows.size(); i++) {
      lines.add(screen.styled(styles.get(i), line(rows.get(i), widths)));
    }
    return lines;
  }

  /** A column of width 0 is left out. */
  private int[] fitted(int columns) {
    int[] widths = widths();
    for (int column : optional) {
      widths[column] = total(widths) > columns ? 0 : widths[column];
    }
    int tooMuch = total(widths) - columns;
    if (tooMuch > 0) {
      widths[flexible] = Math.max(LEAST, widths[flexible] - tooMuch);
    }
    return widths;
  }

  private int[] widths() {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> PlainText.width(row.get(column))).max().orElse(0);
      widths[i] = Math.max(PlainText.width(heads.get(i)), widest);
    }
    return widths;
  }

  private static int total(int[] widths) {
    long shown = Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).sum() + GAP.length() * (int) Math.max(0, shown - 1);
  }

  private String line(List<String> cells, int[] widths) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        String cell = PlainText.shortened(cells.get(i), widths[i]);
        String blanks = " ".repeat(widths[i] - PlainText.width(cell));
        shown.add(right.contains(i) ? blanks + cell : cell + blanks);
      }
    }
    return String.join(GAP, shown).stripTrailing();
  }
}
