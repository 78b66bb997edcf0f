package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.delivery.Letterhead;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LetterheadRowTest {

  private static final Letterhead SIGNED =
      new Letterhead(
          "Today",
          new Mailbox("Desk", EmailAddress.of("desk@example.org")),
          null,
          "daily.example.org",
          "Daily",
          null,
          null,
          "daily:x",
          List.of("d1._domainkey.example.org"));

  @Test
  void theSelectorsAndTheFeedbackIdComeBack() {
    assertThat(Json.read(Json.write(SIGNED), Letterhead.class)).isEqualTo(SIGNED);
  }

  @Test
  @DisplayName("delivery/A4: what an earlier release has frozen unsigned stays as it was")
  void aLetterheadOfAnEarlierReleaseIsUnsigned() {
    String now = Json.write(SIGNED);
    String old =
        now.replaceFirst(",\"feedbackId\":\"[^\"]*\"", "")
            .replaceFirst(",\"signedBy\":\\[[^]]*]", "");
    assertThat(old).doesNotContain("signedBy").doesNotContain("feedbackId");

    Letterhead read = Json.read(old, Letterhead.class);

    assertThat(read.signedBy()).isEmpty();
    assertThat(read.feedbackId()).isNull();
    assertThat(read.subject()).isEqualTo("Today");
  }
}
