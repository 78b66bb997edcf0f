package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.edition.Edition;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("delivery/L7: whom a broken connection is charged to")
class BreakageTest {

  private final Breakage breakage = new Breakage();

  @Test
  void whereOthersAreAnsweredTheRecipientIsToBlame() {
    for (int reader = 2; reader < 60; reader++) {
      breakage.answered(id(reader));
    }
    assertThat(breakage.broke(id(1))).isTrue();
    assertThat(breakage.broke(id(1))).as("as often as it breaks").isTrue();
    assertThat(breakage.broke(id(70))).as("a second one of its kind").isTrue();
  }

  @Test
  void aRelayThatBreaksForEverybodyBlamesNobody() {
    for (int reader = 1; reader < 300; reader++) {
      assertThat(breakage.broke(id(reader))).isFalse();
      assertThat(breakage.broke(id(1))).isFalse();
    }
  }

  @Test
  void whereNobodyElseIsKnownNobodyIsToBlame() {
    for (int i = 0; i < 10; i++) {
      assertThat(breakage.broke(id(1))).isFalse();
    }
  }

  @Test
  void aRelayThatBreaksOneLinkInThreeMakesNobodyPoison() {
    Random random = new Random(7);
    int[] inARow = new int[200];
    int most = 0;
    for (int i = 0; i < 20_000; i++) {
      int reader = random.nextInt(inARow.length);
      if (random.nextInt(3) == 0) {
        inARow[reader] += breakage.broke(id(reader)) ? 1 : 0;
        most = Math.max(most, inARow[reader]);
      } else {
        breakage.answered(id(reader));
        inARow[reader] = 0;
      }
    }
    assertThat(most).as("five set a reader aside").isLessThan(5);
  }

  private static Delivery.Id id(int reader) {
    return new Delivery.Id(new Edition.Id(1), new Subscriber.Id(reader));
  }
}
