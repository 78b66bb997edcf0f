package digest.bench;

import digest.edition.Article;
import digest.edition.TeaserRules;
import digest.select.TeaserCutter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cuts the teasers of articles of 5 KB. */
class TeaserBench {

  private static final int ARTICLES = 2_000;

  @Test
  void teasers() throws Exception {
    List<Article> articles =
        new Corpus(7)
            .articles(
                0, ARTICLES, ARTICLES, Instant.parse("2026-11-23T06:00:00Z"), Duration.ofDays(9));
    TeaserCutter cutter = new TeaserCutter();
    for (TeaserRules rules :
        List.of(
            TeaserRules.DEFAULT,
            TeaserRules.LEAD,
            new TeaserRules(TeaserRules.Mode.SENTENCES, 240, " […]"),
            new TeaserRules(TeaserRules.Mode.CHARS, 300, " […]"))) {
      double milliseconds =
          Figures.milliseconds(
              ARTICLES + " teasers, " + rules.mode() + " " + rules.limit(),
              3,
              7,
              () -> articles.forEach(article -> cutter.cut(article, rules)));
      Figures.print("  %,.0f a second, on one thread", ARTICLES * 1000 / milliseconds);
    }
  }
}
