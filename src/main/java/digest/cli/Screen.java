package digest.cli;

import java.io.PrintStream;

/**
 * Prints for people. Every text passes {@link PlainText} here, so no caller can forget it.
 *
 * @param columns how wide a table may be
 */
record Screen(PrintStream stream, boolean colours, int columns) {

  private static final int READABLE = 90;

  /** A line. */
  void line(String text) {
    line(Style.PLAIN, text);
  }

  /** A line in a style. */
  void line(Style style, String text) {
    stream.println(styled(style, PlainText.line(text)));
  }

  /** An empty line. */
  void blank() {
    stream.println();
  }

  /** A heading, set off from what stands before it. */
  void heading(String text) {
    blank();
    line(Style.BOLD, text);
  }

  /** A line that is not ended: a question. */
  void ask(String text) {
    stream.print(styled(Style.BOLD, PlainText.line(text)));
    stream.flush();
  }

  /**
   * A text broken between words, each line behind the indent; a long one never fills the screen.
   */
  void paragraph(Style style, String indent, String text) {
    int width = Math.min(columns, READABLE) - PlainText.width(indent);
    String lead = indent;
    for (String line : PlainText.wrapped(PlainText.line(text), width)) {
      stream.println(lead + styled(style, line));
      lead = " ".repeat(PlainText.width(indent));
    }
  }

  /** Several lines, their ends kept. */
  void text(String lines) {
    lines.lines().forEach(this::line);
  }

  /** A table, or a remark when it has no rows. */
  void table(Table table, String remarkWhenEmpty) {
    if (table.isEmpty()) {
      line(Style.DIM, remarkWhenEmpty);
    } else {
      table.lines(this).forEach(stream::println);
    }
  }

  /** A text that passed {@link PlainText} already, in its style. */
  String styled(Style style, String plain) {
    return colours ? style.of(plain) : plain;
  }
}
