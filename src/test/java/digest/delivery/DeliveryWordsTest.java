package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.Subscriber;
import digest.delivery.Delivery.State;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Hole;
import digest.delivery.Plate.Place;
import digest.edition.Choice;
import digest.edition.Edition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The small words of a delivery. */
final class DeliveryWordsTest {

  @ParameterizedTest
  @EnumSource(State.class)
  void onlyOpsMoveADeliveryOnFromAnEnd(State state) {
    boolean mayChangeByItself =
        switch (state) {
          case PENDING, CLAIMED, SENDING, DEFERRED, UNCERTAIN -> true;
          case ACCEPTED, REJECTED, EXPIRED, EXCLUDED -> false;
        };

    assertThat(state.isFinal()).isEqualTo(!mayChangeByItself);
    assertThat(state.isResendable())
        .isEqualTo(List.of(State.REJECTED, State.EXPIRED, State.UNCERTAIN).contains(state));
  }

  @Test
  @DisplayName("delivery/A2: the states add up to the frozen audience")
  void progressAddsUp() {
    Progress progress = new Progress(1, 2, 4, 8, 16, 32, 64, 128, 256);

    assertThat(progress.candidates()).isEqualTo(511);
    assertThat(progress.prepared()).isEqualTo(255);
    assertThat(progress.open()).isEqualTo(1 + 2 + 4 + 16);
    assertThat(progress.hasFailures()).isTrue();
  }

  @Test
  void progressFailsByEachOfThreeStates() {
    assertThat(Progress.NONE.hasFailures()).isFalse();
    assertThat(Progress.NONE.candidates()).isZero();
    assertThat(new Progress(0, 0, 0, 9, 9, 1, 0, 0, 0).hasFailures()).isTrue();
    assertThat(new Progress(0, 0, 0, 9, 9, 0, 1, 0, 0).hasFailures()).isTrue();
    assertThat(new Progress(0, 0, 0, 9, 9, 0, 0, 1, 0).hasFailures()).isTrue();
    assertThat(new Progress(1, 1, 1, 1, 1, 0, 0, 0, 1).hasFailures()).isFalse();
  }

  @Test
  void everyFieldHasAMarkOfItsOwnThatNoTextMayHold() {
    assertThat(Arrays.stream(Field.values()).map(Field::mark)).doesNotHaveDuplicates();
    for (Field field : Field.values()) {
      assertThat(Field.of(field.mark())).contains(field);
      assertThat(Field.isReserved(field.mark())).isTrue();
      assertThat(Content.of(field).field()).isEqualTo(field);
    }
    assertThat(Field.of('x')).isEmpty();
    assertThat(Field.of('\uFDEF')).isEqualTo(Optional.empty());
    assertThat(Field.isReserved('\uFDCF')).isFalse();
    assertThat(Field.isReserved('\uFDEF')).isTrue();
    assertThat(Field.isReserved('\uFDF0')).isFalse();
    assertThat(Content.TO.field()).isNull();
  }

  @Test
  void aPlateStandsAroundItsHoles() {
    byte[] part = "x".getBytes(StandardCharsets.US_ASCII);
    List<Hole> holes = new ArrayList<>(List.of(new Hole(Content.TO, Place.HEADER)));
    Plate plate = new Plate(List.of(part, part), holes);
    holes.clear();

    assertThat(plate.holes()).hasSize(1);
    assertThat(plate.parts()).hasSize(2);
    assertThatThrownBy(() -> new Plate(List.of(part), List.of(new Hole(Content.TO, Place.HEADER))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 parts cannot stand around 1 holes");
  }

  @Test
  void theVariantFollowsFromNameAndChoice() {
    assertThat(Variant.of("Ann")).isEqualTo(new Variant(true));
    assertThat(Variant.of("")).isEqualTo(new Variant(false));
    assertThat(Variant.of(null)).isEqualTo(new Variant(false));
    assertThat(new Variant(true).key()).isEqualTo("named");
    assertThat(new Variant(false).key()).isEqualTo("unnamed");
    assertThat(Variant.of("Ann", new Choice("10")).key()).isEqualTo("named 10");
    assertThat(Variant.of("Ann", new Choice("10"))).isNotEqualTo(Variant.of("Ann"));
  }

  @Test
  void aRecipientKeepsItsFieldsWhenTheMapChanges() {
    Map<Field, String> fields = new EnumMap<>(Map.of(Field.NAME, "Ann"));
    Recipient recipient = recipient(fields);
    fields.clear();

    assertThat(recipient.fields()).containsEntry(Field.NAME, "Ann");
  }

  private static Recipient recipient(Map<Field, String> fields) {
    EmailAddress address = EmailAddress.of("ann@example.org");
    return new Recipient(
        new Delivery.Id(new Edition.Id(1), new Subscriber.Id(2)),
        address,
        "id@example.org",
        Instant.EPOCH,
        address,
        fields);
  }

  @Test
  void aTestsLetterheadDiffersInItsSubjectOnly() {
    Mailbox from = Mailbox.of("News <news@example.org>");
    Letterhead head = new Letterhead("Today", from, from, "l.example.org", "L", null, null);

    assertThat(head.withSubject("[Test] Today"))
        .isEqualTo(new Letterhead("[Test] Today", from, from, "l.example.org", "L", null, null));
  }

  @Test
  void eachOutcomeHasAVerdictOfItsOwn() {
    SmtpReply reply = new SmtpReply(250, null, "ok", ".");

    assertThat(
            List.of(
                new Outcome.Accepted(reply),
                new Outcome.Deferred(null, "cause"),
                new Outcome.Rejected(reply),
                new Outcome.Uncertain(".", "cause"),
                new Outcome.Blocked(reply)))
        .extracting(Outcome::verdict)
        .containsExactly(Outcome.Verdict.values());
  }

  @Test
  void anEmlGivesBackWhatItHolds() {
    EmailAddress to = EmailAddress.of("ann@example.org");
    EmailAddress sender = EmailAddress.of("bounces@example.org");
    byte[] bytes = {1, 2};
    Eml eml = new Eml(null, "id@x", sender, to, bytes);

    assertThat(eml.delivery()).isNull();
    assertThat(eml.messageId()).isEqualTo("id@x");
    assertThat(eml.sender()).isEqualTo(sender);
    assertThat(eml.recipient()).isEqualTo(to);
    assertThat(eml.bytes()).containsExactly(1, 2);
    assertThat(eml.isWireForm()).as("nobody has looked at the bytes").isFalse();
  }

  @Test
  void anEmlOfPiecesIsTheSameMessage() {
    EmailAddress ann = EmailAddress.of("ann@example.org");
    List<byte[]> pieces = List.of(new byte[] {1, 2}, new byte[0], new byte[] {3});
    Eml eml = new Eml(null, "id@x", ann, ann, pieces, true);

    assertThat(eml.size()).isEqualTo(3);
    assertThat(eml.bytes()).containsExactly(1, 2, 3);
    assertThat(eml.pieces()).containsExactlyElementsOf(pieces);
    Eml signed = eml.signed(new byte[] {9, 1, 2, 3});
    assertThat(signed.bytes()).containsExactly(9, 1, 2, 3);
    assertThat(signed.messageId()).isEqualTo("id@x");
    assertThat(signed.isWireForm()).isTrue();
  }
}
