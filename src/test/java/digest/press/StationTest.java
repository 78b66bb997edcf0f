package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.MailingList;
import digest.edition.Feed;
import digest.edition.Site;
import digest.store.Installation;
import digest.testkit.Samples;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells two configurations apart. */
class StationTest {

  @TempDir Path folder;

  @Test
  void theHashKnowsWhatIsPublishedAndNoSecret() {
    String one = hash(feed("token one", "Sport", "Chess"), "relay:25");
    assertThat(one).hasSize(64);
    assertThat(hash(feed("token one", "Chess", "Sport"), "relay:25"))
        .as("a set has no order")
        .isEqualTo(one);
    assertThat(hash(feed("token two", "Sport", "Chess"), "relay:25"))
        .as("a header's value may be a secret")
        .isEqualTo(one);
    assertThat(hash(feed("token one", "Sport"), "relay:25")).isNotEqualTo(one);
    assertThat(hash(feed("token one", "Sport", "Chess"), "relay:26")).isNotEqualTo(one);
  }

  private static Feed feed(String secret, String... exclude) {
    return new Feed(
        "https://feed.example.org",
        null,
        null,
        Feed.EVERY,
        ZoneOffset.UTC,
        Map.of("Authorization", secret),
        0,
        Set.of(exclude));
  }

  private String hash(Feed feed, String relay) {
    Catalogue catalogue =
        new Catalogue(
            new Site("Courier", "https://courier.example.org", "12 Old Quay"),
            null,
            null,
            List.of(new MailingList(new MailingList.Id("a"), "A", MailingList.OptIn.SINGLE)),
            List.of(Samples.newsletter("daily", List.of(feed))));
    return Station.of(Installation.in(folder, null), "h", catalogue, List.of(relay))
        .configuration();
  }
}
