package digest.web;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Slot;
import digest.edition.Teaser;
import digest.store.Editions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes drafts of made-up stories. */
record Drafts(Editions editions, InstantSource clock) {

  Edition draft(Slot slot, String... titles) {
    List<Explanation> why = new ArrayList<>();
    List<Pick> picks = new ArrayList<>();
    for (String title : titles) {
      Pick pick = pick(slot, title, picks.size());
      picks.add(pick);
      why.add(
          new Explanation(
              pick.article().id(),
              title,
              pick.article().link(),
              pick.article().source(),
              pick.reason(),
              "among the best " + titles.length,
              null));
    }
    why.add(
        new Explanation(
            new Article.Id("oldoldoldold"),
            "A bench was painted",
            "https://news.example.org/bench",
            "Tideline",
            Reason.TOO_OLD,
            "published 9 days ago, the limit is 3 days",
            null));
    EditionContent content =
        new EditionContent(
            titles[0],
            "Also: tides, trams and what the harbour cat thinks of them all",
            null,
            picks,
            List.of());
    return editions.create(
        WebHouse.DAILY,
        slot,
        content,
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        why,
        clock.instant());
  }

  private Pick pick(Slot slot, String title, int at) {
    String id = "s" + letters(slot.key().hashCode()) + letters(at);
    Article article =
        new Article(
            new Article.Id(id),
            "https://news.example.org/feed",
            at % 2 == 0 ? "Alder Bay Courier" : "Open Ledger",
            "guid-" + id,
            "https://news.example.org/" + id,
            title,
            null,
            clock.instant().minus(Duration.ofHours(5L + at)),
            Article.Dating.EXACT,
            clock.instant().minus(Duration.ofHours(4)),
            "",
            null,
            List.of(),
            null,
            "en",
            List.of(),
            false,
            Article.Access.OPEN);
    List<Related> related =
        at == 0
            ? List.of(
                new Related("What the ferry costs", "https://news.example.org/r1", "Tideline"))
            : List.of();
    String section = at == 0 ? Pick.LEAD : at < 3 ? "News" : Pick.MORE;
    return new Pick(
        article,
        new Teaser("What everybody on the quay talks about this morning, told at length […]", true),
        related,
        section,
        at + 1,
        at == 0 ? Reason.LEAD : Reason.PICKED,
        2);
  }

  private static String letters(int number) {
    return Integer.toUnsignedString(number, 26)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
        .reduce("", String::concat);
  }
}
