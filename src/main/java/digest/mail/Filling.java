package digest.mail;

import digest.delivery.Field;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Hole;
import digest.delivery.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One recipient's bytes for the holes of a plate. */
final class Filling {

  private final Recipient recipient;
  private final DateHeader dates;

  Filling(Recipient recipient, DateHeader dates) {
    this.recipient = recipient;
    this.dates = dates;
  }

  /** In the order of the holes. */
  byte[][] values(List<Hole> holes) {
    byte[][] values = new byte[holes.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = encode(holes.get(i));
    }
    return values;
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
      case NOTHING, WHOLE -> "";
      case TO ->
          new HeaderValue("To")
              .mailbox(recipient.fields().get(Field.NAME), recipient.address())
              .toString();
      case DATE -> dates.of(recipient.date());
      case MESSAGE_ID -> " <" + plain(recipient.messageId()) + ">";
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

  /** Without what would end the brackets or the header. */
  private static String plain(String id) {
    return isPlain(id) ? id : id.replaceAll("[^!-;=?-~]", "");
  }

  private static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '<' || c == '>') {
        return false;
      }
    }
    return true;
  }
}
