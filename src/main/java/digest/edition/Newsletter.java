package digest.edition;

import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The standing definition of a digest: what goes in, how it looks, whom it goes to and when.
 *
 * @param title the masthead
 * @param tagline under the masthead; empty for none
 * @param subject a pattern over {@code {lead}}, {@code {title}}, {@code {date}} and {@code
 *     {number}}
 * @param language of the mail's own words and dates
 * @param feeds in the order of preference between sources
 * @param leadTeaser the cut of the lead, longer than the others
 * @param template the name before {@code .html.ftlh} and {@code .txt.ftl}
 * @param feedbackId the {@code Feedback-ID} of its mails, one line of printable ASCII, or null
 * @param rings who gets an edition before the others, or null: all at once
 * @param personal whether readers get a choice of the picks
 */
public record Newsletter(
    Id id,
    String title,
    String tagline,
    String subject,
    Locale language,
    Mailbox from,
    @Nullable Mailbox replyTo,
    MailingList.Id list,
    Segment segment,
    List<Feed> feeds,
    Cadence cadence,
    Approval approval,
    SelectionRules rules,
    TeaserRules teaser,
    TeaserRules leadTeaser,
    String template,
    @Nullable String feedbackId,
    @Nullable Rings rings,
    Personal personal) {

  /** The newsletter's key in the configuration; it stands in the {@code List-Id}. */
  public record Id(String value) {
    /** Refuses keys that could not stand in a header. */
    public Id {
      if (!value.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
        throw new IllegalArgumentException(
            "newsletter id \"" + value + "\" may hold only a-z, 0-9, - and _");
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Who lets an edition go. */
  public enum Approval {
    /** Goes by itself when due. */
    AUTO,
    /** Goes by itself when nobody has acted until it is due. */
    AUTO_AFTER_DEADLINE,
    /** Waits for a person. */
    REQUIRED
  }

  /** Whether each reader gets only what is about the topics they chose. */
  public enum Personal {
    /** Everybody gets every pick. */
    NONE,
    /** Who chose topics gets the picks about them, and those that are about nothing known. */
    TOPICS
  }

  /** Copies the feeds. */
  public Newsletter {
    feeds = List.copyOf(feeds);
  }

  /** Without a Feedback-ID and without rings; everybody gets every pick. */
  public Newsletter(
      Id id,
      String title,
      String tagline,
      String subject,
      Locale language,
      Mailbox from,
      @Nullable Mailbox replyTo,
      MailingList.Id list,
      Segment segment,
      List<Feed> feeds,
      Cadence cadence,
      Approval approval,
      SelectionRules rules,
      TeaserRules teaser,
      TeaserRules leadTeaser,
      String template) {
    this(
        id,
        title,
        tagline,
        subject,
        language,
        from,
        replyTo,
        list,
        segment,
        feeds,
        cadence,
        approval,
        rules,
        teaser,
        leadTeaser,
        template,
        null,
        null,
        Personal.NONE);
  }
}
