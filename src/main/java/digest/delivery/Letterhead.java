package digest.delivery;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
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
 */
public record Letterhead(
    String subject,
    Mailbox from,
    @Nullable Mailbox replyTo,
    String listId,
    String listTitle,
    @Nullable String archive,
    @Nullable EmailAddress bounces) {

  /** The same under another subject, as for a test. */
  public Letterhead withSubject(String other) {
    return new Letterhead(other, from, replyTo, listId, listTitle, archive, bounces);
  }
}
