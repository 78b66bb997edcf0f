package digest.select;

import digest.edition.Article;

/** The beginning of an article's plain text, by which articles are compared (picking D1). */
final class Opening {

  /** Longer words than news has on average, so that one reading is nearly always enough. */
  private static final int CHARACTERS_A_WORD = 8;

  /** Whatever has longer words is no prose, and is cut inside one. */
  private static final int LONGEST_AVERAGE = 40;

  /** What stands this far behind the start of a body is no opening. */
  private static final int LONGEST = 1 << 20;

  private Opening() {}

  /**
   * About the first so many words of a body, or of the summary where the body says nothing.
   *
   * <p>Shape: as {@link TextExtractor} gives it, with whole words, unless they are absurdly long;
   * two characters of scripts without spaces count as one word. Cheap: a long body is read no
   * further than needed.
   */
  static String of(Article article, int words) {
    Known known = Known.of(article);
    String body = of(article.html(), known, words);
    String summary = article.summary();
    return body.isEmpty() && summary != null ? of(summary, known, words) : body;
  }

  private static String of(String html, Known known, int words) {
    TextExtractor extractor = new TextExtractor();
    String part = html.substring(0, Math.min(html.length(), LONGEST));
    long enough = (long) words * CHARACTERS_A_WORD;
    while (true) {
      int characters = (int) Math.min(Integer.MAX_VALUE, enough);
      TextExtractor.Extract extract = extractor.extract(part, known, characters);
      int most = (int) Math.min(extract.text().length(), (long) words * LONGEST_AVERAGE);
      int end = Math.min(most, end(extract.text(), words));
      if (end < extract.text().length() || extract.complete()) {
        return extract.text().substring(0, end);
      }
      enough *= 4;
    }
  }

  /** Counted in halves: a space ends two of them, a letter of a script without spaces is one. */
  private static int end(String text, int words) {
    long halves = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean space = text.charAt(i) == ' ';
      boolean spaced = Scripts.isSpaced(text.charAt(i));
      halves += space ? 2 : spaced ? 0 : 1;
      if (halves >= 2L * words && (space || !spaced)) {
        return space ? i : i + 1;
      }
    }
    return text.length();
  }
}
