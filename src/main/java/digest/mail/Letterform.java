package digest.mail;

import digest.audience.Mailbox;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Place;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A mail's layout: which headers, in which order, and the two parts (delivery M1, M2).
 *
 * <p>Sources: RFC 5322 §3.6, RFC 2046 §5.1.4, RFC 2919 (List-Id), RFC 2369 (List-Archive), RFC 5064
 * (Archived-At), RFC 3834 (Auto-Submitted). The unsubscribe headers (RFC 8058) are the recipient's.
 */
final class Letterform {

  private static final String END = "\r\n";
  private static final int MAX_LIST_ID = 70;

  private Letterform() {}

  static Plate plate(Letterhead head, Rendering rendering) {
    return plate(head, rendering, PlateMold::body);
  }

  /** The same bytes, of which those in the blocks are shared. */
  static Plate plate(Letterhead head, Rendering rendering, Blocks blocks) {
    return plate(head, rendering, (mold, text, place) -> mold.body(text, place, blocks));
  }

  /** What stands around the parts; for each of them a hole. */
  static Plate frame(Letterhead head) {
    return plate(
        head, new Rendering("", ""), (mold, text, place) -> mold.hole(Content.WHOLE, place));
  }

  /** Encodes a part. */
  private interface Body {
    PlateMold into(PlateMold mold, String text, Place place);
  }

  private static Plate plate(Letterhead head, Rendering rendering, Body body) {
    PlateMold mold = new PlateMold();
    persons(mold, head);
    list(mold, head);
    String boundary = boundary(head);
    mold.raw("MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"")
        .raw(boundary + "\"\r\n\r\n");
    body.into(part(mold, boundary, "plain"), rendering.text(), Place.TEXT).raw(END);
    body.into(part(mold, boundary, "html"), rendering.html(), Place.HTML).raw(END);
    return mold.raw("--" + boundary + "--\r\n").plate(head.signedBy());
  }

  private static void persons(PlateMold mold, Letterhead head) {
    hole(mold, "Date", Content.DATE);
    field(mold, "From", mailbox("From", head.from()));
    hole(mold, "To", Content.TO);
    if (head.replyTo() != null) {
      field(mold, "Reply-To", mailbox("Reply-To", head.replyTo()));
    }
    field(mold, "Subject", new HeaderValue("Subject").text(head.subject()));
    hole(mold, "Message-ID", Content.MESSAGE_ID);
  }

  private static void list(PlateMold mold, Letterhead head) {
    HeaderValue id = new HeaderValue("List-Id");
    String title = FieldText.singleSpaced(head.listTitle());
    field(
        mold,
        "List-Id",
        (title.isEmpty() ? id : id.phrase(title)).word("<" + listId(head.listId()) + ">"));
    boolean takesMail = head.bounces() != null;
    mold.hole(takesMail ? Content.UNSUBSCRIBE_WAYS : Content.UNSUBSCRIBE_LINK, Place.HEADER);
    if (head.archive() != null && HeaderUrl.isWeb(head.archive())) {
      String link = "<" + HeaderUrl.of(head.archive()) + ">\r\n";
      mold.raw("List-Archive: " + link).raw("Archived-At: " + link);
    }
    mold.raw("Auto-Submitted: auto-generated\r\n");
    if (head.feedbackId() != null) {
      field(mold, "Feedback-ID", new HeaderValue("Feedback-ID").text(head.feedbackId()));
    }
  }

  private static HeaderValue mailbox(String header, Mailbox mailbox) {
    return new HeaderValue(header).mailbox(mailbox.name(), mailbox.address());
  }

  private static void field(PlateMold mold, String name, HeaderValue value) {
    mold.raw(name + ":" + value + END);
  }

  private static void hole(PlateMold mold, String name, Content content) {
    mold.raw(name + ":").hole(content, Place.HEADER).raw(END);
  }

  /** RFC 2919 §2: a dot-atom, shorter than a line. */
  private static String listId(String id) {
    String safe = id.replaceAll("[^A-Za-z0-9._-]", "");
    return safe.substring(0, Math.min(safe.length(), MAX_LIST_ID));
  }

  private static PlateMold part(PlateMold mold, String boundary, String kind) {
    return mold.raw("--" + boundary + "\r\nContent-Type: text/" + kind)
        .raw("; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  }

  /**
   * The same on every try (delivery A4). Holds {@code =_}, which quoted-printable never does, so no
   * text can look like it.
   */
  private static String boundary(Letterhead head) {
    String list = head.listId() + "\n" + head.subject();
    byte[] hash = Sha256.OF_JDK.begin().digest(list.getBytes(StandardCharsets.UTF_8));
    return "=_" + HexFormat.of().formatHex(hash, 0, 16);
  }
}
