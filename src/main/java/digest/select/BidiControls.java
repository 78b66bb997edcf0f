package digest.select;

import java.util.ArrayDeque;
import java.util.Deque;

/** Takes out what turns a line of text round, and leaves the rest in balance (safety T24). */
final class BidiControls {

  static final char EMBED_LEFT = '\u202A';
  static final char EMBED_RIGHT = '\u202B';
  static final char POP_EMBEDDING = '\u202C';
  static final char OVERRIDE_LEFT = '\u202D';
  static final char OVERRIDE_RIGHT = '\u202E';
  static final char ISOLATE_LEFT = '\u2066';
  static final char ISOLATE_FIRST = '\u2068';
  static final char POP_ISOLATE = '\u2069';

  private final StringBuilder out;

  /** For each open control, the one that ends it; 0 for an override that was taken out. */
  private final Deque<Character> open = new ArrayDeque<>();

  private BidiControls(int length) {
    out = new StringBuilder(length);
  }

  /** Without overrides and stray ends; what is open at the end is closed there. */
  static String balanced(String text) {
    if (text.chars().noneMatch(BidiControls::isControl)) {
      return text;
    }
    BidiControls controls = new BidiControls(text.length());
    text.chars().forEach(c -> controls.take((char) c));
    controls.open.stream().filter(end -> end != 0).forEach(controls.out::append);
    return controls.out.toString();
  }

  /** The control that ends an embedding or isolate, or 0 when the character begins none. */
  static char endOf(char c) {
    if (c == EMBED_LEFT || c == EMBED_RIGHT) {
      return POP_EMBEDDING;
    }
    return c >= ISOLATE_LEFT && c <= ISOLATE_FIRST ? POP_ISOLATE : 0;
  }

  private static boolean isControl(int c) {
    return (c >= EMBED_LEFT && c <= OVERRIDE_RIGHT) || (c >= ISOLATE_LEFT && c <= POP_ISOLATE);
  }

  private void take(char c) {
    if (c == OVERRIDE_LEFT || c == OVERRIDE_RIGHT) {
      open.push((char) 0);
    } else if (endOf(c) != 0) {
      open.push(endOf(c));
      out.append(c);
    } else if (c == POP_EMBEDDING) {
      pop(c);
    } else if (c == POP_ISOLATE) {
      popIsolate();
    } else {
      out.append(c);
    }
  }

  private void pop(char end) {
    Character expected = open.peek();
    if (expected == null || expected == POP_ISOLATE) {
      return;
    }
    open.pop();
    if (expected == end) {
      out.append(end);
    }
  }

  /** The end of an isolate ends the embeddings inside it, too (UAX #9, X6a). */
  private void popIsolate() {
    if (!open.contains(POP_ISOLATE)) {
      return;
    }
    char end = open.pop();
    while (end != POP_ISOLATE) {
      if (end != 0) {
        out.append(end);
      }
      end = open.pop();
    }
    out.append(POP_ISOLATE);
  }
}
