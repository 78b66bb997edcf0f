package digest.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs of a text that are never cut and count as one word: addresses of pages and mail, numbers
 * with separators, a currency sign and its number, hyphenated words (picking T10, T12).
 */
final class Unbreakable {

  /** Letters of scripts that put no space between words are left out: their runs are sentences. */
  private static final String WORD =
      "[\\p{L}\\p{M}\\p{N}'’_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}"
          + "\\p{IsKhmer}\\p{IsMyanmar}]]";

  private static final String NUMBER = "\\p{Nd}++(?:[.,:/'’٫٬–−-]\\p{Nd}++)*+";
  private static final String GROUPED = "(?<!\\p{Nd})\\p{Nd}{1,3}(?: \\p{Nd}{3}(?!\\p{Nd}))++";
  private static final String AMOUNT = "(?:" + GROUPED + "(?:[.,]\\p{Nd}++)?+|" + NUMBER + ")";

  private static final Pattern PAGES =
      Pattern.compile(
          "(?:https?://|www\\.)[\\x21-\\x7E\\u00A1-\\u02AF\\u0370-\\u06FF&&[^<>\"«»“”]]++",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}._%+-]{1,64}+@[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+)++");
  private static final Pattern AMOUNTS =
      Pattern.compile(
          "\\p{L}{0,3}+\\p{Sc} ?[+−-]?"
              + AMOUNT
              + "|[№§#] ?"
              + AMOUNT
              + "|"
              + AMOUNT
              + "(?: ?[\\p{Sc}%‰](?! ?\\p{Nd}))?+");
  private static final Pattern HYPHENATED = Pattern.compile(WORD + "++(?:[-‐‑&]" + WORD + "++)++");

  /** Three dots are one sign; half of them is none. */
  private static final Pattern DOTS = Pattern.compile("\\.{2,}+");

  private final List<Run> runs;
  private int next;

  private Unbreakable(List<Run> runs) {
    this.runs = runs;
  }

  private record Run(int start, int end) {}

  /** The runs that begin before {@code end}. */
  static Unbreakable in(String text, int end) {
    List<Run> found = new ArrayList<>();
    if (text.indexOf("//") >= 0 || text.regionMatches(true, 0, "www.", 0, 4) || hasWww(text)) {
      collect(PAGES, text, end, found);
    }
    if (text.indexOf('@') >= 0) {
      collect(MAIL, text, end, found);
    }
    collect(DOTS, text, end, found);
    collect(AMOUNTS, text, end, found);
    collect(HYPHENATED, text, end, found);
    found.sort(Comparator.comparingInt(Run::start));
    return new Unbreakable(merged(found));
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

  private static boolean hasWww(String text) {
    return text.contains("www.") || text.contains("WWW.");
  }

  private static void collect(Pattern pattern, String text, int end, List<Run> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find() && matcher.start() < end) {
      int last = pattern == PAGES ? withoutPunctuation(text, matcher) : matcher.end();
      found.add(new Run(matcher.start(), last));
    }
  }

  /** A full stop or bracket after an address belongs to the sentence. */
  private static int withoutPunctuation(String text, Matcher matcher) {
    int end = matcher.end();
    while (end > matcher.start() && ".,:;!?)]}'’…".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static List<Run> merged(List<Run> sorted) {
    List<Run> merged = new ArrayList<>();
    for (Run run : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && run.start() < merged.get(last).end()) {
        Run before = merged.get(last);
        merged.set(last, new Run(before.start(), Math.max(before.end(), run.end())));
      } else {
        merged.add(run);
      }
    }
    return merged;
  }
}
