package digest.select;

import digest.edition.Article;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import java.util.Locale;

/**
 * Cuts teasers (picking, part 6).
 *
 * <p>A teaser is plain text on one line. A longer limit never gives a shorter text; cutting a
 * teaser again changes nothing. Threads: safe; each call has breaks of its own.
 */
public final class TeaserCutter {

  /** Characters of a body to read for each word or grapheme of the limit, and for furniture. */
  private static final int CHARACTERS = 12;

  private static final int SPARE = 600;

  private static final int FAR = 20_000;

  private final TextExtractor extractor = new TextExtractor();

  /** Builds one. */
  public TeaserCutter() {}

  /**
   * The teaser of an article: from its manual summary, else its body, else the summary that its
   * source cut itself (picking T1, T2); {@link Teaser#EMPTY} when it has no text.
   */
  public Teaser cut(Article article, TeaserRules rules) {
    Known known = Known.of(article);
    String said = article.summary() == null ? "" : extractor.text(article.summary(), known);
    SourceMarker summary = SourceMarker.strip(said);
    boolean manual = !summary.cut() && !summary.text().isEmpty();
    if (manual && !breaksOff(summary.text(), article.html(), known)) {
      return toLimit(summary.text(), rules, known.locale());
    }
    Teaser body = ofBody(article.html(), known, rules);
    return body.text().isEmpty() ? cutBySource(summary.text(), rules, known.locale()) : body;
  }

  /**
   * Cuts a plain text.
   *
   * @param locale of the text; {@link Locale#ROOT} when not known
   * @param alreadyCut its source has shortened it, and may have left a marker at its end
   */
  public Teaser cutText(String plainText, TeaserRules rules, Locale locale, boolean alreadyCut) {
    String text = PlainText.clean(plainText);
    if (!alreadyCut) {
      return toLimit(text, rules, locale);
    }
    return cutBySource(SourceMarker.strip(text).text(), rules, locale);
  }

  /** Some feeds cut their summary in mid-sentence and leave no mark. */
  private boolean breaksOff(String summary, String html, Known known) {
    if (Sentences.isTerminated(summary)) {
      return false;
    }
    String body = extractor.extract(html, known, summary.length() + SPARE).text();
    return body.length() > summary.length() && body.startsWith(summary);
  }

  private Teaser ofBody(String html, Known known, TeaserRules rules) {
    int enough = (int) Math.min(Integer.MAX_VALUE, (long) rules.limit() * CHARACTERS + SPARE);
    TextExtractor.Extract extract = extractor.extract(html, known, enough);
    if (!extract.complete()) {
      Teaser teaser = toLimit(extract.text(), rules, known.locale());
      return teaser.truncated() ? teaser : ofWhole(extractor.text(html, known), rules, known);
    }
    return ofWhole(extract.text(), rules, known);
  }

  /** Only a marker that no author writes shows that this "body" is but the source's cut. */
  private static Teaser ofWhole(String text, TeaserRules rules, Known known) {
    SourceMarker body = SourceMarker.strip(text);
    if (body.certain()) {
      return cutBySource(body.text(), rules, known.locale());
    }
    return toLimit(
        body.cut() ? SourceMarker.withoutTrailer(text) : body.text(), rules, known.locale());
  }

  private static Teaser toLimit(String text, TeaserRules rules, Locale locale) {
    return cut(text, rules, locale).toLimit();
  }

  private static Teaser cutBySource(String text, TeaserRules rules, Locale locale) {
    return text.isEmpty() ? Teaser.EMPTY : cut(text, rules, locale).alreadyCut();
  }

  /** What stands far behind the limit changes nothing, and may be ten megabytes. */
  private static Cut cut(String text, TeaserRules rules, Locale locale) {
    int most = (int) Math.min(text.length(), (long) rules.limit() * CHARACTERS + FAR);
    boolean halved = most < text.length() && Character.isHighSurrogate(text.charAt(most - 1));
    String near = text.substring(0, halved ? most - 1 : most);
    return new Cut(near, rules, Scripts.localeOf(near, locale));
  }
}
