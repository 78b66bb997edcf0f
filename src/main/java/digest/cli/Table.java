package digest.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns set under one another; the widest flexible text gives way when a terminal is narrow. */
final class Table {

  private static final String GAP = "  ";
  private static final int LEAST = 12;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private final Set<Integer> right = new HashSet<>();
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

  /** The head and the rows, styled for that screen. */
  List<String> lines(Screen screen) {
    int[] widths = widths(screen.columns());
    List<String> lines = new ArrayList<>();
    if (heads.stream().anyMatch(head -> !head.isEmpty())) {
      lines.add(screen.styled(Style.BOLD, line(heads, widths)));
    }
    for (int i = 0; i < rows.size(); i++) {
      lines.add(screen.styled(styles.get(i), line(rows.get(i), widths)));
    }
    return lines;
  }

  private int[] widths(int columns) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              PlainText.width(heads.get(i)),
              rows.stream().mapToInt(row -> PlainText.width(row.get(column))).max().orElse(0));
    }
    int total = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    if (total > columns) {
      widths[flexible] = Math.max(LEAST, widths[flexible] - (total - columns));
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = PlainText.shortened(cells.get(i), widths[i]);
      String blanks = " ".repeat(widths[i] - PlainText.width(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(right.contains(i) ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }
}
