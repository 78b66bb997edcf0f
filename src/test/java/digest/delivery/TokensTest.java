package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Tokens.Bearer;
import digest.delivery.Tokens.Purpose;
import digest.edition.Edition;
import digest.edition.Newsletter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** readers/K3 and safety/T13: only we can make them. */
final class TokensTest {

  private static final Newsletter.Id DAILY = new Newsletter.Id("daily");
  private static final Subscriber.Id ANN = new Subscriber.Id(4021);

  private final Tokens tokens = new Tokens(secret(1));

  private static byte[] secret(int seed) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * seed);
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void aTokenNamesItsBearer(Purpose purpose) {
    String token = tokens.issue(purpose, DAILY, ANN);

    assertThat(token).matches("[a-z0-9._-]+");
    assertThat(tokens.verify(purpose, token)).contains(new Bearer(DAILY, ANN));
    assertThat(
            tokens.verify(purpose, tokens.issue(purpose, DAILY, new Subscriber.Id(Long.MAX_VALUE))))
        .contains(new Bearer(DAILY, new Subscriber.Id(Long.MAX_VALUE)));
  }

  @Test
  @DisplayName("safety/T13: a token of one purpose is none of another")
  void aTokenServesOnePurpose() {
    for (Purpose made : Purpose.values()) {
      for (Purpose asked : Purpose.values()) {
        assertThat(tokens.verify(asked, tokens.issue(made, DAILY, ANN)).isPresent())
            .isEqualTo(made == asked);
      }
    }
  }

  @Test
  @DisplayName("safety/T13: cut, lengthened, changed in any character, of another secret")
  void noChangedTokenIsGood() {
    String good = tokens.issue(Purpose.UNSUBSCRIBE, DAILY, ANN);
    List<String> bad = new ArrayList<>(List.of("", ".", "..", good + "a", good + ".", " " + good));
    for (int i = 0; i < good.length(); i++) {
      bad.add(good.substring(0, i));
      char other = good.charAt(i) == 'b' ? 'c' : 'b';
      bad.add(good.substring(0, i) + other + good.substring(i + 1));
    }
    bad.add(new Tokens(secret(2)).issue(Purpose.UNSUBSCRIBE, DAILY, ANN));

    assertThat(bad).allMatch(token -> tokens.verify(Purpose.UNSUBSCRIBE, token).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"daily.zzzzzzzzzzzzz.", "DAILY.1.", "daily.-1.", "../x.1.", "daily.1.\u0000"})
  void oddTokensAreRefusedQuietly(String start) {
    assertThat(tokens.verify(Purpose.UNSUBSCRIBE, start + "a".repeat(26))).isEmpty();
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> new Tokens(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
  }

  @Test
  @DisplayName("delivery/A4: the Message-ID is the same on every attempt, and nobody else's")
  void theMessageIdFollowsFromEditionAndSubscriber() {
    String id = tokens.messageId(new Edition.Id(17), ANN, "example.org");

    assertThat(id).matches("[a-z2-7]{26}@example\\.org");
    assertThat(new Tokens(secret(1)).messageId(new Edition.Id(17), ANN, "example.org"))
        .isEqualTo(id);
    assertThat(
            List.of(
                tokens.messageId(new Edition.Id(18), ANN, "example.org"),
                tokens.messageId(new Edition.Id(17), new Subscriber.Id(4022), "example.org"),
                new Tokens(secret(2)).messageId(new Edition.Id(17), ANN, "example.org")))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("delivery/M2: the bounce address names the delivery and fits SMTP's 64 octets")
  void theBounceAddressNamesTheDelivery() {
    EmailAddress bounces = EmailAddress.of("bounces@example.org");
    Delivery.Id delivery = new Delivery.Id(new Edition.Id(17), ANN);

    EmailAddress address = tokens.bounceAddress(bounces, delivery);

    assertThat(address.toString()).matches("bounces\\+h-33p-[a-z2-7]{26}@example\\.org");
    assertThat(address.local().length()).isLessThanOrEqualTo(64);
    assertThat(tokens.bounceAddress(bounces, delivery)).isEqualTo(address);
    assertThat(tokens.bounceAddress(bounces, new Delivery.Id(new Edition.Id(18), ANN)))
        .isNotEqualTo(address);
  }
}
