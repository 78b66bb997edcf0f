package digest.testkit;

import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.EditionContent;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Rings;
import digest.edition.SelectionRules;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Made-up words for tests that do not care about their details. */
public final class Samples {

  /** The moment most tests live in. */
  public static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private static final Cadence AT_SEVEN =
      new Cadence(
          "0 0 7 ? * *",
          ZoneId.of("Europe/Berlin"),
          false,
          Duration.ofMinutes(15),
          Duration.ofHours(4));

  private Samples() {}

  /** A daily newsletter at seven, Berlin time, over these feeds. */
  public static Newsletter newsletter(String id, List<Feed> feeds) {
    return newsletter(id, feeds, SelectionRules.DEFAULT, null);
  }

  /** The same that picks by other rules, or goes to some before the others. */
  public static Newsletter newsletter(
      String id, List<Feed> feeds, SelectionRules rules, @Nullable Rings rings) {
    return newsletter(id, feeds, AT_SEVEN, Newsletter.Approval.AUTO, rules, rings);
  }

  /** The same at other times, let go by somebody else. */
  public static Newsletter newsletter(
      String id, List<Feed> feeds, Cadence cadence, Newsletter.Approval approval) {
    return newsletter(id, feeds, cadence, approval, SelectionRules.DEFAULT, null);
  }

  private static Newsletter newsletter(
      String id,
      List<Feed> feeds,
      Cadence cadence,
      Newsletter.Approval approval,
      SelectionRules rules,
      @Nullable Rings rings) {
    return new Newsletter(
        new Newsletter.Id(id),
        "Alder Bay Courier",
        "The day in short",
        "{lead}",
        Locale.ENGLISH,
        Mailbox.of("Alder Bay Courier <daily@example.org>"),
        null,
        new MailingList.Id("readers"),
        Segment.ALL,
        feeds,
        cadence,
        approval,
        rules,
        TeaserRules.DEFAULT,
        TeaserRules.LEAD,
        "digest",
        null,
        rings,
        Newsletter.Personal.NONE);
  }

  /** The same whose readers get what is about the topics they chose. */
  public static Newsletter personal(Newsletter of) {
    return new Newsletter(
        of.id(),
        of.title(),
        of.tagline(),
        of.subject(),
        of.language(),
        of.from(),
        of.replyTo(),
        of.list(),
        of.segment(),
        of.feeds(),
        of.cadence(),
        of.approval(),
        of.rules(),
        of.teaser(),
        of.leadTeaser(),
        of.template(),
        of.feedbackId(),
        of.rings(),
        Newsletter.Personal.TOPICS);
  }

  /** An article with a body of one sentence. */
  public static Article article(String id, String title) {
    return new Article(
        new Article.Id(id),
        "feeds/courier.xml",
        "Courier",
        "guid-" + id,
        "https://courier.example.org/" + id,
        title,
        null,
        NOW.minus(Duration.ofHours(3)),
        Article.Dating.EXACT,
        NOW.minus(Duration.ofHours(2)),
        "<p>" + title + " is what everybody on the quay talks about this morning.</p>",
        null,
        List.of(),
        null,
        "en",
        List.of(),
        false,
        Article.Access.OPEN);
  }

  /** A content of these articles: the first leads, the rest is More news. */
  public static EditionContent content(String... ids) {
    List<Pick> picks = new ArrayList<>();
    for (String id : ids) {
      boolean first = picks.isEmpty();
      picks.add(
          new Pick(
              article(id, "Story " + id).withoutBody(),
              new Teaser("What story " + id + " is about […]", true),
              List.of(),
              first ? Pick.LEAD : Pick.MORE,
              picks.size() + 1,
              first ? Reason.LEAD : Reason.PICKED,
              2));
    }
    return new EditionContent(
        "Story " + ids[0],
        "More of the day, with tides and trams for everybody",
        null,
        picks,
        List.of());
  }
}
