package digest.mail;

import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Place;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A mail's layout: which headers, in which order, and the two parts (delivery M1, M2).
 *
 * <p>Sources: RFC 5322 §3.6, RFC 2046 §5.1.4, RFC 2919 (List-Id), RFC 2369 (List-Archive), RFC 5064
 * (Archived-At), RFC 3834 (Auto-Submitted). The unsubscribe headers (RFC 8058) are the recipient's.
 */
final class Letterform {

  private static final String END = "\r\n";

  private Letterform() {}

  static Plate plate(Letterhead head, Rendering rendering) {
    PlateMold mold = new PlateMold();
    persons(mold, head);
    list(mold, head);
    String boundary = boundary(rendering);
    mold.raw("MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"")
        .raw(boundary + "\"\r\n\r\n");
    part(mold, boundary, "plain").body(rendering.text(), Place.TEXT).raw(END);
    part(mold, boundary, "html").body(rendering.html(), Place.HTML).raw(END);
    return mold.raw("--" + boundary + "--\r\n").plate();
  }

  private static void persons(PlateMold mold, Letterhead head) {
    mold.raw("Date:").hole(Content.DATE, Place.HEADER).raw(END);
    field(mold, "From")
        .raw(new HeaderValue("From").mailbox(head.from().name(), head.from().address()) + "\r\nTo:")
        .hole(Content.TO, Place.HEADER)
        .raw(END);
    if (head.replyTo() != null) {
      field(mold, "Reply-To")
          .raw(
              new HeaderValue("Reply-To").mailbox(head.replyTo().name(), head.replyTo().address())
                  + END);
    }
    field(mold, "Subject")
        .raw(new HeaderValue("Subject").text(head.subject()) + "\r\nMessage-ID:")
        .hole(Content.MESSAGE_ID, Place.HEADER)
        .raw(END);
  }

  private static void list(PlateMold mold, Letterhead head) {
    HeaderValue id = new HeaderValue("List-Id");
    String title = FieldText.singleSpaced(head.listTitle());
    (title.isEmpty() ? id : id.phrase(title))
        .word("<" + head.listId().replaceAll("[^A-Za-z0-9._-]", "") + ">");
    field(mold, "List-Id").raw(id + END);
    mold.hole(
        head.bounces() == null ? Content.UNSUBSCRIBE_LINK : Content.UNSUBSCRIBE_WAYS, Place.HEADER);
    if (head.archive() != null && HeaderUrl.isWeb(head.archive())) {
      String link = "<" + HeaderUrl.of(head.archive()) + ">\r\n";
      mold.raw("List-Archive: " + link).raw("Archived-At: " + link);
    }
    mold.raw("Auto-Submitted: auto-generated\r\n");
  }

  private static PlateMold field(PlateMold mold, String name) {
    return mold.raw(name + ":");
  }

  private static PlateMold part(PlateMold mold, String boundary, String kind) {
    return mold.raw("--" + boundary + "\r\nContent-Type: text/" + kind)
        .raw("; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  }

  /**
   * The same for the same content, so that every attempt sends the same bytes (delivery A4). Holds
   * {@code =_}, which quoted-printable never does, so no text can look like it.
   */
  private static String boundary(Rendering rendering) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(rendering.html().getBytes(StandardCharsets.UTF_8));
      hash.update(rendering.text().getBytes(StandardCharsets.UTF_8));
      return "=_" + HexFormat.of().formatHex(hash.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }
}
