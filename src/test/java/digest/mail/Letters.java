package digest.mail;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.Field;
import digest.delivery.Letterhead;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.edition.Edition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Letterheads, renderings and recipients for the composer. */
final class Letters {

  static final String LINK = "https://courier.example.org/u/daily.1z.abcdefghijklmnop";
  static final Instant DUE = Instant.parse("2026-11-22T06:00:00Z");
  static final EmailAddress BOUNCES = EmailAddress.of("bounces@courier.example.org");

  static final Delivery.Id DELIVERY = new Delivery.Id(new Edition.Id(17), new Subscriber.Id(71));

  private static final char NAME = Field.NAME.mark();
  private static final char ADDRESS = Field.ADDRESS.mark();
  private static final char SINCE = Field.SINCE.mark();
  private static final char UNSUBSCRIBE = Field.UNSUBSCRIBE_LINK.mark();
  private static final char PREFERENCES = Field.PREFERENCES_LINK.mark();

  static final Rendering RENDERING =
      new Rendering(
          "<!doctype html>\n<p title=\""
              + NAME
              + "\">Dear "
              + NAME
              + ",</p>\n"
              + "<p>"
              + "A long paragraph — with ümlauts, 漢字 and 👩‍👩‍👧‍👦. ".repeat(8)
              + "</p>\n"
              + NAME
              + ADDRESS
              + "\n.\n..\nFrom here to there \n<a href=\""
              + UNSUBSCRIBE
              + "\">leave</a> <a href='"
              + PREFERENCES
              + "'>choose</a> since "
              + SINCE
              + "\t\n</html>\n",
          NAME
              + ", good morning\n\n"
              + "A paragraph with = signs and trailing blanks   \n"
              + "To leave: "
              + UNSUBSCRIBE
              + "\nYou are "
              + ADDRESS
              + " since "
              + SINCE
              + ".\n"
              + PREFERENCES);

  private Letters() {}

  static Letterhead head(String subject) {
    return new Letterhead(
        subject,
        new Mailbox("The Courier", EmailAddress.of("news@courier.example.org")),
        null,
        "daily.courier.example.org",
        "The Daily Courier",
        "https://courier.example.org/editions/17",
        BOUNCES);
  }

  static Recipient recipient(String name) {
    return recipient(name, "ann@example.org", LINK);
  }

  static Recipient recipient(String name, String address, String link) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    fields.put(Field.NAME, name);
    fields.put(Field.ADDRESS, address);
    fields.put(Field.SINCE, "3. März 2025");
    fields.put(Field.UNSUBSCRIBE_LINK, link);
    fields.put(Field.PREFERENCES_LINK, LINK.replace("/u/", "/p/"));
    return new Recipient(
        DELIVERY,
        EmailAddress.of(address),
        "abc234@courier.example.org",
        DUE,
        EmailAddress.of("bounces+h-1z-mac@courier.example.org"),
        fields);
  }

  /** The head of a mail as it is, without the blank line. */
  static String headers(byte[] mail) {
    String all = new String(mail, StandardCharsets.UTF_8);
    return all.substring(0, all.indexOf("\r\n\r\n"));
  }
}
