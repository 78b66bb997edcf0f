package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.WEEKLY;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Newsletter;
import digest.edition.Wish;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WishesTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Wishes wishes;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    new Articles(store.get()).save(List.of(Samples.article("a"), Samples.article("b")));
    wishes = new Wishes(store.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNewWishTakesThePlaceOfTheOldOneOfItsKind() {
    wishes.save(wish(DAILY, "a", Wish.Kind.BOOST, 10));
    wishes.save(wish(DAILY, "a", Wish.Kind.BOOST, -3));
    wishes.save(wish(DAILY, "a", Wish.Kind.LEAD, 0));
    wishes.save(wish(WEEKLY, "a", Wish.Kind.EXCLUDE, 0));
    assertThat(wishes.of(DAILY))
        .containsExactly(
            wish(DAILY, "a", Wish.Kind.BOOST, -3), wish(DAILY, "a", Wish.Kind.LEAD, 0));
    assertThat(new Wishes(store.reopen()).of(WEEKLY))
        .containsExactly(wish(WEEKLY, "a", Wish.Kind.EXCLUDE, 0));
  }

  @Test
  void clearingForgetsOneArticleInOneNewsletter() {
    wishes.save(wish(DAILY, "a", Wish.Kind.LEAD, 0));
    wishes.save(wish(DAILY, "b", Wish.Kind.EVERGREEN, 0));
    wishes.save(wish(WEEKLY, "a", Wish.Kind.LEAD, 0));
    assertThat(wishes.clear(DAILY, new Article.Id("a"))).isEqualTo(1);
    assertThat(wishes.clear(DAILY, new Article.Id("a"))).isZero();
    assertThat(wishes.of(DAILY)).extracting(Wish::article).containsExactly(new Article.Id("b"));
    assertThat(wishes.of(WEEKLY)).hasSize(1);
  }

  private static Wish wish(Newsletter.Id newsletter, String article, Wish.Kind kind, int points) {
    return new Wish(newsletter, new Article.Id(article), kind, points, NOW);
  }
}
