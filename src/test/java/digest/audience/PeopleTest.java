package digest.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

  @ParameterizedTest
  @CsvSource({
    "Jane Doe <jane@example.org>, Jane Doe, jane@example.org",
    "'\"Doe, Jane\" <jane@example.org>', 'Doe, Jane', jane@example.org",
    "<jane@example.org>, , jane@example.org",
    "jane@example.org, , jane@example.org",
    "'  Jane <j> <jane@example.org> ', Jane <j>, jane@example.org"
  })
  void aMailboxIsReadAsPeopleWriteIt(String text, @Nullable String name, String address) {
    assertThat(Mailbox.of(text)).isEqualTo(new Mailbox(name, EmailAddress.of(address)));
  }

  @Test
  void aMailboxIsShownAsItWasRead() {
    assertThat(Mailbox.of("Jane <jane@example.org>")).hasToString("Jane <jane@example.org>");
    assertThat(Mailbox.of("jane@example.org")).hasToString("jane@example.org");
  }

  @ParameterizedTest
  @DisplayName("safety/T1: no mailbox name breaks out of its header")
  @ValueSource(strings = {"a\r\nBcc: x@example.org", "a\u0000", "a\u0085", "a\u007F"})
  void aMailboxNameHoldsNoControl(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mailbox(name, EmailAddress.of("a@example.org")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jane <jane>", "Jane jane@example.org>", "Jane <a@example.org> x", ""})
  void whatIsNoMailboxIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Mailbox.of(text));
  }

  @Test
  @DisplayName("safety/T1 safety/T24: a subscriber's name is one clean line, or none")
  void aNameIsCleaned() {
    assertThat(named("  Jane\r\n\tDoe\u0000 ").name()).isEqualTo("Jane Doe");
    assertThat(named("Jane\u202E\u2066eoD\u2069").name()).isEqualTo("Jane eoD");
    assertThat(named("Jane\u00A0\u2028Doe").name()).isEqualTo("Jane Doe");
    assertThat(named("José 山田").name()).isEqualTo("José 山田");
    assertThat(named("\r\n\u202E").name()).isNull();
    assertThat(named(null).name()).isNull();
  }

  @Test
  void aSubscriberKeepsItsOwnCopies() {
    Set<String> topics = new HashSet<>(Set.of("a"));
    Map<String, String> attributes = new HashMap<>(Map.of("city", "Rome"));
    Subscriber subscriber =
        new Subscriber(
            Subscriber.Id.NONE,
            EmailAddress.of("a@example.org"),
            null,
            Locale.ENGLISH,
            null,
            topics,
            attributes,
            Instant.EPOCH);
    topics.clear();
    attributes.clear();
    assertThat(subscriber.topics()).containsExactly("a");
    assertThat(subscriber.attributes()).containsEntry("city", "Rome");
    Subscriber stored = subscriber.withId(new Subscriber.Id(7));
    assertThat(stored.id()).isEqualTo(new Subscriber.Id(7));
    assertThat(stored.withId(Subscriber.Id.NONE)).isEqualTo(subscriber);
  }

  @Test
  void aSegmentIsAFilterOfTopicsAndLanguages() {
    Subscriber sport = wanting(Locale.GERMANY, "sport");
    Subscriber all = wanting(Locale.FRENCH);
    assertThat(Segment.ALL.includes(sport)).isTrue();
    assertThat(new Segment(Set.of("sport", "x"), Set.of()).includes(sport)).isTrue();
    assertThat(new Segment(Set.of(" ＳＰＯＲＴ"), Set.of()).includes(sport)).isTrue();
    assertThat(new Segment(Set.of("world"), Set.of()).includes(sport)).isFalse();
    assertThat(new Segment(Set.of("world"), Set.of()).includes(all))
        .as("wants all topics")
        .isTrue();
    assertThat(new Segment(Set.of(), Set.of("de")).includes(sport)).isTrue();
    assertThat(new Segment(Set.of(), Set.of("de")).includes(all)).isFalse();
    assertThat(new Segment(Set.of("world"), Set.of("de")).includes(sport)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "_a", "a.b", "a\n", "ä"})
  void aListIdCouldNotStandInAHeader(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MailingList.Id(id));
  }

  @Test
  void aListIdIsShort() {
    assertThat(new MailingList.Id("a".repeat(63))).hasToString("a".repeat(63));
    assertThatIllegalArgumentException().isThrownBy(() -> new MailingList.Id("a".repeat(64)));
    assertThat(new MailingList.Id("0-daily_news")).hasToString("0-daily_news");
  }

  private static Subscriber named(@Nullable String name) {
    return new Subscriber(
        Subscriber.Id.NONE,
        EmailAddress.of("a@example.org"),
        name,
        Locale.ENGLISH,
        null,
        Set.of(),
        Map.of(),
        Instant.EPOCH);
  }

  private static Subscriber wanting(Locale locale, String... topics) {
    return new Subscriber(
        Subscriber.Id.NONE,
        EmailAddress.of("a@example.org"),
        null,
        locale,
        null,
        Set.of(topics),
        Map.of(),
        Instant.EPOCH);
  }
}
