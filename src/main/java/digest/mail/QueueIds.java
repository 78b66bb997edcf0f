package digest.mail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which wanted mail is behind a relay's queue id. A relay uses its ids again, so each counts until
 * it is told otherwise; a log that tells one Message-ID over and over fills no memory. Not for two
 * threads.
 */
final class QueueIds {

  /** One mail may pass a relay's queue several times: filters, a second try of ours. */
  private static final int MOST_OF_A_MAIL = 16;

  private final Map<String, String> mails = new HashMap<>();
  private final Map<String, LinkedHashMap<String, Boolean>> idsOfMails = new HashMap<>();

  /** From now on this id is that mail's; the oldest of too many is forgotten. */
  void begin(String id, String messageId) {
    end(id);
    LinkedHashMap<String, Boolean> ids =
        idsOfMails.computeIfAbsent(messageId, unseen -> new LinkedHashMap<>());
    if (ids.size() == MOST_OF_A_MAIL) {
      end(ids.keySet().iterator().next());
      ids = idsOfMails.computeIfAbsent(messageId, unseen -> new LinkedHashMap<>());
    }
    ids.put(id, true);
    mails.put(id, messageId);
  }

  /** The mail's Message-ID, or null for one that is not wanted. */
  @Nullable String mail(String id) {
    return mails.get(id);
  }

  /** The id is free again. */
  void end(String id) {
    String messageId = mails.remove(id);
    LinkedHashMap<String, Boolean> ids = messageId == null ? null : idsOfMails.get(messageId);
    if (ids != null) {
      ids.remove(id);
    }
  }
}
