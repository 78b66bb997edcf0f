package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Outcome.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DemoInboxTest {

  @Test
  void everyReaderFindsTheDigestInTheInbox() {
    Composer composer = new Composer();
    var plate = composer.plate(Letters.head("Grüße"), Letters.RENDERING);
    List<Eml> mails =
        List.of(
            composer.fill(plate, Letters.recipient("Ann", ANN, Letters.LINK)),
            composer.fill(plate, Letters.recipient("Böb, Jr.", BOB, Letters.LINK)));
    RecordingJournal journal = new RecordingJournal();
    try (DemoInbox inbox = DemoInbox.start();
        Transport transport = new SmtpTransport(RelaySettings.local(inbox.port(), 1))) {
      transport.send(mails.iterator(), journal);

      Map<EmailAddress, DemoInbox.Received> received =
          inbox.received().stream()
              .collect(Collectors.toMap(DemoInbox.Received::to, Function.identity()));
      assertThat(inbox.count()).isEqualTo(2);
      assertThat(received).containsOnlyKeys(EmailAddress.of(ANN), EmailAddress.of(BOB));
      DemoInbox.Received bobs = Objects.requireNonNull(received.get(EmailAddress.of(BOB)));
      assertThat(bobs.subject()).isEqualTo("Grüße");
      assertThat(bobs.html()).contains("Dear Böb, Jr.,");
      assertThat(bobs.text()).startsWith("Böb, Jr., good morning");
      assertThat(bobs.eml())
          .contains(new String(mails.get(1).bytes(), StandardCharsets.UTF_8).strip());
      assertThat(journal.of(BOB).verdict()).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void twoInboxesDoNotDisturbEachOther() {
    try (DemoInbox one = DemoInbox.start();
        DemoInbox other = DemoInbox.start()) {
      assertThat(one.port()).isNotEqualTo(other.port()).isPositive();
      assertThat(one.received()).isEmpty();
    }
  }
}
