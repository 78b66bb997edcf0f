package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.WEEKLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** picking/P7. */
class NeverRepeatTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
    Samples.readers(database, 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("picking/P7: reserved at freeze, for this newsletter only")
  void freezingReserves() {
    Samples.draft(database, DAILY, 22, "z");
    assertThat(new Editions(database).coverage(DAILY)).as("a draft reserves nothing").isEmpty();
    Edition edition = Samples.frozenEdition(database, 23, "a", "b");
    assertThat(new Editions(database).coverage(DAILY))
        .containsOnlyKeys(new Article.Id("a"), new Article.Id("b"))
        .allSatisfy(
            (id, coverage) -> {
              assertThat(coverage.state()).isEqualTo(Coverage.State.RESERVED);
              assertThat(coverage.edition()).isEqualTo(edition.id());
            });
    assertThat(new Editions(database).coverage(WEEKLY)).isEmpty();
    Samples.freeze(database, Samples.approved(database, WEEKLY, 23, "a"));
  }

  @Test
  @DisplayName("picking/P7: two editions cannot reserve one article; nothing is left of the second")
  void anArticleIsReservedOnce() {
    Edition first = Samples.frozenEdition(database, 23, "a", "b");
    Edition second = Samples.approved(database, DAILY, 24, "c", "b");
    String before = database.checksum();
    assertThatThrownBy(() -> Samples.freeze(database, second))
        .isInstanceOfSatisfying(
            ArticleTaken.class,
            taken -> {
              assertThat(taken.article()).isEqualTo(new Article.Id("b"));
              assertThat(taken.other()).isEqualTo(first.id());
            })
        .hasMessageContaining("Headline of b")
        .hasMessageContaining("edition " + first.id());
    assertThat(database.checksum()).isEqualTo(before);
  }

  @Test
  @DisplayName("picking/P7: of two freezes at once one wins")
  void twoFreezesAtOnce() throws Exception {
    Edition one = Samples.approved(database, DAILY, 23, "a");
    Edition other = Samples.approved(database, DAILY, 24, "a");
    List<Callable<String>> both = List.of(() -> freeze(one), () -> freeze(other));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> ends = new ArrayList<>();
    for (Future<String> end : threads.invokeAll(both)) {
      ends.add(end.get());
    }
    threads.shutdown();
    assertThat(ends).containsExactlyInAnyOrder("frozen", "taken");
  }

  @Test
  @DisplayName("picking/P7: SENT with the first accepted recipient, in the same transaction")
  void theFirstAcceptedRecipientMakesItSent() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    settle(edition, Samples.rejected(), Samples.accepted());
    assertThat(coverage("a").state()).isEqualTo(Coverage.State.SENT);
    deliveries.exclude(edition.id(), Delivery.Exclusion.CANCELLED, NOW);
    assertThat(coverage("a").state()).isEqualTo(Coverage.State.SENT);
  }

  @Test
  @DisplayName("picking/P7: released when the edition ends with nobody reached")
  void anEditionThatReachedNobodyReleases() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    List<Claim> claims = settle(edition, Samples.rejected());
    assertThat(coverage("a").state()).as("one is open").isEqualTo(Coverage.State.RESERVED);
    settle(edition, Samples.rejected());
    assertThat(claims).hasSize(1);
    assertThat(new Editions(database).coverage(DAILY)).isEmpty();
    Samples.frozenEdition(database, 24, "a");
  }

  @Test
  @DisplayName("picking/P7: not released while one may have gone out")
  void anUncertainRecipientKeepsIt() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    settle(edition, Samples.rejected(), Samples.uncertain());
    assertThat(coverage("a").state()).isEqualTo(Coverage.State.RESERVED);
    settle(edition, Samples.accepted());
    assertThat(coverage("a").state()).isEqualTo(Coverage.State.SENT);
  }

  @Test
  void cancellingReleases() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    new Editions(database).move(edition.id(), Edition.State.CANCELLED, edition.marks());
    deliveries.exclude(edition.id(), Delivery.Exclusion.CANCELLED, NOW);
    assertThat(new Editions(database).coverage(DAILY)).isEmpty();
  }

  @Test
  void sendingAgainReservesAgain() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    settle(edition, Samples.rejected(), Samples.rejected());
    deliveries.resend(edition.id(), Set.of(Delivery.State.REJECTED), NOW);
    assertThat(coverage("a").state()).isEqualTo(Coverage.State.RESERVED);
    assertThat(deliveries.timing(edition.id()).finishedAt()).isNull();
  }

  @Test
  void sendingAgainWhatAnotherEditionHasTakenIsRefused() {
    Edition edition = Samples.frozenEdition(database, 23, "a");
    settle(edition, Samples.rejected(), Samples.rejected());
    Samples.frozenEdition(database, 24, "a");
    Set<Delivery.State> rejected = Set.of(Delivery.State.REJECTED);
    assertThatThrownBy(() -> deliveries.resend(edition.id(), rejected, NOW))
        .isInstanceOf(ArticleTaken.class);
    assertThat(deliveries.progress(edition.id()).rejected()).isEqualTo(2);
  }

  private String freeze(Edition edition) {
    try {
      Samples.freeze(database, edition);
      return "frozen";
    } catch (ArticleTaken e) {
      return "taken";
    }
  }

  private List<Claim> settle(Edition edition, Settlement... settlements) {
    try (Ledger ledger = new Ledger(database, InstantSource.fixed(NOW))) {
      List<Claim> claims = Samples.claim(database, edition.id(), settlements.length);
      for (int i = 0; i < settlements.length; i++) {
        ledger.intend(claims.get(i));
        ledger.settle(claims.get(i), settlements[i]);
      }
      return claims;
    }
  }

  private Coverage coverage(String article) {
    return Optional.ofNullable(new Editions(database).coverage(DAILY).get(new Article.Id(article)))
        .orElseThrow();
  }
}
