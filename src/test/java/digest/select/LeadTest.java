package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Pick;
import digest.edition.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeadTest {

  private static final String LONG =
      "<p>The council met on Monday night and decided that the old bridge will be built anew.</p>";

  @Test
  @DisplayName("picking/L1: what the feed marks leads, else the best with text enough")
  void theLeadIsFeaturedOrHasText() {
    Requests featured = Requests.of(at("a", 1).html(LONG), at("b", 9).featured());
    assertThat(ids(featured)).containsExactly("b", "a");
    Requests text = Requests.of(at("a", 1).html("<p>Short.</p>"), at("b", 9).html(LONG));
    assertThat(ids(text)).containsExactly("b", "a");
    assertThat(text.select().picks().get(0).section()).isEqualTo(Pick.LEAD);
    Requests none = Requests.of(at("a", 1), at("b", 9));
    assertThat(ids(none)).containsExactly("a", "b");
  }

  @Test
  @DisplayName("picking/L1: sixty graphemes are enough, fifty-nine are not")
  void sixtyGraphemesMakeALead() {
    Requests request =
        Requests.of(at("a", 1).html("a".repeat(59)), at("b", 9).html("é".repeat(60)));
    assertThat(ids(request)).containsExactly("b", "a");
  }

  @Test
  @DisplayName("picking/L1: neither the last lead nor another telling of it leads")
  void theLastLeadDoesNotLeadAgain() {
    Requests request = Requests.of(at("a", 1).featured(), at("b", 9)).lastLead("a");
    assertThat(ids(request)).containsExactly("b", "a");
    Requests told =
        Requests.of(at("a", 1).title("Storm hits the coast tonight"), at("b", 9))
            .archive(article("z").title("Storm hits the coast tonight"))
            .lastLead("z");
    assertThat(ids(told)).containsExactly("b", "a");
    Requests alone = Requests.of(at("a", 1)).lastLead("a");
    assertThat(ids(alone)).as("nothing else is there").containsExactly("a");
  }

  @Test
  @DisplayName("picking/L1 picking/T8: the lead has its own, longer teaser")
  void theLeadHasALongerTeaser() {
    String words = "word ".repeat(200);
    String others = "term ".repeat(200);
    List<Pick> picks =
        Requests.of(at("a", 1).html(words), at("b", 2).html(others)).select().picks();
    assertThat(picks.get(0).teaser().text().split(" ", -1)).hasSize(111);
    assertThat(picks.get(1).teaser().text().split(" ", -1)).hasSize(56);
    assertThat(picks.get(0).article().html()).as("no body in an edition").isEmpty();
  }

  @Test
  @DisplayName("picking/P10: where only fillers are found, one of them leads")
  void aFillerCanLead() {
    Requests request = Requests.of(at("b", 30)).window(Duration.ofHours(24));
    assertThat(reasons(request)).containsEntry("b", Reason.LEAD);
    assertThat(request.select().picks()).extracting(Pick::section).containsExactly(Pick.LEAD);
  }

  private static Articles at(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
