package digest.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rendering with its headers, encoded once: constant bytes with holes between them.
 *
 * <p>Immutable; safe for many threads. The constant parts alternate with the holes: {@code
 * parts.size() == holes.size() + 1}.
 */
public final class Plate {

  /**
   * A place for one recipient's value.
   *
   * @param content what goes here
   * @param place how it is escaped and encoded
   */
  public record Hole(Content content, Place place) {

    /** Nothing goes here; the bytes on one side of it are shared with other plates. */
    public static final Hole SEAM = new Hole(Content.NOTHING, Place.HEADER);
  }

  /** What a hole holds: a field, or a header of the recipient's own. */
  public enum Content {
    NAME(Field.NAME),
    ADDRESS(Field.ADDRESS),
    SINCE(Field.SINCE),
    UNSUBSCRIBE_LINK(Field.UNSUBSCRIBE_LINK),
    PREFERENCES_LINK(Field.PREFERENCES_LINK),
    TO(null),
    DATE(null),
    MESSAGE_ID(null),
    /**
     * The unsubscribe headers with the envelope's sender as a second way; in place HEADER, {@link
     * #UNSUBSCRIBE_LINK} gives them with the link alone.
     */
    UNSUBSCRIBE_WAYS(null),
    /** A whole part, when each recipient's is rendered in full. */
    WHOLE(null),
    /** Nothing at all. */
    NOTHING(null);

    private final @Nullable Field field;

    Content(@Nullable Field field) {
      this.field = field;
    }

    /** The recipient's field, or null for a header of its own. */
    public @Nullable Field field() {
      return field;
    }

    /** The content that prints a field. */
    public static Content of(Field field) {
      return valueOf(field.name());
    }
  }

  /** How a value is escaped and encoded. */
  public enum Place {
    /** A header's value, as RFC 5322 and RFC 2047 want it. */
    HEADER,
    /** Quoted-printable in the plain-text part. */
    TEXT,
    /** HTML-escaped, then quoted-printable. */
    HTML
  }

  private final List<byte[]> parts;
  private final List<Hole> holes;
  private final List<Hole> values;
  private final int[] places;
  private final List<String> signedBy;
  private final boolean isWireForm;

  /**
   * Whose messages are not signed.
   *
   * @throws IllegalArgumentException when parts and holes do not alternate
   */
  public Plate(List<byte[]> parts, List<Hole> holes) {
    this(parts, holes, List.of(), false);
  }

  /**
   * Whose messages are signed.
   *
   * @param signedBy the names of the keys, as in {@link Letterhead}
   * @param isWireForm whether each constant part may stand in {@link Eml#isWireForm} bytes whatever
   *     is beside it
   * @throws IllegalArgumentException when parts and holes do not alternate
   */
  public Plate(List<byte[]> parts, List<Hole> holes, List<String> signedBy, boolean isWireForm) {
    this.isWireForm = isWireForm;
    if (parts.size() != holes.size() + 1) {
      throw new IllegalArgumentException(
          parts.size() + " parts cannot stand around " + holes.size() + " holes");
    }
    this.parts = List.copyOf(parts);
    this.holes = List.copyOf(holes);
    this.values = holes.stream().distinct().toList();
    this.places = holes.stream().mapToInt(values::indexOf).toArray();
    this.signedBy = List.copyOf(signedBy);
  }

  /** The constant bytes; not to be changed. */
  public List<byte[]> parts() {
    return parts;
  }

  /** What goes between them, in order. */
  public List<Hole> holes() {
    return holes;
  }

  /** Each different hole once: so many values are encoded for a recipient. */
  public List<Hole> values() {
    return values;
  }

  /** Which of {@link #values} goes into a hole. */
  public int valueAt(int hole) {
    return places[hole];
  }

  /** The names of the keys that sign each message; empty for none. */
  public List<String> signedBy() {
    return signedBy;
  }

  /** Whether only the holes' values are to be looked at before the bytes follow {@code DATA}. */
  public boolean isWireForm() {
    return isWireForm;
  }
}
