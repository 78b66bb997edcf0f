package digest.edition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published piece, as read from a feed and kept in the store.
 *
 * <p>All text but {@code html} is plain: tags removed, entities decoded, no control characters.
 *
 * @param id derived from the identity (picking P6), so the same piece has the same id everywhere
 * @param feed the location of the feed it came from
 * @param source the name readers see
 * @param guid the feed's own key, or the link when it gave none
 * @param link absolute, http or https
 * @param title never empty
 * @param publishedAt {@code firstSeenAt} when the feed gave no usable date
 * @param dating how much of the date the feed gave
 * @param html the body as the feed gave it, untrusted; empty when there is none
 * @param summary what the feed itself said, untrusted HTML or text, or null
 * @param topics categories and tags, in the feed's order, without doubles
 * @param language a BCP 47 tag, or null
 * @param related what the feed or the page itself names as related
 * @param featured the feed says this is a lead
 * @param access who may read it
 */
public record Article(
    Id id,
    String feed,
    String source,
    String guid,
    String link,
    String title,
    @Nullable String author,
    Instant publishedAt,
    Dating dating,
    Instant firstSeenAt,
    String html,
    @Nullable String summary,
    List<String> topics,
    @Nullable Image image,
    @Nullable String language,
    List<Related> related,
    boolean featured,
    Access access) {

  /** 20 characters of Crockford-like base32 (a-z, 2-7) over a hash of the identity. */
  public record Id(String value) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      return value.compareTo(other.value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** How much of a date the feed gave (picking P5). */
  public enum Dating {
    /** Date and time. */
    EXACT,
    /** A day without a time: that local day, ordered by first sight. */
    DAY,
    /** None, or nonsense: first sight counts. */
    NONE
  }

  /** Who may read it. */
  public enum Access {
    /** Everybody. */
    OPEN,
    /** Members only, or its page is marked noindex or opted out (picking P11). */
    RESTRICTED,
    /** Nobody: a draft, or withdrawn. */
    UNPUBLISHED
  }

  /** Copies the lists. */
  public Article {
    topics = List.copyOf(topics);
    related = List.copyOf(related);
  }

  /** The same article without what only picking needs, for the content of an edition. */
  public Article withoutBody() {
    return new Article(
        id,
        feed,
        source,
        guid,
        link,
        title,
        author,
        publishedAt,
        dating,
        firstSeenAt,
        "",
        null,
        topics,
        image,
        language,
        List.of(),
        featured,
        access);
  }
}
