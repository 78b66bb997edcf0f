package digest.web;

import digest.audience.MailingList;
import digest.edition.Cadence;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.press.Catalogue;
import digest.testkit.Samples;
import java.time.Duration;
import java.util.List;

/** The newsletters of a house for tests: one daily, one weekly, both waiting for a person. */
final class HouseWords {

  private HouseWords() {}

  static Catalogue catalogue(String publicUrl) {
    return new Catalogue(
        new Site("Alder Bay Courier", "https://courier.example.org", "12 Old Quay, 4021 Alder Bay"),
        publicUrl,
        null,
        List.of(new MailingList(WebHouse.READERS, "Readers", MailingList.OptIn.DOUBLE)),
        List.of(newsletter("daily", "Alder Bay Courier"), newsletter("weekly", "The Week")));
  }

  private static Newsletter newsletter(String id, String title) {
    Newsletter sample = Samples.newsletter(id, List.of(Feed.at("feed.xml")));
    return new Newsletter(
        sample.id(),
        title,
        "The day in twelve stories",
        sample.subject(),
        sample.language(),
        sample.from(),
        null,
        WebHouse.READERS,
        sample.segment(),
        sample.feeds(),
        new Cadence(
            id.equals("daily") ? "0 0 7 ? * *" : "0 0 7 ? * FRI",
            WebHouse.BERLIN,
            false,
            Duration.ofMinutes(15),
            Duration.ofHours(4)),
        Newsletter.Approval.REQUIRED,
        sample.rules(),
        sample.teaser(),
        sample.leadTeaser(),
        sample.template());
  }
}
