package digest.select;

import digest.edition.Teaser;
import digest.edition.TeaserRules;
import java.util.List;
import java.util.Locale;

/**
 * One clean text on its way to a teaser (picking T8 to T14).
 *
 * @param locale of the text; never without a language where its letters show one
 */
record Cut(String text, TeaserRules rules, Locale locale) {

  /** A cap on long words: no script's words are longer on average (picking T8). */
  private static final int GRAPHEMES_A_WORD = 8;

  /** Chinese and Japanese words have about two characters. */
  private static final int GRAPHEMES_A_CJK_WORD = 2;

  /** An already cut text may lose so much to end with a whole sentence: 40 of 100. */
  private static final int KEPT_PERCENT = 60;

  /** At least one sentence is shown whole, but no longer one, in graphemes (picking T8). */
  private static final int LONGEST_FIRST_SENTENCE = 320;

  private static final String STRIPPED = " ,;:–—‒―‐‑-−/&|·•،؛、，；：､､¿¡";

  /** No ellipsis stands before a marker (picking T2). */
  private static final List<String> ELLIPSES = List.of("[…]", "[...]", "…", "...");

  /** Within the limit, or cut to it. */
  Teaser toLimit() {
    Cut own = withText(withoutOwnMarker());
    boolean marked = own.text.length() < text.length();
    if (marked ? own.fitsAnyMode() : end() == text.length()) {
      return marked ? own.again(text) : new Teaser(text, false);
    }
    return own.cut();
  }

  /** A text that its source has shortened: to its last whole sentence, or marked as cut (T2). */
  Teaser alreadyCut() {
    int sentence = new Sentences(text, locale).lastWhole();
    boolean enough = sentence > 0 && keepsEnough(sentence);
    Cut kept = enough ? withText(endedAtSentence(sentence)) : this;
    if (kept.end() < kept.text.length()) {
      return kept.cut();
    }
    return teaser(enough ? kept.text : ended(text.length()));
  }

  private boolean keepsEnough(int sentence) {
    return Graphemes.count(text.substring(0, sentence)) * 100L
        >= Graphemes.count(text) * (long) KEPT_PERCENT;
  }

  private Cut withText(String other) {
    return new Cut(other, rules, locale);
  }

  /** A marker with a no-break space is not the one that a clean text shows. */
  private Teaser again(String marked) {
    return shownMarker().equals(rules.marker())
        ? new Teaser(marked, true)
        : teaser(ended(text.length()));
  }

  private String shownMarker() {
    String between = PlainText.clean("|" + rules.marker() + "|");
    return between.substring(1, between.length() - 1);
  }

  private Teaser cut() {
    int sentences = rules.mode() == TeaserRules.Mode.SENTENCES ? sentences() : 0;
    return teaser(sentences > 0 ? endedAtSentence(sentences) : ended(end()));
  }

  private static Teaser teaser(String cut) {
    return Sentences.saysSomething(cut) ? new Teaser(cut, true) : Teaser.EMPTY;
  }

  private int end() {
    return switch (rules.mode()) {
      case WORDS -> Scripts.isCjk(text) ? characters() : words();
      case CHARS -> WordCut.end(text, WordCut.ANY_WORDS, rules.limit());
      case SENTENCES -> {
        int sentences = sentences();
        yield sentences > 0 ? sentences : WordCut.end(text, WordCut.ANY_WORDS, rules.limit());
      }
    };
  }

  /**
   * Whether an earlier cut may have ended here: without what followed, a text may look like another
   * script, and half an address like two words.
   */
  private boolean fitsAnyMode() {
    if (rules.mode() != TeaserRules.Mode.WORDS) {
      return end() == text.length();
    }
    boolean oneToken = text.indexOf(' ') < 0;
    int cap = times(GRAPHEMES_A_WORD);
    return (oneToken && Graphemes.end(text, cap) == text.length())
        || Math.max(words(), characters()) == text.length();
  }

  private int words() {
    return WordCut.end(text, rules.limit(), times(GRAPHEMES_A_WORD));
  }

  private int characters() {
    return WordCut.end(text, WordCut.ANY_WORDS, times(GRAPHEMES_A_CJK_WORD));
  }

  private int times(int graphemes) {
    return (int) Math.min(Integer.MAX_VALUE, (long) rules.limit() * graphemes);
  }

  /** The end of the last sentence within the limit; the first may be longer; else 0. */
  private int sentences() {
    int reach = Graphemes.end(text, rules.limit());
    int tolerated = Math.max(rules.limit(), LONGEST_FIRST_SENTENCE);
    int last = 0;
    Sentences sentences = new Sentences(text, locale);
    for (int end = sentences.next(); end > 0; end = sentences.next()) {
      if (Enclosures.withoutClosing(text, end) > reach) {
        boolean bearable =
            last == 0 && Enclosures.withoutClosing(text, end) <= Graphemes.end(text, tolerated);
        return bearable ? end : last;
      }
      last = end;
    }
    return last;
  }

  /** A whole sentence needs no marker. */
  private String endedAtSentence(int end) {
    return text.substring(0, end) + Enclosures.openAt(text, end, locale).closing();
  }

  /** The text up to a place, tidied, marked, and everything open closed (picking T13, T14). */
  private String ended(int place) {
    Enclosures open = Enclosures.openAt(text, place, locale);
    int end = place;
    for (int stripped = 1; end > 0 && stripped > 0; end -= stripped) {
      if (open.opensAt(end - 1)) {
        open.forgetLast();
        stripped = 1;
      } else {
        stripped = strippedBefore(end);
      }
    }
    String kept = text.substring(0, end);
    return Sentences.saysSomething(kept) ? kept + rules.marker() + open.closing() : "";
  }

  /** How many characters before this place a marker must not follow. */
  private int strippedBefore(int end) {
    if (STRIPPED.indexOf(text.charAt(end - 1)) >= 0) {
      return 1;
    }
    return rules.marker().isEmpty()
        ? 0
        : ELLIPSES.stream()
            .filter(ellipsis -> text.startsWith(ellipsis, end - ellipsis.length()))
            .mapToInt(String::length)
            .findFirst()
            .orElse(0);
  }

  /** Without our marker and what it closed, when the text ends so: it was cut before (T17). */
  private String withoutOwnMarker() {
    String marker = shownMarker();
    int at = marker.isBlank() ? -1 : text.lastIndexOf(marker);
    boolean last = at > 0 && text.substring(at + marker.length()).chars().allMatch(Cut::closes);
    return last ? text.substring(0, at) : text;
  }

  private static boolean closes(int c) {
    return c == ' ' || Enclosures.canClose((char) c);
  }
}
