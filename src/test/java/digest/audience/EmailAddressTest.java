package digest.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane@example.org",
        "jane.doe+news@sub.example.org",
        "o'brien@example.org",
        "jörg@example.org",
        "用户@example.org",
        "a@example.museum",
        "x_y-z@123.example"
      })
  void anAddressIsReadAsWritten(String text) {
    assertThat(EmailAddress.of(" " + text + "\n")).hasToString(text);
  }

  @ParameterizedTest
  @DisplayName("safety/T2: domains are lower-case A-labels, so two spellings are one address")
  @CsvSource({
    "Jane@EXAMPLE.org, Jane@example.org",
    "a@faß.de, a@xn--fa-hia.de",
    "a@BÜCHER.example, a@xn--bcher-kva.example",
    "a@例え.jp, a@xn--r8jz45g.jp",
    "a@example。org, a@example.org",
    "a@ｅｘａｍｐｌｅ.org, a@example.org"
  })
  void domainsAreNormalised(String written, String stored) {
    assertThat(EmailAddress.of(written)).hasToString(stored).isEqualTo(EmailAddress.of(stored));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "a\r\nBcc: b@example.org@example.org", // T1: header
        "a\nb@example.org",
        "a\u0000@example.org",
        "a@example.org\r\nRCPT TO:<b@example.org>", // T2: command
        "a@exam\nple.org",
        "a\u2028b@example.org",
        "a\u0085b@example.org",
        "a> SIZE=1 <b@example.org", // T2: option
        "<a@example.org>",
        "@relay.example:a@example.org", // source route
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a(comment)@example.org",
        "\"a b\"@example.org",
        "\"a\"@example.org",
        "\\>@example.org",
        "a\\@b@example.org",
        "a\u00A0b@example.org",
        "a\u3000b@example.org",
        "a@example.org>",
        "a@exam_ple.org",
        "a b@example.org",
        "a@localhost",
        "a@example",
        "a@-example.org",
        "a@example..org",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a@example.org,b@example.org",
        "a@example.org;b@example.org",
        "a\u202Eb@example.org", // T24
        "a\u200Bb@example.org",
        "a\u2066b@example.org",
        "a\uFEFF@example.org",
        "a\uDB40\uDC61@example.org",
        "a\uD800@example.org",
        "a\uE000@example.org",
        "a@exam\u202Eple.org",
        "a@exam\u200Bple.org",
        "a@xn--.org",
        "a@א1b.org",
        "a".repeat(65) + "@example.org",
        "a@" + "b".repeat(64) + ".org",
        "a@" + "bcd.".repeat(70) + "org",
        "",
        "@",
        "a@",
        "@example.org",
        "example.org");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName("safety/T1 safety/T2 safety/T24: a hostile address cannot exist")
  void aHostileAddressCannotExist(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.of(text));
  }

  @Test
  @DisplayName("safety/T1: the parts are judged by themselves, too")
  void hostilePartsCannotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailAddress("a\r\nb", "example.org"))
        .withMessageContaining("U+000D");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailAddress("a", "exa\u202Emple.org"))
        .withMessageContaining("U+202E");
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a@b", "example.org"));
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("", "example.org"));
  }

  @Test
  @DisplayName("safety/T1 safety/F20: whatever is accepted holds no control; seeds 0 to 1999")
  void whateverIsAcceptedIsHarmless() {
    List<String> pieces =
        List.of(
            "a", "B", "1", ".", "@", "@", "example", ".org", "+", "-", "_", " ", "<", ">", "\"",
            "\\", "\r", "\n", "\t", "\u0000", "\u202E", "\u00AD", "é", "ß", "。", ",", ";", ":", "[",
            "]", "(", ")", "%", "!", "#", "{", "}");
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      text.append("@example.org");
      try {
        EmailAddress address = EmailAddress.of(text.toString());
        assertThat(address.toString())
            .as("seed %d", seed)
            .doesNotContainPattern("[\\p{Cntrl}\\p{Cf} <>,;]");
        assertThat(address.domain()).as("seed %d", seed).matches("[a-z0-9.-]+");
        assertThat(EmailAddress.of(address.toString())).as("seed %d", seed).isEqualTo(address);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).*(mail address|invisible|domain name).*");
      }
    }
  }

  @Test
  @DisplayName("safety/T22: a masked address shows one letter")
  void aMaskedAddressShowsOneLetter() {
    assertThat(EmailAddress.of("jane@example.org").masked()).isEqualTo("j…@example.org");
    assertThat(EmailAddress.of("𝒜bc@example.org").masked()).isEqualTo("𝒜…@example.org");
  }

  @Test
  void addressesAreOrderedByDomainThenLocalPart() {
    assertThat(Stream.of("b@b.org", "a@b.org", "z@a.org").map(EmailAddress::of).sorted())
        .extracting(EmailAddress::toString)
        .containsExactly("z@a.org", "a@b.org", "b@b.org");
  }
}
