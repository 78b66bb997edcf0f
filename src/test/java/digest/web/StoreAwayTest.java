package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAwayTest {

  @TempDir Path folder;

  @Test
  @DisplayName("delivery/L5 safety/T19: a page without its store says so, and what to do")
  void aPageWithoutItsStoreSaysSo() throws Exception {
    try (WebHouse house =
        WebHouse.open(folder, InstantSource.system(), "https://news.example.org")) {
      house.press().rooms().database().close();
      var page = house.browser().get("/");
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.header("retry-after")).isEqualTo("30");
      assertThat(page.body()).contains("Please try again in a moment").doesNotContain("Exception");
    }
  }
}
