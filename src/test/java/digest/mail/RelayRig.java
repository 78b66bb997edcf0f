package digest.mail;

import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import digest.testkit.ScriptedSmtpServer;
import java.time.Duration;

/** A scripted relay, an impatient transport to it, and a journal. */
final class RelayRig {

  final ScriptedSmtpServer server = ScriptedSmtpServer.start();
  final RecordingJournal journal = new RecordingJournal();

  Ending send(String... recipients) {
    try (Transport transport = new SmtpTransport(relay())) {
      return transport.send(Mails.to(recipients), journal);
    }
  }

  RelaySettings relay() {
    Duration impatient = Duration.ofMillis(500);
    return new RelaySettings(
        "127.0.0.1", server.port(), RelaySettings.Tls.OFF, null, null, 1, 0, impatient, impatient);
  }

  Verdict verdict(String recipient) {
    return journal.of(recipient).verdict();
  }
}
