package digest.select;

import com.ibm.icu.text.BreakIterator;
import java.util.Arrays;

/**
 * Reads a text as a row of {@link Word}s, the same for all house styles: quotes, dashes, spelling,
 * number words, currency signs and courtesy titles make no difference.
 */
final class Wording {

  private static final int PER = Word.of("per", Word.SMALL);
  private static final int PERCENT = Word.of("percent", Word.PLAIN);

  private final String text;
  private final int[] words;
  private int count;
  private int at;
  private boolean sentenceStarts = true;
  private String last = "";
  private int lastAt = -1;
  private boolean lastIsAWord;

  private Wording(String text, int most) {
    this.text = text;
    this.words = new int[most];
  }

  /** The first words of a text. */
  static int[] of(String text, int most) {
    Wording wording = new Wording(text, most);
    wording.read();
    return Arrays.copyOf(wording.words, wording.count);
  }

  private void read() {
    while (at < text.length() && count < words.length) {
      int c = text.codePointAt(at);
      if (Character.digit(c, 10) >= 0) {
        takeNumber();
      } else if (!Key.isOfAWord(c)) {
        pass(c);
      } else if (Scripts.isSpaced(c)) {
        takeWord();
      } else {
        takeRun();
      }
    }
  }

  private void pass(int c) {
    at += Character.charCount(c);
    if (c == '%') {
      add(PERCENT);
    }
    sentenceStarts |=
        c == '.' || c == '!' || c == '?' || c == ':' || c == '…' || c == '。' || c == '؟';
  }

  private void takeNumber() {
    int end = Numerals.end(text, at);
    String number = Numerals.plain(text.substring(at, end));
    at = end;
    int letters = lettersEnd(at);
    String unit = text.substring(at, letters);
    at = letters;
    if (Numerals.isPartOfAName(unit)) {
      add(Word.of(number + Spelling.plain(unit), Word.NAME));
    } else {
      addNumber(number);
      addUnit(Numerals.unit(unit));
    }
    sentenceStarts = false;
  }

  private void addNumber(String number) {
    add(Word.of(number, Numerals.isYear(number) ? Word.YEAR : Word.NUMBER));
    last = number;
    lastAt = count;
    lastIsAWord = false;
  }

  private void addUnit(String unit) {
    if (!unit.isEmpty() && !scale(unit)) {
      add(Word.of(Spelling.atlantic(unit), Word.SMALL));
    }
  }

  /** "1.5 million", "four thousand": one number with the word before. */
  private boolean scale(String unit) {
    String zeros = Vocabulary.zeros(Spelling.plain(unit));
    if (zeros == null || lastAt != count || count == 0) {
      return false;
    }
    count--;
    addNumber(Numerals.times(last, zeros.length()));
    return true;
  }

  private void takeWord() {
    int start = at;
    at = wordEnd(start);
    String raw = withoutPossessive(text.substring(start, at));
    if (raw.isEmpty()) {
      return;
    }
    addWord(raw);
    boolean shortened = raw.length() <= 3 && Character.isUpperCase(raw.charAt(0));
    sentenceStarts = false;
    if (shortened && at < text.length() && text.charAt(at) == '.') {
      at++;
    }
  }

  private void addWord(String raw) {
    String plain = Spelling.plain(raw);
    String number = Numerals.ofWord(plain);
    Integer word = Word.read(raw, plain, sentenceStarts);
    if (raw.equals("cent") && count > 0 && words[count - 1] == PER) {
      words[count - 1] = PERCENT;
    } else if (number != null) {
      addNumber(lastIsAWord && lastAt == count && count > 0 ? joined(last, number) : number);
      lastIsAWord = true;
    } else if (word != null && !scale(raw)) {
      add(word);
    }
  }

  /** "twenty-five" is one number, "two two" are two. */
  private String joined(String tens, String ones) {
    boolean one = tens.length() == 2 && tens.endsWith("0") && ones.length() == 1;
    if (one) {
      count--;
    }
    return one ? tens.charAt(0) + ones : ones;
  }

  private int wordEnd(int start) {
    int end = lettersEnd(start);
    boolean initial = end == start + 1 && Character.isUpperCase(text.charAt(start));
    while (initial && end + 1 < text.length() && text.charAt(end) == '.' && isUpper(end + 1)) {
      end = lettersEnd(end + 1);
    }
    if (end + 1 < text.length() && text.charAt(end) == '-' && isDigit(end + 1)) {
      end = lettersEnd(end + 1);
    }
    return end;
  }

  private int lettersEnd(int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean inside = Key.isOfAWord(c) && Scripts.isSpaced(c);
      if (!inside && !isApostropheInside(c, end)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private boolean isApostropheInside(int c, int place) {
    return (c == '\'' || c == '’')
        && place + 1 < text.length()
        && place > at
        && Character.isLetter(text.codePointAt(place + 1));
  }

  private static String withoutPossessive(String raw) {
    int apostrophe = Math.max(raw.lastIndexOf('\''), raw.lastIndexOf('’'));
    if (apostrophe < 0) {
      return raw.indexOf('.') < 0 ? raw : raw.replace(".", "");
    }
    String head = raw.substring(0, apostrophe);
    String tail = raw.substring(apostrophe + 1);
    return (tail.equals("s") ? head : head + tail).replace("'", "").replace("’", "");
  }

  /** Scripts without spaces between words: ICU's dictionaries find them. */
  private void takeRun() {
    int end = at;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!Key.isOfAWord(c) || Scripts.isSpaced(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    String run = text.substring(at, end);
    BreakIterator breaks = Breaks.words(run);
    int start = 0;
    for (int to = breaks.next();
        to != BreakIterator.DONE && count < words.length;
        to = breaks.next()) {
      addOfRun(run.substring(start, to));
      start = to;
    }
    at = end;
  }

  /** ICU takes "three people" for one word. */
  private void addOfRun(String word) {
    boolean counts = word.length() == 2 && Numerals.ofWord(word.substring(0, 1)) != null;
    if (counts && Numerals.ofWord(word) == null) {
      addWord(word.substring(0, 1));
      addWord(word.substring(1));
    } else {
      addWord(word);
    }
  }

  private boolean isUpper(int place) {
    return Character.isUpperCase(text.charAt(place));
  }

  private boolean isDigit(int place) {
    return Character.digit(text.charAt(place), 10) >= 0;
  }

  private void add(int word) {
    if (count < words.length) {
      words[count++] = word;
    }
  }
}
