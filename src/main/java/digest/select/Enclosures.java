package digest.select;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * The quotation marks, brackets and bidirectional embeddings that are open at a place in a text
 * (picking T13, T14).
 *
 * <p>What a mark does depends on what is open before it: {@code “} closes a German quotation and
 * opens an English one, {@code ’} between letters is an apostrophe.
 */
final class Enclosures {

  private static final String BRACKETS = "()[]{}（）［］｛｝「」『』【】〔〕〈〉《》〖〗｢｣";

  /** So many closing marks in a row are not counted; more are no prose. */
  private static final int NOT_COUNTED = 8;

  private static final String QUOTES = "\"“”„‘’‚«»‹›";

  /** These open wherever they stand; the other quotation marks only where a word begins. */
  private static final String OPENERS = "“„‚«‹";

  /** Languages whose low quotation mark is closed by {@code ”}. */
  private static final Set<String> HIGH_RIGHT = Set.of("pl", "hu", "ro", "nl", "hr", "sr", "bs");

  private final String text;
  private final int end;
  private final boolean highRight;
  private final Deque<Open> open = new ArrayDeque<>();

  private Enclosures(String text, int end, Locale locale) {
    this.text = text;
    this.end = end;
    this.highRight = HIGH_RIGHT.contains(locale.getLanguage());
  }

  /** A mark that waits for its other half: what it takes for that, and what we would write. */
  private record Open(int at, char mark, String halves, String close) {
    boolean endsWith(char half) {
      return halves.indexOf(half) >= 0;
    }
  }

  /** Those open at {@code end}; what stands behind has no say. */
  static Enclosures openAt(String text, int end, Locale locale) {
    Enclosures found = new Enclosures(text, end, locale);
    for (int i = 0; i < end; i++) {
      found.take(i, text.charAt(i));
    }
    return found;
  }

  /** Whether the last mark that is open stands here. */
  boolean opensAt(int place) {
    return !open.isEmpty() && open.element().at() == place;
  }

  /** Forgets the last mark, which was cut off. */
  void forgetLast() {
    open.remove();
  }

  /** What closes all that is open, the last first. */
  String closing() {
    StringBuilder closing = new StringBuilder();
    open.forEach(mark -> closing.append(mark.close()));
    return closing.toString();
  }

  /** Where a text ends when the closing marks before this place are not counted. */
  static int withoutClosing(String text, int end) {
    int core = end;
    while (core > 0 && end - core < NOT_COUNTED && canClose(text.charAt(core - 1))) {
      core--;
    }
    return core;
  }

  /** The place behind the closing marks that follow this one. */
  static int behindClosing(String text, int end) {
    int behind = end;
    while (behind < text.length() && behind - end < NOT_COUNTED && canClose(text.charAt(behind))) {
      behind++;
    }
    return behind;
  }

  /** Whether a character can be the end of an enclosure. */
  static boolean canClose(char c) {
    int bracket = BRACKETS.indexOf(c);
    return bracket >= 0
        ? bracket % 2 == 1
        : "\"”“’‘»«›‹".indexOf(c) >= 0
            || c == BidiControls.POP_EMBEDDING
            || c == BidiControls.POP_ISOLATE;
  }

  private void take(int at, char mark) {
    int bracket = BRACKETS.indexOf(mark);
    if (bracket >= 0) {
      takeBracket(at, mark, bracket);
    } else if (QUOTES.indexOf(mark) >= 0) {
      takeQuote(at, mark);
    } else if (BidiControls.endOf(mark) != 0) {
      push(at, String.valueOf(BidiControls.endOf(mark)));
    } else if (mark == BidiControls.POP_EMBEDDING || mark == BidiControls.POP_ISOLATE) {
      close(mark);
    }
  }

  private void takeBracket(int at, char mark, int bracket) {
    if (bracket % 2 == 1) {
      close(mark);
    } else if (mark != '(' || !follows(at, ":;=")) { // :( is no bracket
      push(at, String.valueOf(BRACKETS.charAt(bracket + 1)));
    }
  }

  private void takeQuote(int at, char mark) {
    // The Hebrew gershayim are often typed as quotation marks: צה"ל.
    boolean apostrophe = "’\"”".indexOf(mark) >= 0 && isLetter(at - 1) && isLetter(at + 1);
    if (apostrophe || close(mark)) {
      return;
    }
    // A quotation of several paragraphs repeats its opening mark.
    boolean repeated = open.stream().anyMatch(o -> o.mark() == mark);
    if (!repeated && (OPENERS.indexOf(mark) >= 0 || beginsAWord(at))) {
      open(at, mark);
    }
  }

  private void open(int at, char mark) {
    switch (mark) {
      case '"', '”' -> push(at, String.valueOf(mark));
      case '“' -> push(at, "”");
      case '‘' -> push(at, "’");
      case '„' -> push(at, highRight ? "”“" : "“”");
      case '‚' -> push(at, highRight ? "’‘" : "‘’");
      case '«' -> push(at, "»");
      case '»' -> push(at, "«");
      case '‹' -> push(at, "›");
      case '›' -> push(at, "‹");
      default -> {} // ’ where a word begins: ’tis
    }
  }

  private void push(int at, String halves) {
    String close = halves.substring(0, 1);
    boolean spaced = "»›".contains(close) && at + 1 < end && text.charAt(at + 1) == ' ';
    open.push(new Open(at, text.charAt(at), halves, spaced ? " " + close : close));
  }

  /**
   * Closes the last mark that waits for this half, and what is open inside it; a quotation mark
   * ends no embedding, and the end of an embedding no quotation.
   */
  private boolean close(char half) {
    if (open.stream().noneMatch(o -> o.endsWith(half))) {
      return false;
    }
    Deque<Open> kept = new ArrayDeque<>();
    for (Open inner = open.remove(); !inner.endsWith(half); inner = open.remove()) {
      if (isOfBidi(inner.mark()) != isOfBidi(half)) {
        kept.push(inner);
      }
    }
    kept.forEach(open::push);
    return true;
  }

  private static boolean isOfBidi(char mark) {
    return mark >= BidiControls.EMBED_LEFT && mark <= BidiControls.POP_ISOLATE;
  }

  /** The eighties are written ‘80s by word processors that mean ’80s. */
  private boolean beginsAWord(int at) {
    boolean decade = at + 1 < end && text.charAt(at) == '‘' && isDigit(at + 1);
    return !decade && (at == 0 || follows(at, " ([{—–-/“‘„«"));
  }

  private boolean follows(int at, String marks) {
    return at > 0 && marks.indexOf(text.charAt(at - 1)) >= 0;
  }

  private boolean isDigit(int at) {
    return Character.isDigit(text.charAt(at));
  }

  private boolean isLetter(int at) {
    return at >= 0 && at < end && Character.isLetterOrDigit(text.charAt(at));
  }
}
