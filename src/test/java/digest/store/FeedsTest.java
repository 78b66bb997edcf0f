package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.FeedState;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedsTest {

  @TempDir Path folder;

  @Test
  void aFeedsStateComesBackAsItWasSaved() {
    try (TestDatabase store = TestDatabase.in(folder)) {
      Feeds feeds = new Feeds(store.get());
      assertThat(feeds.find("https://a.example.org/rss")).isEmpty();
      FeedState unseen = FeedState.unseen("https://a.example.org/rss");
      feeds.save(unseen);
      FeedState full =
          new FeedState(
              unseen.location(), "\"e\"", "Mon", NOW, 3, NOW.plusNanos(123_456_000), "503", true);
      feeds.save(new FeedState("z", null, null, null, 0, NOW, null, false));
      feeds.save(full);
      assertThat(feeds.find(unseen.location())).contains(full);
      assertThat(feeds.all()).extracting(FeedState::location).containsExactly(full.location(), "z");
    }
  }
}
