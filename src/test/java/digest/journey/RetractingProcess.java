package digest.journey;

import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.RetractArticle;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.util.List;

/** A program of its own that retracts an article, so that it can be killed. */
final class RetractingProcess {

  private RetractingProcess() {}

  /** Arguments: the house's folder, the edition, the article's link. */
  public static void main(String[] args) {
    RelaySettings relay = RelaySettings.local(9, 1);
    try (TestPress house = new TestPress(Path.of(args[0]), relay, new TestClock())) {
      RetractArticle retract = house.press().retractArticle();
      retract.retract(
          retract.plan(new Edition.Id(Long.parseLong(args[1])), List.of(args[2]), null, null),
          "a killed one");
    }
  }
}
