package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.edition.Slot;
import digest.mail.RelaySettings;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeBudgetTest {

  private static final int ARTICLES = 150;

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName(
      "picking/10.9 delivery/M4 picking/part 9: too much for a mail gives way, and says so")
  void whatDoesNotFitSaysSo() throws IOException {
    writeFeed();
    try (TestPress house =
        new TestPress(folder, RelaySettings.local(9, 1), clock).withSubscribers(1)) {
      Newsletter newsletter = greedy();
      Slot slot = Slot.manual("all", clock.instant(), ZoneOffset.UTC);
      Edition edition = house.press().buildEdition().build(newsletter, slot).edition();

      String html = house.press().previewEdition().sample(edition.id()).mail().html();
      assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(95_000);
      assertThat(edition.marks().note()).contains("teasers shortened").contains("left out");

      Map<Reason, Long> reasons =
          house.press().explainEdition().explain(edition).stream()
              .collect(Collectors.groupingBy(Explanation::reason, Collectors.counting()));
      assertThat(reasons).containsOnlyKeys(Reason.LEAD, Reason.PICKED, Reason.SIZE_BUDGET);
      assertThat(reasons.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ARTICLES);
      assertThat(edition.content().picks())
          .as("the best stay")
          .hasSizeGreaterThan(20)
          .extracting(Pick::position)
          .isSorted();

      clock.move(Duration.ofHours(1));
      house.press().freezeEdition().approveAndFreeze(edition.id(), edition.hash());
      Slot next = Slot.manual("next", clock.instant(), ZoneOffset.UTC);
      assertThat(house.press().buildEdition().build(newsletter, next).edition().content().picks())
          .as("what gave way comes again")
          .extracting(Pick::reason)
          .contains(Reason.CARRIED);
    }
  }

  private static Newsletter greedy() {
    SelectionRules all =
        new SelectionRules(
            200,
            1,
            Duration.ofDays(30),
            Duration.ZERO,
            200,
            List.of(),
            200,
            0,
            0,
            SelectionRules.Thin.SEND);
    return Samples.newsletter("daily", List.of(Feed.at("feed.xml")), all, null);
  }

  /** Each of its own words, or they would be one story. */
  private void writeFeed() throws IOException {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < ARTICLES; i++) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME
              .withLocale(Locale.ENGLISH)
              .format(clock.instant().minus(Duration.ofMinutes(i + 1)).atOffset(ZoneOffset.UTC));
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 120; word++) {
        text.append(word(i, word)).append(word % 12 == 11 ? ". " : " ");
      }
      items.append(
          "<item><title>%s %s %s %s %s</title><guid isPermaLink=\"false\">g%d</guid>"
                  .formatted(word(i, 1), word(i, 2), word(i, 3), word(i, 4), word(i, 5), i)
              + "<link>https://courier.example.org/%d</link><pubDate>%s</pubDate>"
                  .formatted(i, date)
              + "<description>"
              + text
              + "</description></item>");
    }
    Files.writeString(
        folder.resolve("feed.xml"),
        "<rss version=\"2.0\"><channel><title>Courier</title><link>https://courier.example.org</link>"
            + "<description>d</description>"
            + items
            + "</channel></rss>");
  }

  private static String word(int article, int number) {
    StringBuilder word = new StringBuilder();
    for (int left = 7_000 + article * 131 + number * 17; left > 0; left /= 20) {
      word.append((char) ('а' + left % 20)).append("еиоу".charAt(left % 4));
    }
    return word.toString();
  }
}
