package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.Field;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import digest.mail.Composer;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * delivery/P2: every shipped template, in three languages, over readers with every nasty character
 * there is: the mail by plate and the mail rendered in full are read as the same.
 *
 * <p>What is equal are the decoded parts, as characters by Jakarta Mail and octet by octet by our
 * own proof, and the headers but for the parts' boundary. The bytes on the wire are not, and need
 * not be: a plate's pieces begin at column 0 and end in a soft line break, so they break elsewhere
 * and escape another leading dot.
 */
class HostilePlatesTest {

  private static final List<String> NAMES =
      List.of(
          "<&\"'>",
          "</p><script>alert(1)</script><!--",
          "&amp;lt; &#60; &nbsp",
          "O'Brien & Søn \"Ærlig\"",
          ".",
          "..leading",
          "From me",
          ">From me",
          "=",
          "=3D=\r\n=",
          "soft=",
          "trailing blank ",
          "trailing tab\t",
          "  leading and   inner  ",
          "a\tb\u000bc\fd",
          "a\rb\nc\r\nd\u0085e\u2028f\u2029g",
          "\r\n.\r\nMAIL FROM:<>\r\n",
          "a\r\nBcc: victim@example.org\r\n\r\n<html>",
          "nul\u0000bell\u0007del\u007f",
          "\u202Egnp.exe\u202C \u2066x\u2069 \u200Fy\u200E",
          "\ud83d lone \udc69",
          "\ud83d",
          "\udc69\ud83d",
          "\uFFFE \uFFFF \uD83F\uDFFE \uFDD0\uFDD1\uFDD4\uFDEF",
          "\uFEFF\u200B\u2060\u00AD",
          "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪👍🏿",
          "👩‍👩‍👧‍👦".repeat(60),
          "é".repeat(200),
          "e\u0301\u0323".repeat(99),
          "Z\u0351\u036b\u0343\u036a\u0302".repeat(40),
          "x".repeat(75),
          "x".repeat(76),
          "x".repeat(998),
          "x ".repeat(600),
          "漢".repeat(1000),
          "مريم بنت أحمد",
          "‏שלום עולם",
          "山田 太郎",
          "${recipient.address} #{1} <#if true> [=x]",
          "%s $1 \\0 {since}",
          "=?UTF-8?Q?evil?=",
          "--=_boundary--",
          "]]> --> <![CDATA[");

  private static final List<String> ADDRESSES =
      List.of(
          "ann@example.org",
          "o'brien+news@example.org",
          "a=b_c#d!e@example.org",
          "pelé@example.org",
          "用户@例え.example",
          "ann@bücher.example",
          "ann@xn--bcher-kva.example",
          "\"a b\\\"c\"@example.org",
          "x".repeat(64) + "@" + "y".repeat(60) + ".example");

  private static final EmailAddress SENDER = EmailAddress.of("news@courier.example.org");
  private static final Letterhead HEAD =
      new Letterhead(
          "Täglich",
          new Mailbox("The Courier", SENDER),
          null,
          "daily.example.org",
          "The Courier",
          "https://courier.example.org/e/1",
          EmailAddress.of("bounces@courier.example.org"));

  private static final Delivery.Id DELIVERY =
      new Delivery.Id(new Edition.Id(1), new Subscriber.Id(1));

  private final Composer composer = new Composer();
  private final Renderer renderer = new Renderer(Templates.at(null));

  static List<Masthead> looks() {
    List<Masthead> looks = new ArrayList<>();
    for (String template : shipped()) {
      for (Masthead language :
          List.of(
              Samples.masthead(), Samples.arabicMasthead(), Samples.mastheadIn(Locale.GERMAN))) {
        looks.add(
            new Masthead(
                language.title(),
                language.tagline(),
                language.language(),
                language.zone(),
                language.site(),
                language.webLink(),
                template));
      }
    }
    return looks;
  }

  /** By their files, so that a template that is still to come is among them. */
  private static Set<String> shipped() {
    Set<String> names = new TreeSet<>();
    for (String file : Templates.at(null).files().keySet()) {
      if (file.matches("[^/]+\\.html\\.ftlh")) {
        names.add(file.substring(0, file.indexOf('.')));
      }
    }
    return names;
  }

  @Test
  void theShippedTemplatesAreFound() {
    assertThat(shipped()).contains("digest", "correction");
    assertThat(addresses()).hasSizeGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("looks")
  @DisplayName(
      "delivery/P2: plate and full rendering are the same mail, whatever the reader is called")
  void plateAndFullRenderingAreTheSameMail(Masthead look) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Edition> editions = List.of(Samples.english(), Samples.arabic(), Samples.of());
    Edition edition = editions.get(random.nextInt(editions.size()));
    Plate named = plate(look, edition, new Variant(true));
    Plate unnamed = plate(look, edition, new Variant(false));
    for (String name : NAMES) {
      String mixed = mixed(random);
      assertSameMail(look, edition, named, recipient(name, random), name, seed);
      assertSameMail(look, edition, named, recipient(mixed, random), mixed, seed);
    }
    for (int i = 0; i < 10; i++) {
      assertSameMail(look, edition, unnamed, recipient("", random), "", seed);
    }
  }

