package digest.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs of a text that are never cut and count as one word: addresses of pages and mail, numbers
 * with separators, a currency sign and its number, hyphenated words (picking T10, T12).
 *
 * <p>Each kind is looked for around the one sign that it cannot be without, as patterns tried at
 * every letter would take longer than all the rest of a teaser.
 */
final class Unbreakable {

  private static final String NUMBER = "\\p{Nd}++(?:[.,:/'’٫٬–−-]\\p{Nd}++)*+";
  private static final String GROUPED =
      "\\p{Nd}{1,3}(?: \\p{Nd}{3}(?!\\p{Nd}))++(?:[.,]\\p{Nd}++)?+";

  /** From a digit on: the number, and a sign behind it unless that belongs to the next number. */
  private static final Pattern AMOUNT =
      Pattern.compile("(?:" + GROUPED + "|" + NUMBER + ")(?: ?[\\p{Sc}%‰](?! ?\\p{Nd}))?+");

  /** Scripts without spaces are left out: a sentence may follow an address at once. */
  private static final String IN_AN_ADDRESS =
      "[\\x21-\\x7E\\u00A1-\\u02AF\\u0370-\\u0DFF\\u10A0-\\u139F&&[^<>\"«»“”]]";

  private static final Pattern PAGE =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]{1,15}://|www\\.|)" + IN_AN_ADDRESS + "++", Pattern.CASE_INSENSITIVE);

  /** example.org/page: a name with a dot, and two letters behind the last. */
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}.-]*[^.-]\\.\\p{L}{2,}");

  private static final Pattern DOMAIN =
      Pattern.compile("[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+)++");

  /** RFC 5321 §4.5.3.1.1. */
  private static final int LOCAL_PART = 64;

  /** RFC 1035 §2.3.4. */
  private static final int LONGEST_HOST = 255;

  private final String text;
  private final List<Run> runs = new ArrayList<>();
  private int next;

  private Unbreakable(String text) {
    this.text = text;
  }

  private record Run(int start, int end) {}

  /** The runs of a text. */
  static Unbreakable in(String text) {
    Unbreakable found = new Unbreakable(text);
    for (int i = 0; i < text.length(); i++) {
      found.look(i, text.charAt(i));
    }
    found.merge();
    return found;
  }

  /**
   * The start of the run that the character at this place belongs to, or -1; places must be asked
   * in ascending order.
   */
  int runAt(int place) {
    while (next < runs.size() && runs.get(next).end() <= place) {
      next++;
    }
    boolean inRun = next < runs.size() && runs.get(next).start() <= place;
    return inRun ? runs.get(next).start() : -1;
  }

  /** Whether a cut before this character would split a run. */
  boolean isInside(int place) {
    int run = runAt(place);
    return run >= 0 && run < place;
  }

  private void look(int at, char c) {
    switch (c) {
      case '-', '‐', '‑', '&' -> hyphen(at);
      case '@' -> mail(at);
      case '/' -> slash(at);
      case 'w', 'W' -> {
        if (text.regionMatches(true, at, "www.", 0, 4)) {
          page(at);
        }
      }
      case '.' -> dots(at);
      default -> {
        if (Character.isDigit(c) && !isDigit(at - 1)) {
          amount(at);
        }
      }
    }
  }

  private void hyphen(int at) {
    if (isOfAWord(at - 1) && isOfAWord(at + 1)) {
      int start = at;
      int end = at + 1;
      while (isOfAWord(start - 1)) {
        start--;
      }
      while (isOfAWord(end)) {
        end++;
      }
      runs.add(new Run(start, end));
    }
  }

  private void mail(int at) {
    int start = at;
    while (start > 0 && at - start < LOCAL_PART && isOfALocalPart(text.charAt(start - 1))) {
      start--;
    }
    Matcher domain = DOMAIN.matcher(text).region(at + 1, text.length());
    if (start < at && domain.lookingAt()) {
      runs.add(new Run(start, domain.end()));
    }
  }

  /** Of "https://" or of "example.org/". */
  private void slash(int at) {
    boolean scheme = at > 0 && text.charAt(at - 1) == ':' && text.startsWith("//", at);
    int end = scheme ? at - 1 : at;
    int start = end;
    while (start > 0 && end - start < LONGEST_HOST && isOfAHost(text.charAt(start - 1))) {
      start--;
    }
    if (scheme ? start < end : HOST.matcher(text).region(start, end).matches()) {
      page(start);
    }
  }

  private static boolean isOfAHost(char c) {
    return c == '.' || c == '-' || (Character.isLetterOrDigit(c) && Scripts.isSpaced(c));
  }

  private void page(int start) {
    if ((!runs.isEmpty() && last().end() > start + 4)) {
      return;
    }
    Matcher page = PAGE.matcher(text).region(start, text.length());
    if (page.lookingAt()) {
      int end = page.end();
      // A full stop or bracket after an address belongs to the sentence.
      while (end > start && isOfTheSentence(start, end - 1)) {
        end--;
      }
      runs.add(new Run(start, end));
    }
  }

  private boolean isOfTheSentence(int start, int at) {
    int open = text.indexOf('(', start);
    boolean ownBracket = text.charAt(at) == ')' && open >= 0 && open < at;
    return !ownBracket && ".,:;!?)]}'’…".indexOf(text.charAt(at)) >= 0;
  }

  /** Three dots are one sign; half of them is none. */
  private void dots(int at) {
    if (at > 0 && text.charAt(at - 1) == '.') {
      runs.add(new Run(at - 1, at + 1));
    }
  }

  private void amount(int at) {
    Matcher amount = AMOUNT.matcher(text).region(at, text.length());
    if (amount.lookingAt()) {
      runs.add(new Run(withSign(at), amount.end()));
    }
  }

  /** "US$ 5", "€5", "+5", "§ 4": where the amount begins whose first digit is here. */
  private int withSign(int digit) {
    int start = digit > 0 && "+-−".indexOf(text.charAt(digit - 1)) >= 0 ? digit - 1 : digit;
    int sign = start > 1 && text.charAt(start - 1) == ' ' ? start - 2 : start - 1;
    if (sign < 0) {
      return digit;
    }
    if ("№§#".indexOf(text.charAt(sign)) >= 0) {
      return sign;
    }
    if (Character.getType(text.charAt(sign)) != Character.CURRENCY_SYMBOL) {
      return digit;
    }
    start = sign;
    while (start > 0 && sign - start < 3 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private void merge() {
    runs.sort(Comparator.comparingInt(Run::start));
    List<Run> merged = new ArrayList<>();
    for (Run run : runs) {
      int last = merged.size() - 1;
      if (last >= 0 && run.start() < merged.get(last).end()) {
        Run before = merged.get(last);
        merged.set(last, new Run(before.start(), Math.max(before.end(), run.end())));
      } else {
        merged.add(run);
      }
    }
    runs.clear();
    runs.addAll(merged);
  }

  private Run last() {
    return runs.get(runs.size() - 1);
  }

  private boolean isDigit(int at) {
    return at >= 0 && Character.isDigit(text.charAt(at));
  }

  /** Scripts without spaces are left out: what they join by a hyphen are whole sentences. */
  private boolean isOfAWord(int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return c < 0x300
        ? Character.isLetterOrDigit(c) || c == '_' || c == '\''
        : c == '’' || (Scripts.isSpaced(c) && Key.isOfAWord(c));
  }

  private static boolean isOfALocalPart(char c) {
    return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
  }
}
