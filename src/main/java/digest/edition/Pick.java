package digest.edition;

import java.util.List;

/**
 * An article chosen for an edition.
 *
 * @param article without its body
 * @param section the section's name; {@link #LEAD} and {@link #MORE} are reserved
 * @param position 1 for the lead, then as shown
 * @param minutes of reading, at least 1; 0 when the length is not known
 */
public record Pick(
    Article article,
    Teaser teaser,
    List<Related> related,
    String section,
    int position,
    Reason reason,
    int minutes) {

  /** The section of the lead. */
  public static final String LEAD = "lead";

  /** The section of what no other section takes; the mail calls it "More news". */
  public static final String MORE = "more";

  /** Copies the list. */
  public Pick {
    related = List.copyOf(related);
  }

  /** The same pick elsewhere in the mail. */
  public Pick movedTo(String newSection, int newPosition) {
    return new Pick(article, teaser, related, newSection, newPosition, reason, minutes);
  }
}
