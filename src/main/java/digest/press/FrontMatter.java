package digest.press;

import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.render.Dates;
import digest.select.Selection;
import digest.select.SubjectLine;
import java.time.LocalDateTime;
import java.util.List;

/** Writes the lines that stand before the picks: subject and preheader (picking L2). */
final class FrontMatter {

  private static final int PREHEADER_MAX = 110;

  private FrontMatter() {}

  static EditionContent over(
      Newsletter newsletter, LocalDateTime when, int number, Selection.Result selected) {
    return new EditionContent(
        subject(newsletter, when, number, selected.picks()),
        preheader(selected.picks()),
        null,
        selected.picks(),
        selected.relatedPosts());
  }

  /** As the newsletter's pattern makes it. */
  static String subject(Newsletter newsletter, LocalDateTime when, int number, List<Pick> picks) {
    String lead = picks.isEmpty() ? newsletter.title() : picks.get(0).article().title();
    String date = new Dates(newsletter.language()).full(when.toLocalDate());
    return SubjectLine.fill(newsletter.subject(), lead, newsletter.title(), date, number);
  }

  /** The headlines after the lead's, as many as an inbox shows. */
  static String preheader(List<Pick> picks) {
    StringBuilder line = new StringBuilder();
    for (Pick pick : picks.subList(Math.min(1, picks.size()), picks.size())) {
      String title = pick.article().title();
      if (line.length() + title.length() + 3 > PREHEADER_MAX) {
        break;
      }
      line.append(line.isEmpty() ? "" : " · ").append(title);
    }
    return line.toString();
  }
}
