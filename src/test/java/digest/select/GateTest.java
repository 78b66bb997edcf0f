package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article.Dating;
import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Instant READY = NOON.minus(Duration.ofMinutes(10));

  @Test
  @DisplayName(
      "picking/P1 picking/P4: settled to the nanosecond is a candidate, a nanosecond later is not")
  void theSettleLimitIsExact() {
    assertThat(reason(Requests.of(article("a").publishedAt(READY)))).isEqualTo(Reason.LEAD);
    Requests late = Requests.of(article("a").publishedAt(READY.plusNanos(1)));
    assertThat(reason(late)).isEqualTo(Reason.SETTLING);
    assertThat(late.select().explanations().get(0).detail())
        .isEqualTo("Published 23 Nov 2026 12:50; it rests and is ready at 23 Nov 2026 13:00.");
  }

  @Test
  @DisplayName("picking/P2 picking/P4: the age limit of a daily is three days, half-open")
  void theAgeLimitIsExact() {
    Instant bound = NOON.minus(Duration.ofDays(3));
    assertThat(reason(Requests.of(article("a").publishedAt(bound)))).isEqualTo(Reason.TOO_OLD);
    assertThat(reason(Requests.of(article("a").publishedAt(bound.plusNanos(1)))))
        .isEqualTo(Reason.LEAD);
  }

  @Test
  @DisplayName("picking/P2: weekly 14 days, monthly 45 days, or as the rules say")
  void theAgeLimitFollowsTheCadenceUnlessSet() {
    Articles old = article("a").publishedAt(NOON.minus(Duration.ofDays(13)));
    Articles older = article("a").publishedAt(NOON.minus(Duration.ofDays(44)));
    assertThat(reason(Requests.of(old))).isEqualTo(Reason.TOO_OLD);
    assertThat(reason(Requests.of(old).cron("0 0 7 ? * MON"))).isEqualTo(Reason.LEAD);
    assertThat(reason(Requests.of(older).cron("0 0 7 ? * MON"))).isEqualTo(Reason.TOO_OLD);
    assertThat(reason(Requests.of(older).cron("0 0 7 1 * ?"))).isEqualTo(Reason.LEAD);
    assertThat(reason(Requests.of(older).rules(aged(Duration.ofDays(60))))).isEqualTo(Reason.LEAD);
    assertThat(reason(Requests.of(old).rules(aged(Duration.ofHours(1))).cron("0 0 7 1 * ?")))
        .isEqualTo(Reason.TOO_OLD);
  }

  @Test
  @DisplayName("picking/P3: the first edition looks back as far as its window")
  void theFirstWindowIsNarrower() {
    Articles article = article("a").publishedAt(NOON.minus(Duration.ofHours(24)));
    Articles other = article("b").publishedAt(NOON.minus(Duration.ofHours(23)));
    Map<String, Reason> reasons = reasons(Requests.of(article, other).window(Duration.ofHours(24)));
    assertThat(reasons).containsEntry("a", Reason.TOO_OLD).containsEntry("b", Reason.LEAD);
  }

  @Test
  @DisplayName("picking/P5: a future date waits")
  void theFutureWaits() {
    assertThat(reason(Requests.of(article("a").publishedAt(NOON.plusNanos(1)))))
        .isEqualTo(Reason.FUTURE);
    assertThat(reason(Requests.of(article("a").publishedAt(Instant.parse("2099-01-01T00:00:00Z")))))
        .isEqualTo(Reason.FUTURE);
  }

  @Test
  @DisplayName("picking/P1 picking/P5: without a date first sight counts, and nothing settles")
  void firstSightCountsWithoutADate() {
    Articles undated = article("a").dating(Dating.NONE).publishedAt(Instant.EPOCH);
    assertThat(reason(Requests.of(undated.firstSeenAt(NOON)))).isEqualTo(Reason.LEAD);
    assertThat(reason(Requests.of(undated.firstSeenAt(NOON.plusNanos(1)))))
        .isEqualTo(Reason.TOO_EARLY);
    assertThat(reason(Requests.of(undated.firstSeenAt(NOON.minus(Duration.ofDays(3))))))
        .isEqualTo(Reason.TOO_OLD);
  }

  @Test
  @DisplayName("picking/P5: a date without a time is that whole local day")
  void aDayCountsAsAWhole() {
    Instant day = Instant.parse("2026-11-19T11:00:00Z"); // 20 November in Auckland
    Articles article = article("a").dating(Dating.DAY).publishedAt(day).feed("nz");
    Feed auckland =
        new Feed(
            "nz", null, null, Feed.EVERY, ZoneId.of("Pacific/Auckland"), Map.of(), 0, Set.of());
    Instant end = Instant.parse("2026-11-20T11:00:00Z");
    Requests last =
        Requests.of(article).feeds(auckland).cutoff(end.plus(Duration.ofDays(3)).minusNanos(1));
    assertThat(reason(last)).isEqualTo(Reason.LEAD);
    assertThat(reason(last.cutoff(end.plus(Duration.ofDays(3))))).isEqualTo(Reason.TOO_OLD);
    assertThat(reason(Requests.of(article.feed("x")).cutoff(end.plus(Duration.ofDays(3)))))
        .as("UTC where the feed has no zone: the 19th ends earlier")
        .isEqualTo(Reason.TOO_OLD);
    assertThat(reason(last.cutoff(day.minusNanos(1)))).isEqualTo(Reason.FUTURE);
    assertThat(reason(last.cutoff(day.plusSeconds(60)))).isEqualTo(Reason.SETTLING);
  }

  @Test
  @DisplayName("picking/P5: within a day first sight decides the order")
  void withinADayFirstSightDecides() {
    Instant day = Instant.parse("2026-11-23T00:00:00Z");
    Articles early =
        article("a").dating(Dating.DAY).publishedAt(day).firstSeenAt(day.plusSeconds(60));
    Articles late =
        article("b").dating(Dating.DAY).publishedAt(day).firstSeenAt(day.plusSeconds(7200));
    Articles before =
        article("c").dating(Dating.DAY).publishedAt(day).firstSeenAt(day.minusSeconds(5));
    Articles after =
        article("d").dating(Dating.DAY).publishedAt(day).firstSeenAt(day.plusSeconds(200_000));
    assertThat(Requests.of(early, late, before, after).select().explanations())
        .extracting(e -> e.article().value())
        .containsExactly("d", "b", "a", "c");
  }

  @Test
  @DisplayName(
      "picking/P1: what is first seen late or back-dated is a candidate while its age allows")
  void backDatedArticlesAreCandidates() {
    Articles late =
        article("a").publishedAt(NOON.minus(Duration.ofDays(2))).firstSeenAt(NOON.plusSeconds(60));
    assertThat(reason(Requests.of(late))).isEqualTo(Reason.LEAD);
  }

  @Test
  @DisplayName("picking/P1: a manual trigger's cutoff is its own instant")
  void aLaterCutoffTakesLaterArticles() {
    Articles article = article("a").publishedAt(NOON);
    assertThat(reason(Requests.of(article))).isEqualTo(Reason.SETTLING);
    assertThat(reason(Requests.of(article).cutoff(NOON.plusSeconds(600)))).isEqualTo(Reason.LEAD);
  }

  @Test
  @DisplayName("picking/P7: what was sent or is reserved is never picked, and the edition is named")
  void theLedgerDecides() {
    Requests sent = Requests.of(article("a")).covered("a", Coverage.State.SENT, NOON);
    Requests reserved = Requests.of(article("a")).covered("a", Coverage.State.RESERVED, NOON);
    assertThat(sent.select().picks()).isEmpty();
    assertThat(sent.select().explanations())
        .extracting(Explanation::reason, Explanation::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Reason.ALREADY_SENT, "Sent in edition 12."));
    assertThat(reserved.select().picks()).isEmpty();
    assertThat(reason(reserved)).isEqualTo(Reason.RESERVED_ELSEWHERE);
  }

  @Test
  @DisplayName("picking/P9: what had no room expires at the age limit")
  void carriedArticlesExpire() {
    Articles old = article("a").publishedAt(NOON.minus(Duration.ofDays(4)));
    assertThat(reason(Requests.of(old).carried("a"))).isEqualTo(Reason.EXPIRED);
  }

  @Test
  @DisplayName("picking/P11: what is not public is out")
  void closedArticlesAreOut() {
    assertThat(reason(Requests.of(article("a").closed()))).isEqualTo(Reason.NOT_PUBLIC);
  }

  @Test
  @DisplayName("picking/part 9: EXCLUDED_RULE, by a topic that the feed's rules exclude")
  void anExcludedTopicIsOut() {
    Feed feed =
        new Feed("f", null, null, Feed.EVERY, null, Map.of(), 0, Set.of("Sponsored", "Video"));
    Requests request =
        Requests.of(
                article("a").feed("f").topics("News", "SPONSORED"),
                article("b").feed("f").topics("Videos"),
                article("c").feed("other").topics("Sponsored"))
            .feeds(feed, Feed.at("other"));
    assertThat(reasons(request)).containsEntry("a", Reason.EXCLUDED_RULE);
    assertThat(ids(request)).containsExactly("b", "c");
    assertThat(Requests.details(request).get("a"))
        .isEqualTo("The rules of its feed exclude the topic \"SPONSORED\".");
  }

  @Test
  @DisplayName("picking/part 9: UNPUBLISHED and NOT_PUBLIC are told apart")
  void aDraftIsUnpublished() {
    Requests request = Requests.of(article("a").unpublished(), article("b").closed());
    assertThat(reasons(request))
        .containsEntry("a", Reason.UNPUBLISHED)
        .containsEntry("b", Reason.NOT_PUBLIC);
  }

  @Test
  void anArticleOfAForeignFeedIsOut() {
    Requests request =
        Requests.of(article("a").feed("x"), article("b").feed("y")).feeds(Feed.at("y"));
    assertThat(reasons(request))
        .containsEntry("a", Reason.EXCLUDED_RULE)
        .containsEntry("b", Reason.LEAD);
  }

  @Test
  void anArticleWithoutTitleAndTextIsOut() {
    Map<String, Reason> reasons =
        reasons(
            Requests.of(
                article("a").title("—"),
                article("b").title("…").html("<p>Text.</p>"),
                article("c").title("…").summary("Text."),
                article("d")));
    assertThat(reasons).containsEntry("a", Reason.NO_TEASER);
    assertThat(reasons.entrySet()).filteredOn(e -> e.getValue() == Reason.NO_TEASER).hasSize(1);
  }

  private static SelectionRules aged(Duration maxAge) {
    SelectionRules d = SelectionRules.DEFAULT;
    return new SelectionRules(
        d.max(),
        d.min(),
        maxAge,
        d.settle(),
        d.perSource(),
        List.of(),
        d.moreNews(),
        d.related(),
        d.relatedPosts(),
        d.thin());
  }

  private static Reason reason(Requests request) {
    return request.select().explanations().get(0).reason();
  }
}
