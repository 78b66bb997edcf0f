package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.delivery.Letterhead;
import digest.testkit.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("delivery/M3: DKIM signatures that others verify")
final class DkimSignerTest {

  static final DkimKey D1 = DkimKey.of("d1", SigningKeys.pkcs8(SigningKeys.RSA.getPrivate()));
  static final DkimKey E1 = DkimKey.of("e1", SigningKeys.pkcs8(SigningKeys.ED25519.getPrivate()));
  static final DkimKey D2 = DkimKey.of("d2", SigningKeys.pkcs8(SigningKeys.OTHER_RSA.getPrivate()));
  static final DkimSettings BOTH = new DkimSettings("example.org", List.of(D1, E1), List.of());
  private static final List<String> NAMES =
      List.of("d1._domainkey.example.org", "e1._domainkey.example.org");
  private static final Map<String, PublicKey> KEYS =
      Map.of("d1", SigningKeys.RSA.getPublic(), "e1", SigningKeys.ED25519.getPublic());
  private static final long SEED = 20261122;

  /** Of a body: what comes after its last character, on the wire at least a line's end. */
  private static final String[] END = {"x\r\n", "x \t\r\n\r\n \r\n", ".\r\n\r\n"};

  private final Composer composer = new Composer(BOTH);

  static Letterhead head(String subject, List<String> signedBy) {
    Letterhead plain = Letters.head(subject);
    return new Letterhead(
        subject,
        plain.from(),
        new Mailbox("Zoë, the desk", EmailAddress.of("desk@example.org")),
        plain.listId(),
        "Der tägliche Kurier mit einem sehr langen Namen, der gefaltet werden muss",
        plain.archive(),
        plain.bounces(),
        "daily:courier:news:alderbay",
        signedBy);
  }

  private byte[] mail(String subject, String name) {
    return composer
        .fill(
            composer.plate(head(subject, composer.signedBy()), Letters.RENDERING),
            Letters.recipient(name))
        .bytes();
  }

  private static void assertGood(byte[] mail) {
    assertThat(Verifiers.byJdkim(mail, Verifiers.records(BOTH))).containsExactly("d1");
    assertThat(Verifiers.byHand(mail, KEYS)).containsExactly("d1", "e1");
  }

  private static void assertBad(byte[] mail, String how) {
    assertThat(Verifiers.byJdkim(mail, Verifiers.records(BOTH))).as(how).isEmpty();
    assertThat(Verifiers.byHand(mail, KEYS)).as(how).isEmpty();
  }

