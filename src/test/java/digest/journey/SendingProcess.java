package digest.journey;

import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;

/** A program of its own that sends an edition, so that it can be killed. */
final class SendingProcess {

  private SendingProcess() {}

  /** Arguments: the house's folder, the relay's port, its connections, the edition. */
  public static void main(String[] args) {
    RelaySettings relay = RelaySettings.local(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (TestPress house = new TestPress(Path.of(args[0]), relay, new TestClock())) {
      house
          .press()
          .dispatchEdition()
          .run(new Edition.Id(Long.parseLong(args[3])), Duration.ofSeconds(30), progress -> {});
    }
  }
}
