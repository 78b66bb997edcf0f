package digest.edition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article chosen for an edition.
 *
 * @param article without its body
 * @param section the section's name; {@link #LEAD} and {@link #MORE} are reserved
 * @param position 1 for the lead, then as shown
 * @param minutes of reading, at least 1; 0 when the length is not known
 * @param story how it stands to other tellings of its story
 */
public record Pick(
    Article article,
    Teaser teaser,
    List<Related> related,
    String section,
    int position,
    Reason reason,
    int minutes,
    Story story) {

  /** The section of the lead. */
  public static final String LEAD = "lead";

  /** The section of what no other section takes; the mail calls it "More news". */
  public static final String MORE = "more";

  /**
   * How a pick stands to other tellings of its story.
   *
   * @param also other sources that tell it too (picking D3)
   * @param updateTo what readers were sent before and this brings new figures to (picking D2)
   * @param version 1; more when the article itself was sent before and is an update (picking P8)
   */
  public record Story(List<Related> also, @Nullable Related updateTo, int version) {

    /** Told once, by one source. */
    public static final Story PLAIN = new Story(List.of(), null, 1);

    /** Copies the list. */
    // Not compact: javac 17 would lose the annotation of the second parameter.
    public Story(List<Related> also, @Nullable Related updateTo, int version) {
      this.also = List.copyOf(also);
      this.updateTo = updateTo;
      this.version = version;
    }
  }

  /** A pick whose story is told once. */
  public Pick(
      Article article,
      Teaser teaser,
      List<Related> related,
      String section,
      int position,
      Reason reason,
      int minutes) {
    this(article, teaser, related, section, position, reason, minutes, Story.PLAIN);
  }

  /** Copies the list. */
  public Pick {
    related = List.copyOf(related);
  }

  /** The same pick elsewhere in the mail. */
  public Pick movedTo(String newSection, int newPosition) {
    return new Pick(article, teaser, related, newSection, newPosition, reason, minutes, story);
  }

  /** The same pick for another reason. */
  public Pick because(Reason other) {
    return new Pick(article, teaser, related, section, position, other, minutes, story);
  }
}
