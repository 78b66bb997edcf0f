package digest.delivery;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of all messages of an edition share.
 *
 * @param subject one line, not encoded
 * @param listId as in {@code List-Id: title <listId>} (RFC 2919), for example {@code
 *     daily.courier.example.org}
 * @param listTitle the phrase before it
 * @param archive the public web view of the edition (RFC 5064 and RFC 2369), or null
 * @param bounces takes bounces; its local part gets {@code +token} (VERP); null means From
 * @param feedbackId tells the receivers' complaint statistics what this was; one line, or null
 * @param signedBy the DNS names of the DKIM keys, in order: {@code d1._domainkey.example.org};
 *     empty means not signed, as what was frozen before there were signatures
 */
public record Letterhead(
    String subject,
    Mailbox from,
    @Nullable Mailbox replyTo,
    String listId,
    String listTitle,
    @Nullable String archive,
    @Nullable EmailAddress bounces,
    @Nullable String feedbackId,
    List<String> signedBy) {

  /** Copies the names. */
  @SuppressWarnings("ConstantValue") // a row of an earlier release has none
  public Letterhead {
    signedBy = signedBy == null ? List.of() : List.copyOf(signedBy);
  }

  /** Not signed, and without a Feedback-ID. */
  public Letterhead(
      String subject,
      Mailbox from,
      @Nullable Mailbox replyTo,
      String listId,
      String listTitle,
      @Nullable String archive,
      @Nullable EmailAddress bounces) {
    this(subject, from, replyTo, listId, listTitle, archive, bounces, null, List.of());
  }

  /** The same under another subject, as for a test. */
  public Letterhead withSubject(String other) {
    return new Letterhead(
        other, from, replyTo, listId, listTitle, archive, bounces, feedbackId, signedBy);
  }
}
