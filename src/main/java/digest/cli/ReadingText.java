package digest.cli;

import digest.edition.Article;
import digest.press.ReadFeed;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Prints what is understood of a feed, for people. */
final class ReadingText {

  private static final String INDENT = "   ";
  private final Screen out;

  ReadingText(Screen out) {
    this.out = out;
  }

  void print(ReadFeed.Reading reading) {
    if (!reading.isUnderstood()) {
      out.line(Style.BAD, reading.source() + " could not be read");
      reading.problems().forEach(problem -> out.paragraph(Style.PLAIN, INDENT, problem));
      out.blank();
      return;
    }
    out.line(Style.BOLD, reading.title());
    out.line(
        Style.DIM,
        reading.format()
            + " · "
            + Words.count(reading.items().size(), "article")
            + " · "
            + reading.source());
    reading.problems().forEach(problem -> out.paragraph(Style.WARNING, " ! ", problem));
    out.blank();
    reading.items().forEach(this::print);
  }

  private void print(ReadFeed.Item item) {
    Article article = item.article();
    out.paragraph(Style.BOLD, " • ", article.title());
    out.paragraph(Style.DIM, INDENT, facts(article));
    if (!item.teaser().text().isEmpty()) {
      out.paragraph(Style.PLAIN, INDENT, item.teaser().text());
    }
    out.line(Style.DIM, INDENT + (article.link().isEmpty() ? "left out" : article.link()));
    article
        .related()
        .forEach(related -> out.paragraph(Style.DIM, INDENT, "Related: " + related.title()));
    out.blank();
  }

  private static String facts(Article article) {
    List<String> facts = new ArrayList<>();
    facts.add(
        article.dating() == Article.Dating.NONE
            ? "no date"
            : When.in(ZoneOffset.UTC, article.publishedAt()).replace(" Z", " UTC"));
    if (article.author() != null) {
      facts.add(article.author());
    }
    if (!article.topics().isEmpty()) {
      facts.add(String.join(", ", article.topics()));
    }
    if (article.image() != null) {
      facts.add("picture");
    }
    if (article.access() != Article.Access.OPEN) {
      facts.add("not public");
    }
    return String.join(" · ", facts);
  }
}
