package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.delivery.Field;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into the composer comes out of the reader's mail program. */
final class ComposerTest {

  private final Composer composer = new Composer();

  static Stream<String> hostileTexts() {
    return Stream.of(
        "Ann",
        "",
        " ",
        "Ann ",
        ".",
        "..",
        "From me",
        "=",
        "=3D=\r\n",
        "a\r\nBcc: victim@example.org",
        "a\r\n\r\n<html>",
        "a\nb\rc\u0000d\u0085e\u2028f\u2029g",
        "Doe, John \"Jack\" \\ <x@y.z>",
        "=?UTF-8?Q?evil?=",
        "Zoë Žižek",
        "山田 太郎",
        "👩‍👩‍👧‍👦🏳️‍🌈".repeat(20),
        "é".repeat(300),
        "x".repeat(10_000),
        "漢".repeat(10_000),
        "\ud83d broken \udc69 pairs",
        "<script>alert('x')</script> & \"quotes\"",
        "\u202Egnp.exe\u2066\u2069",
        Field.ADDRESS.mark() + "not a field" + Field.UNSUBSCRIBE_LINK.mark(),
        "--=_boundary",
        "\r\n.\r\nMAIL FROM:<>\r\n",
        "tab\tand   blanks   ");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  @DisplayName("delivery/P3: what the mail decodes to is the preview, for hostile names too")
  void theMailDecodesToThePreview(String name) {
    Recipient recipient = Letters.recipient(name);
    Plate plate = composer.plate(Letters.head("Hello"), Letters.RENDERING);

    ParsedMail mail = MailReader.read(composer.fill(plate, recipient).bytes());

    Rendering preview = composer.preview(Letters.RENDERING, recipient);
    assertThat(mail.html()).isEqualTo(preview.html());
    assertThat(mail.text()).isEqualTo(preview.text());
    assertThat(preview.html()).doesNotContain("<script>").endsWith("</html>\n");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  @DisplayName("safety/T1: one header field each, whatever is in names, subjects and titles")
  void noValueStartsAnotherHeader(String text) {
    Letterhead head =
        new Letterhead(
            text,
            new Mailbox(withoutControls(text), EmailAddress.of("news@courier.example.org")),
            new Mailbox(withoutControls(text), EmailAddress.of("desk@courier.example.org")),
            text + "daily.example.org",
            text,
            "https://courier.example.org/" + text,
            Letters.BOUNCES);
    Recipient recipient = Letters.recipient(text, "ann@example.org", Letters.LINK + text);

    byte[] bytes = composer.fill(composer.plate(head, Letters.RENDERING), recipient).bytes();

    ParsedMail mail = MailReader.read(bytes);
    List<String> once =
        List.of(
            "Date",
            "From",
            "To",
            "Reply-To",
            "Subject",
            "Message-ID",
            "List-Id",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type");
    assertThat(once).allSatisfy(name -> assertThat(mail.all(name)).as(name).hasSize(1));
    List<String> known =
        Stream.concat(
                once.stream(),
                Stream.of(
                    "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive", "Archived-At"))
            .toList();
    assertThat(mail.headers()).extracting("name").isSubsetOf(known);
    assertThat(mail.subject()).isEqualTo(shown(text));
    assertThat(mail.header("From").orElse(""))
        .endsWith("news@courier.example.org".concat(shown(text).isEmpty() ? "" : ">"));
    assertLinesAreSound(bytes);
  }

  private static String withoutControls(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }

  private static String shown(String text) {
    return FieldText.singleSpaced(text);
  }

  /** delivery/M1 and RFC 2047 §2: lines of 76 but for a URL, words of 75, CRLF only. */
  private static void assertLinesAreSound(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(all).endsWith("--\r\n");
    assertThat(all.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    int head = Letters.headers(bytes).split("\r\n", -1).length;
    List<String> lines = List.of(all.split("\r\n", -1));
    assertThat(lines)
        .filteredOn(line -> line.length() > (line.contains("http") ? 998 : 76))
        .isEmpty();
    assertThat(lines)
        .as("no blank at a line's end")
        .filteredOn(line -> line.endsWith(" "))
        .isEmpty();
    assertThat(lines)
        .filteredOn(line -> !line.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t'))
        .isEmpty();
    assertThat(lines.subList(head, lines.size()))
        .filteredOn(line -> line.startsWith(".") || line.startsWith("From "))
        .isEmpty();
    for (String word : Letters.headers(bytes).split("\\s+", -1)) {
      if (word.startsWith("=?")) {
        assertThat(word.length()).isLessThanOrEqualTo(75);
      }
    }
  }

  @Test
  @DisplayName("delivery/M1, M2: the headers, once each and as the RFCs want them")
  void theHeadersAreExactlyThese() {
    Plate plate = composer.plate(Letters.head("Grüße aus der Stadt"), Letters.RENDERING);

    byte[] bytes = composer.fill(plate, Letters.recipient("Doe, Ann")).bytes();

    assertThat(Letters.headers(bytes).replaceAll("=_[0-9a-f]{32}", "=_HASH"))
        .isEqualTo(
            String.join(
                "\r\n",
                "Date: Sun, 22 Nov 2026 06:00:00 +0000",
                "From: The Courier <news@courier.example.org>",
                "To: \"Doe, Ann\" <ann@example.org>",
                "Subject: =?UTF-8?B?R3LDvMOfZSBhdXMgZGVyIFN0YWR0?=",
                "Message-ID: <abc234@courier.example.org>",
                "List-Id: The Daily Courier <daily.courier.example.org>",
                "List-Unsubscribe: <" + Letters.LINK + ">,",
                " <mailto:bounces+h-1z-mac@courier.example.org?subject=unsubscribe>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "List-Archive: <https://courier.example.org/editions/17>",
                "Archived-At: <https://courier.example.org/editions/17>",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative;",
                " boundary=\"=_HASH\""));
  }

  @Test
  @DisplayName("delivery/M1: text first, then HTML")
  void thePlainTextComesFirst() {
    byte[] bytes =
        composer
            .fill(composer.plate(Letters.head("x"), Letters.RENDERING), Letters.recipient("Ann"))
            .bytes();

    String all = new String(bytes, StandardCharsets.US_ASCII);
    assertThat(all)
        .containsSubsequence(
            "Content-Type: text/plain; charset=UTF-8\r\n",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Type: text/html; charset=UTF-8\r\n",
            "Content-Transfer-Encoding: quoted-printable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "javascript:alert(1)", "/u/relative", "ftp://example.org/x", "http:"})
  void withoutAWebLinkThereAreNoUnsubscribeHeaders(String link) {
    Plate plate = composer.plate(Letters.head("x"), Letters.RENDERING);

    ParsedMail mail =
        MailReader.read(
            composer.fill(plate, Letters.recipient("Ann", "ann@example.org", link)).bytes());

    assertThat(mail.header("List-Unsubscribe")).isEmpty();
    assertThat(mail.header("List-Unsubscribe-Post")).isEmpty();
  }

  @Test
  void withoutABounceAddressTheLinkIsTheOnlyWayOut() {
    Letterhead full = Letters.head("x");
    Letterhead head =
        new Letterhead(
            "x", full.from(), full.replyTo(), full.listId(), full.listTitle(), null, null);

    ParsedMail mail =
        MailReader.read(
            composer
                .fill(composer.plate(head, Letters.RENDERING), Letters.recipient("Ann"))
                .bytes());

    assertThat(mail.header("List-Unsubscribe")).contains("<" + Letters.LINK + ">");
    assertThat(mail.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Archive")).isEmpty();
    assertThat(mail.header("Archived-At")).isEmpty();
    assertThat(mail.header("Reply-To")).isEmpty();
  }

  @Test
  void aRecipientWithoutANameIsAddressedByTheAddressAlone() {
    Recipient named = Letters.recipient("x");
    Map<Field, String> fields = new EnumMap<>(named.fields());
    fields.remove(Field.NAME);
    Recipient unnamed =
        new Recipient(
            Letters.DELIVERY,
            named.address(),
            named.messageId(),
            named.date(),
            named.envelopeSender(),
            fields);

    ParsedMail mail =
        MailReader.read(
            composer.fill(composer.plate(Letters.head("x"), Letters.RENDERING), unnamed).bytes());

    assertThat(mail.header("To")).contains("ann@example.org");
    assertThat(mail.html()).contains("Dear ,");
  }

  @Test
  @DisplayName("delivery/A4: the same bytes on each fill, by another composer too")
  void everyAttemptHasTheSameBytes() {
    Recipient recipient = Letters.recipient("Ann");
    byte[] first =
        composer.fill(composer.plate(Letters.head("Hi"), Letters.RENDERING), recipient).bytes();
    byte[] second =
        new Composer()
            .fill(new Composer().plate(Letters.head("Hi"), Letters.RENDERING), recipient)
            .bytes();

    assertThat(second).isEqualTo(first);
  }

  @Test
  @DisplayName("delivery/P3: 1000 random recipients differ in nothing but their fields")
  void outsideTheFieldsAllMailsAreTheSame() {
    long seed = 20261122;
    Random random = new Random(seed);
    Plate plate = composer.plate(Letters.head("Hello"), Letters.RENDERING);
    String blank = blanked(plate, Letters.recipient(""));

    for (int i = 0; i < 1000; i++) {
      Recipient recipient =
          Letters.recipient(
              randomText(random), "reader" + i + "@example.org", Letters.LINK + random.nextLong());

      assertThat(blanked(plate, recipient)).as("seed %d, recipient %d", seed, i).isEqualTo(blank);
      ParsedMail mail = MailReader.read(composer.fill(plate, recipient).bytes());
      Rendering preview = composer.preview(Letters.RENDERING, recipient);
      assertThat(mail.html()).as("seed %d, recipient %d", seed, i).isEqualTo(preview.html());
      assertThat(mail.text()).as("seed %d, recipient %d", seed, i).isEqualTo(preview.text());
    }
  }

  /** The mail with its fields cut out again, by the plate's own account of where they are. */
  private String blanked(Plate plate, Recipient recipient) {
    byte[] bytes = composer.fill(plate, recipient).bytes();
    byte[][] values = new Filling(recipient, new DateHeader()).values(plate.values());
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int i = 0; i < plate.holes().size(); i++) {
      int length = plate.parts().get(i).length;
      rest.append(new String(bytes, at, length, StandardCharsets.ISO_8859_1)).append('\0');
      at += length + values[plate.valueAt(i)].length;
    }
    return rest.append(new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1))
        .toString();
  }

  private static String randomText(Random random) {
    int length = random.nextInt(60);
    return IntStream.range(0, length)
        .map(i -> random.nextInt(4) == 0 ? random.nextInt(0x11000) : 32 + random.nextInt(95))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 150, 151, 152})
  void aHoleMayStandAtAnyColumn(int column) {
    String before = "x".repeat(column);
    Rendering rendering =
        new Rendering(
            before + Field.NAME.mark() + before + "\n" + Field.NAME.mark() + Field.NAME.mark(),
            before + " " + Field.NAME.mark() + " " + before + "\n" + Field.NAME.mark() + "\n");
    Recipient recipient = Letters.recipient("é".repeat(30) + " ");

    byte[] bytes = composer.fill(composer.plate(Letters.head("x"), rendering), recipient).bytes();

    assertThat(MailReader.read(bytes).html())
        .isEqualTo(composer.preview(rendering, recipient).html());
    assertThat(MailReader.read(bytes).text())
        .isEqualTo(composer.preview(rendering, recipient).text());
    assertLinesAreSound(bytes);
  }

  @Test
  @DisplayName("delivery/S6: a non-ASCII local part is kept for SMTPUTF8")
  void aNonAsciiAddressIsKept() {
    Plate plate = composer.plate(Letters.head("x"), Letters.RENDERING);

    byte[] bytes =
        composer.fill(plate, Letters.recipient("Pelé", "pelé@example.org", Letters.LINK)).bytes();

    assertThat(Letters.headers(bytes)).contains(" <pelé@example.org>\r\n");
  }

  @Test
  void emptyPartsAreStillParts() {
    Plate plate = composer.plate(Letters.head(""), new Rendering("", ""));

    ParsedMail mail = MailReader.read(composer.fill(plate, Letters.recipient("Ann")).bytes());

    assertThat(mail.html()).isEmpty();
    assertThat(mail.text()).isEmpty();
    assertThat(mail.subject()).isEmpty();
  }
}
