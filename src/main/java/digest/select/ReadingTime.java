package digest.select;

import digest.edition.Article;

/** How long an article takes to read. */
final class ReadingTime {

  /** Silent reading of prose in a first language (M. Brysbaert 2019: 238 in English). */
  private static final int WORDS_A_MINUTE = 230;

  /** Two characters to a word, as for teasers (picking T10). */
  private static final int CJK_CHARACTERS_A_MINUTE = 460;

  /** Nobody plans an evening by what stands beside so many characters. */
  private static final int BOOK = 300_000;

  private final TextExtractor extractor = new TextExtractor();

  /** Whole minutes, at least 1; 0 when only a part of the text is known, none, or a book. */
  int minutes(Article article) {
    var extract = extractor.extract(article.html(), Known.of(article), BOOK);
    String text = extract.text();
    if (!extract.complete() || text.isEmpty() || SourceMarker.strip(text).certain()) {
      return 0;
    }
    boolean cjk = Scripts.isCjk(text);
    int pace = cjk ? CJK_CHARACTERS_A_MINUTE : WORDS_A_MINUTE;
    int length = cjk ? text.codePointCount(0, text.length()) : WordCut.words(text);
    return Math.max(1, (length + pace - 1) / pace);
  }
}
