package digest.select;

import com.ibm.icu.text.BreakIterator;
import java.lang.Character.UnicodeScript;
import java.util.Locale;

/**
 * Where the sentences of a text end, one after the other.
 *
 * <p>ICU finds the pieces. What it parts wrongly is joined again: after an abbreviation, before a
 * small letter; an opening quotation mark at a piece's end belongs to the next (picking T11).
 */
final class Sentences {

  private static final String TERMINALS = ".!?…。！？．｡؟۔।॥።፧។៕၊။‽⁇⁈⁉";

  private final String text;
  private final Locale locale;
  private final Abbreviations abbreviations;
  private final BreakIterator pieces;

  Sentences(String text, Locale locale) {
    this.text = text;
    this.locale = locale;
    this.abbreviations = Abbreviations.of(locale);
    this.pieces = Breaks.sentences(text, locale);
  }

  /** Whether a text ends as a sentence does. */
  static boolean isTerminated(String text) {
    int stop = Enclosures.withoutClosing(text, text.length());
    return stop > 0 && TERMINALS.indexOf(text.charAt(stop - 1)) >= 0;
  }

  /** The index behind the next sentence, its space left out; 0 when there is none. */
  int next() {
    int start = Math.max(0, pieces.current());
    int piece = pieces.next();
    boolean said = false;
    while (piece != BreakIterator.DONE && piece < text.length()) {
      said = said || saysSomething(text.substring(start, piece));
      if (said && !goesOn(endBefore(piece))) {
        break;
      }
      start = piece;
      piece = pieces.next();
    }
    return piece == BreakIterator.DONE ? 0 : endBefore(piece);
  }

  /**
   * The end of the last sentence that is whole, or 0: a text that was cut may end in half of one.
   */
  int lastWhole() {
    int last = 0;
    for (int end = next(); end > 0; end = next()) {
      last = isWhole(end) ? end : last;
    }
    return last;
  }

  private boolean isWhole(int end) {
    int stop = Enclosures.withoutClosing(text, end);
    return stop > 0
        && TERMINALS.indexOf(text.charAt(stop - 1)) >= 0
        && !abbreviations.goOn(wordBefore(stop), false);
  }

  /** Takes spaces and opening marks off a piece's end. */
  private int endBefore(int piece) {
    int end = piece;
    while (end > 0
        && (text.charAt(end - 1) == ' ' || (piece < text.length() && opensAt(end - 1)))) {
      end--;
    }
    return end == 0 ? piece : end;
  }

  private boolean opensAt(int place) {
    char mark = text.charAt(place);
    boolean canOpen = !Character.isLetterOrDigit(mark) && TERMINALS.indexOf(mark) < 0;
    return canOpen && Enclosures.openAt(text, place + 1, locale).opensAt(place);
  }

  private boolean goesOn(int end) {
    int next = end;
    while (next < text.length() && !Character.isLetterOrDigit(text.codePointAt(next))) {
      next += Character.charCount(text.codePointAt(next));
    }
    if (next == text.length()) {
      return false;
    }
    int follows = text.codePointAt(next);
    return isSmall(follows) || abbreviations.goOn(wordBefore(end), Character.isDigit(follows));
  }

  /** Georgian has no capitals in running text, so its small letters say nothing. */
  private static boolean isSmall(int letter) {
    return Character.isLowerCase(letter) && UnicodeScript.of(letter) != UnicodeScript.GEORGIAN;
  }

  /** Dots, dashes and brackets alone say nothing. */
  static boolean saysSomething(String part) {
    return part.codePoints()
        .anyMatch(
            c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL);
  }

  private String wordBefore(int end) {
    int start = end;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return text.substring(start, end);
  }
}
