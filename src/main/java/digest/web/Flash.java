package digest.web;

import digest.edition.Edition;
import java.util.Map;

/**
 * What was just done, in words; the address carries the key alone, so no words can be slipped in.
 */
final class Flash {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("saved", "Saved."),
          Map.entry("same", "Nothing was changed, so there was nothing to save."),
          Map.entry("moved", "Moved."),
          Map.entry("dropped", "Dropped. It is not in this edition any more."),
          Map.entry("lead", "It is the lead now."),
          Map.entry("approved", "Approved. It goes out by itself when it is due."),
          Map.entry("sending", "Approved and handed to the dispatcher."),
          Map.entry("paused", "Paused. Nothing new begins; what is on its way arrives."),
          Map.entry("resumed", "It goes on."),
          Map.entry("cancelled", "Cancelled. Nobody else gets it."),
          Map.entry("again", "Put back in the queue."));

  private Flash() {}

  /**
   * The words of a key; empty for an unknown one.
   *
   * @param story the id of the article that was moved, or anything
   */
  static String words(String key, Edition edition, String story) {
    String words = WORDS.getOrDefault(key, "");
    return edition.content().picks().stream()
        .filter(pick -> !words.isEmpty() && pick.article().id().value().equals(story))
        .findFirst()
        .map(pick -> "“" + pick.article().title() + "” is now number " + pick.position() + ".")
        .orElse(words);
  }
}
