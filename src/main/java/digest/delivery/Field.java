package digest.delivery;

import java.util.Arrays;
import java.util.Optional;

/**
 * A recipient's place in a rendering.
 *
 * <p>In a {@link Rendering} each open field is one character, a Unicode noncharacter from U+FDD0
 * on, which no text may hold (the renderer drops them from all input): {@link #mark()}.
 */
public enum Field {
  /** The recipient's name; only in renderings for those who have one. */
  NAME('\uFDD0'),
  /** The recipient's address. */
  ADDRESS('\uFDD1'),
  /** The day of the subscription, written out in the newsletter's language. */
  SINCE('\uFDD2'),
  /** The page with the one button; in the header, the one-click address (RFC 8058). */
  UNSUBSCRIBE_LINK('\uFDD3'),
  /** The page of the recipient's choices. */
  PREFERENCES_LINK('\uFDD4');

  private static final char FIRST_NONCHARACTER = '\uFDD0';
  private static final char LAST_NONCHARACTER = '\uFDEF';

  private final char mark;

  Field(char mark) {
    this.mark = mark;
  }

  /** The character that stands for this field in a rendering. */
  public char mark() {
    return mark;
  }

  /** The field a character stands for. */
  public static Optional<Field> of(char mark) {
    return Arrays.stream(values()).filter(field -> field.mark == mark).findFirst();
  }

  /** Whether a character may not stand in any text given to a template. */
  public static boolean isReserved(char character) {
    return character >= FIRST_NONCHARACTER && character <= LAST_NONCHARACTER;
  }
}
