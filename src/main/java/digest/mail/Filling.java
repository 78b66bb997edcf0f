package digest.mail;

import digest.delivery.Field;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Hole;
import digest.delivery.Recipient;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One recipient's bytes for the holes of a plate; each is encoded once however often it stands
 * there. Not for two threads.
 */
final class Filling {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final byte[] NOTHING = {};

  private final Recipient recipient;
  private final Map<Hole, byte[]> encoded = new HashMap<>();

  Filling(Recipient recipient) {
    this.recipient = recipient;
  }

  byte[] of(Hole hole) {
    if (hole.content() == Content.NOTHING) {
      return NOTHING;
    }
    byte[] known = encoded.get(hole);
    if (known == null) {
      known = encode(hole);
      encoded.put(hole, known);
    }
    return known;
  }

  private byte[] encode(Hole hole) {
    return switch (hole.place()) {
      case HEADER -> header(hole.content()).getBytes(StandardCharsets.UTF_8);
      case TEXT -> QuotedPrintable.piece(FieldText.clean(field(hole.content())));
      case HTML -> QuotedPrintable.piece(FieldText.html(field(hole.content())));
    };
  }

  private String field(Content content) {
    Field field = content.field();
    return field == null ? "" : recipient.fields().getOrDefault(field, "");
  }

  private String header(Content content) {
    return switch (content) {
      case NOTHING -> "";
      case TO ->
          new HeaderValue("To")
              .mailbox(recipient.fields().get(Field.NAME), recipient.address())
              .toString();
      case DATE -> " " + DATE.format(recipient.date());
      case MESSAGE_ID -> " <" + recipient.messageId().replaceAll("[^!-;=?-~]", "") + ">";
      case UNSUBSCRIBE_LINK -> unsubscribe("");
      case UNSUBSCRIBE_WAYS ->
          unsubscribe(
              ",\r\n <" + HeaderUrl.mailto(recipient.envelopeSender()) + "?subject=unsubscribe>");
      case NAME, ADDRESS, SINCE, PREFERENCES_LINK ->
          new HeaderValue("").text(field(content)).toString();
    };
  }

  /** Both headers of RFC 8058, or none when the link is no web address, as in a preview. */
  private String unsubscribe(String otherWay) {
    String link = recipient.fields().getOrDefault(Field.UNSUBSCRIBE_LINK, "");
    if (!HeaderUrl.isWeb(link)) {
      return "";
    }
    return "List-Unsubscribe: <"
        + HeaderUrl.of(link)
        + ">"
        + otherWay
        + "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  }
}