  private Plate plate(Masthead look, Edition edition, Variant variant) {
    return composer.plate(HEAD, renderer.open(look, edition, variant).orElseThrow());
  }

  private void assertSameMail(
      Masthead look, Edition edition, Plate plate, Recipient recipient, String name, long seed) {
    String what =
        "seed %d, template %s, edition %s, name %s"
            .formatted(seed, look.template(), edition.content().subject(), name);
    Rendering full = renderer.full(look, edition, recipient.fields());
    ParsedMail filled = MailReader.read(composer.fill(plate, recipient).bytes());
    ParsedMail rendered =
        MailReader.read(composer.fill(composer.plate(HEAD, full), recipient).bytes());
    assertThat(filled.html()).as(what).isEqualTo(rendered.html()).isEqualTo(read(full.html()));
    assertThat(filled.text()).as(what).isEqualTo(rendered.text()).isEqualTo(read(full.text()));
    assertThat(headers(filled)).as(what).isEqualTo(headers(rendered));
    assertThat(composer.difference(plate, recipient, full)).as(what).isEmpty();
  }

  private static String read(String part) {
    return new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static List<ParsedMail.HeaderField> headers(ParsedMail mail) {
    return mail.headers().stream().filter(each -> !each.name().equals("Content-Type")).toList();
  }

  @Test
  @DisplayName("delivery/P2: the proof sees a single wrong octet, wherever it is")
  void theProofSeesASingleWrongOctet() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Plate plate = plate(Samples.masthead(), Samples.english(), new Variant(true));
    Recipient reader = recipient("Zoë", random);
    Rendering full = renderer.full(Samples.masthead(), Samples.english(), reader.fields());
    for (int i = 0; i < 300; i++) {
      boolean isText = random.nextBoolean();
      String part = isText ? full.text() : full.html();
      int at = random.nextInt(part.length());
      String wrong = part.substring(0, at) + '\u2603' + part.substring(at + 1);
      Rendering other =
          isText ? new Rendering(full.html(), wrong) : new Rendering(wrong, full.text());
      long line = part.substring(0, at).chars().filter(c -> c == '\n').count() + 1;

      assertThat(composer.difference(plate, reader, other))
          .as("seed %d, place %d", seed, at)
          .hasValueSatisfying(
              difference -> {
                assertThat(difference.part())
                    .isEqualTo(isText ? Plate.Place.TEXT : Plate.Place.HTML);
                assertThat((long) difference.line()).isEqualTo(line);
                assertThat(difference.full()).contains("\u2603");
                assertThat(difference.plate()).doesNotContain("\u2603", "\n", "\ufffd");
              });
    }
    assertThat(composer.difference(plate, reader, new Rendering(full.html() + "x", full.text())))
        .isPresent();
    assertThat(composer.difference(plate, reader, new Rendering("", ""))).isPresent();
  }

  private static List<EmailAddress> addresses() {
    List<EmailAddress> addresses = new ArrayList<>();
    for (String text : ADDRESSES) {
      try {
        addresses.add(EmailAddress.of(text));
      } catch (IllegalArgumentException e) {
        // No such reader can exist.
      }
    }
    return addresses;
  }

  private static Recipient recipient(String name, Random random) {
    List<EmailAddress> addresses = addresses();
    EmailAddress address = addresses.get(random.nextInt(addresses.size()));
    Map<Field, String> fields = new EnumMap<>(Field.class);
    if (!name.isEmpty()) {
      fields.put(Field.NAME, name);
    }
    fields.put(Field.ADDRESS, address.toString());
    fields.put(Field.SINCE, NAMES.get(random.nextInt(NAMES.size())));
    fields.put(Field.UNSUBSCRIBE_LINK, "https://example.org/u/x?a=1&b=" + mixed(random));
    fields.put(Field.PREFERENCES_LINK, "https://example.org/p/" + "y".repeat(random.nextInt(99)));
    return new Recipient(DELIVERY, address, "id@example.org", Instant.EPOCH, SENDER, fields);
  }

  /** Pieces of the names, and any characters, lone surrogates too. */
  private static String mixed(Random random) {
    StringBuilder mixed = new StringBuilder("n");
    for (int i = random.nextInt(6); i >= 0; i--) {
      String piece = NAMES.get(random.nextInt(NAMES.size()));
      int start = random.nextInt(piece.length());
      mixed.append(piece, start, Math.min(piece.length(), start + 1 + random.nextInt(90)));
      IntStream.range(0, random.nextInt(5))
          .forEach(each -> mixed.append((char) random.nextInt(0x10000)));
    }
    return mixed.toString();
  }
}