  static Stream<String> texts() {
    return ComposerTest.hostileTexts();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyMailVerifiesWhateverIsInItsHeaders(String text) {
    byte[] mail = mail(text, text);

    assertThat(Verifiers.byHand(mail, KEYS)).containsExactly("d1", "e1");
    if (text.length() < 9000) { // jDKIM reads no header of more than 30,000 octets
      assertGood(mail);
    }
  }

  static Stream<String> oddBodies() {
    return Stream.of(
        "",
        "\r\n",
        "\r\n\r\n\r\n",
        " \t \r\n\t\r\n",
        "no line end",
        "one\r\n",
        "one\r\n\r\n\r\n\r\n",
        "one \t\r\n  two\ttwo \r\n \r\n",
        " leading",
        "ends in a blank ",
        "ends in a blank and nothing \r\n ",
        ".\r\n..\r\n",
        "caf\u00e9 8-bit \u00ff\u0000\u0001\r\n",
        "x".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("oddBodies")
  void anyBodyVerifies(String body) {
    byte[] mail = signed("From: a@example.org\r\nSubject: x\r\n\r\n" + body);

    assertThat(Verifiers.byHand(mail, KEYS)).containsExactly("d1", "e1");
    // jDKIM takes an empty body for one CRLF, against RFC 6376 §3.4.4, and a blank behind the last
    // line's end for text; on the wire every line has its end.
    if (!body.isBlank() && !body.endsWith(" ")) {
      assertGood(mail);
    }
  }

  @Test
  void aThousandRandomMailsVerify() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1000; i++) {
      byte[] mail =
          signed(
              randomHead(random)
                  + "\r\n"
                  + randomText(random, "\r\n", 400)
                  + END[random.nextInt(3)]);
      assertThat(Verifiers.byJdkim(mail, Verifiers.records(BOTH)))
          .as("seed %d, mail %d", SEED, i)
          .containsExactly("d1");
      assertThat(Verifiers.byHand(mail, KEYS))
          .as("seed %d, mail %d", SEED, i)
          .containsExactly("d1", "e1");
    }
  }

  private static String randomHead(Random random) {
    StringBuilder head = new StringBuilder("From: a@example.org\r\n");
    for (String name : List.of("TO", "Subject", "X-Other", "list-unsubscribe", "Feedback-ID")) {
      String value = randomText(random, "\r\n ", 40).replaceAll("(\r\n[ \t]+)+", "\r\n ").strip();
      value =
          value.replaceAll("[^\r\n\t -~]", "?"); // jDKIM cannot read 8-bit headers; we send none
      head.append(name).append(random.nextBoolean() ? ":" : ":  \t").append("v" + value + "\r\n");
    }
    return head.toString();
  }

  private static String randomText(Random random, String lineEnd, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append(lineEnd);
        case 1 -> text.append(' ');
        case 2 -> text.append('\t');
        case 3 -> text.append((char) (0xa1 + random.nextInt(90)));
        default -> text.append((char) ('!' + random.nextInt(90)));
      }
    }
    return text.toString();
  }

  private static byte[] signed(String message) {
    return new DkimSigner(BOTH)
        .sign(message.getBytes(StandardCharsets.ISO_8859_1), Letters.DUE, NAMES);
  }

  @Test
  void theSignatureSaysWhatTheSpecificationWants() {
    List<String> fields = Verifiers.fields(mail("Grüße", "Ann"));

    Map<String, String> rsa = Verifiers.tags(fields.get(0));
    Map<String, String> edwards = Verifiers.tags(fields.get(1));
    assertThat(rsa)
        .containsEntry("v", "1")
        .containsEntry("a", "rsa-sha256")
        .containsEntry("c", "relaxed/relaxed")
        .containsEntry("d", "example.org")
        .containsEntry("s", "d1")
        .containsEntry("t", String.valueOf(Letters.DUE.getEpochSecond()))
        .containsOnlyKeys("v", "a", "c", "d", "s", "t", "h", "bh", "b");
    assertThat(edwards).containsEntry("a", "ed25519-sha256").containsEntry("s", "e1");
    assertThat(edwards.get("bh")).isEqualTo(rsa.get("bh"));
    assertThat(List.of(rsa.getOrDefault("h", "").split(":", -1)))
        .containsSubsequence("from", "from")
        .contains("list-unsubscribe", "list-unsubscribe-post", "feedback-id", "message-id", "date")
        .doesNotContain("dkim-signature", "received", "return-path");
    assertThat(fields.get(0).split("\r\n", -1)).allMatch(line -> line.length() <= 76);
  }

  @Test
  void whatIsSignedIsTheUnsignedMailToTheByte() {
    String signed = new String(mail("Grüße", "Ann"), StandardCharsets.ISO_8859_1);
    Letterhead unsigned = head("Grüße", List.of());
    byte[] plain =
        composer
            .fill(composer.plate(unsigned, Letters.RENDERING), Letters.recipient("Ann"))
            .bytes();

    String rest = new String(plain, StandardCharsets.ISO_8859_1);
    assertThat(rest).startsWith("Date: ");
    assertThat(signed).startsWith("DKIM-Signature: ").endsWith("\r\n" + rest);
  }

  @Test
  void everySignedHeaderIsProtectedAgainstChangeAndRemoval() {
    byte[] mail = mail("Hello", "Ann");
    List<String> fields = Verifiers.fields(mail);
    Set<String> signed =
        new HashSet<>(List.of(Verifiers.tags(fields.get(0)).getOrDefault("h", "").split(":", -1)));
    int tried = 0;
    for (String field : fields) {
      String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
      if (signed.contains(name)) {
        int at = field.length() - 4;
        char other = field.charAt(at) == 'x' ? 'y' : 'x';
        assertBad(
            replaced(mail, field, field.substring(0, at) + other + field.substring(at + 1)),
            name + " changed");
        assertBad(replaced(mail, field, ""), name + " removed");
        tried++;
      }
    }
    assertThat(tried).as("every header but the signatures").isEqualTo(fields.size() - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From",
        "To",
        "Cc",
        "Subject",
        "Date",
        "Message-ID",
        "Reply-To",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "fRoM"
      })
  void noSecondHeaderOfThatNameCanBeAdded(String name) {
    String mail = new String(mail("Hello", "Ann"), StandardCharsets.ISO_8859_1);
    String evil = name + ": evil@example.com\r\n";

    assertBad((evil + mail).getBytes(StandardCharsets.ISO_8859_1), "on top");
    assertBad(
        mail.replaceFirst("\r\n\r\n", "\r\n" + evil + "\r\n").getBytes(StandardCharsets.ISO_8859_1),
        "below");
  }

  @Test
  void everyByteOfTheBodyIsProtected() {
    byte[] mail = mail("Hello", "Ann");
    int body = Letters.headers(mail).length() + 4;
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      byte[] changed = mail.clone();
      int at = body + random.nextInt(mail.length - body);
      changed[at] = (byte) (mail[at] == 'q' ? 'Q' : 'q');
      assertBad(changed, "seed " + SEED + ", byte " + at);
    }
    String all = new String(mail, StandardCharsets.ISO_8859_1);
    assertBad((all + "more\r\n").getBytes(StandardCharsets.ISO_8859_1), "appended");
    assertBad(all.substring(0, all.length() - 4).getBytes(StandardCharsets.ISO_8859_1), "cut");
  }

  @Test
  void theSignaturesOwnTagsAreProtected() {
    byte[] mail = mail("Hello", "Ann");
    String all = new String(mail, StandardCharsets.ISO_8859_1);
    for (String change :
        List.of("t=17:t=18", "from:from:from", "; c=relaxed/relaxed:; c=relaxed/simple")) {
      int colon = change.startsWith("from") ? "from:from".length() : change.indexOf(':');
      String changed = all.replace(change.substring(0, colon), change.substring(colon + 1));
      assertThat(changed).as(change).isNotEqualTo(all);
      assertBad(changed.getBytes(StandardCharsets.ISO_8859_1), change);
    }
  }

  private static byte[] replaced(byte[] mail, String old, String other) {
    String all = new String(mail, StandardCharsets.ISO_8859_1);
    assertThat(all).contains(old);
    return all.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(other))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName("delivery/A4, M3: the same bytes at every try, by other threads and signers too")
  void theSameMailIsSignedTheSameAlways() {
    byte[] first = mail("Hello", "Ann");
    Set<String> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              Composer another = i % 2 == 0 ? composer : new Composer(BOTH);
              byte[] bytes =
                  another
                      .fill(
                          another.plate(head("Hello", NAMES), Letters.RENDERING),
                          Letters.recipient("Ann"))
                      .bytes();
              seen.add(new String(bytes, StandardCharsets.ISO_8859_1));
            });

    assertThat(seen).containsExactly(new String(first, StandardCharsets.ISO_8859_1));
  }

  @Test
  void anEditionFrozenUnderAnOlderSelectorGoesOnWithIt() {
    byte[] before = mail("Hello", "Ann");
    DkimSettings rotated = new DkimSettings("example.org", List.of(D2), List.of(D1, E1));
    Composer after = new Composer(rotated);

    byte[] retried =
        after
            .fill(after.plate(head("Hello", NAMES), Letters.RENDERING), Letters.recipient("Ann"))
            .bytes();

    assertThat(retried).isEqualTo(before);
    assertThat(after.signedBy()).containsExactly("d2._domainkey.example.org");
  }

  @Test
  void whenTheOldKeyIsGoneTheActiveOneSigns() {
    DkimSettings without = new DkimSettings("example.org", List.of(D2), List.of(E1));
    Composer composer = new Composer(without);

    byte[] mail =
        composer
            .fill(composer.plate(head("Hello", NAMES), Letters.RENDERING), Letters.recipient("Ann"))
            .bytes();

    assertThat(Verifiers.byJdkim(mail, Verifiers.records(without))).containsExactly("d2");
    assertThat(Verifiers.fields(mail)).filteredOn(f -> f.startsWith("DKIM")).hasSize(1);
  }

  @Test
  void whatWasFrozenUnsignedStaysUnsigned() {
    byte[] mail =
        composer
            .fill(
                composer.plate(head("Hello", List.of()), Letters.RENDERING),
                Letters.recipient("Ann"))
            .bytes();

    assertThat(Letters.headers(mail)).startsWith("Date: ").doesNotContain("DKIM");
  }

  @Test
  void longDomainsAndSelectorsFitTheLines() {
    String domain = "a.".repeat(100) + "example.org";
    DkimSettings settings = new DkimSettings(domain, List.of(D1), List.of());
    byte[] mail =
        new DkimSigner(settings)
            .sign(
                "From: a@example.org\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII),
                Instant.EPOCH,
                List.of("d1._domainkey." + domain));

    assertThat(Verifiers.byJdkim(mail, Verifiers.records(settings))).containsExactly("d1");
    assertThat(new ArrayList<>(List.of(new String(mail, StandardCharsets.US_ASCII).split("\r\n"))))
        .allMatch(line -> line.length() < 998);
  }
}
