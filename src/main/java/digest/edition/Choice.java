package digest.edition;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of an edition's picks a reader gets.
 *
 * <p>It names them by their places in the edition as it was frozen ({@link Places}), so it stays
 * right when an article is retracted.
 *
 * @param marks one for each place, {@code 1} for a pick that the reader gets, else {@code 0}; empty
 *     for all picks
 */
public record Choice(String marks) {

  /** All picks, of any edition. */
  public static final Choice ALL = new Choice("");

  private static final char IN = '1';

  /** Refuses other marks. */
  public Choice {
    if (!marks.matches("[01]*")) {
      throw new IllegalArgumentException("a choice is written in 0 and 1, not \"" + marks + "\"");
    }
  }

  /** As it is stored; null means all. */
  public static Choice of(@Nullable String stored) {
    return stored == null ? ALL : new Choice(stored);
  }

  /** Those places at which there is true. */
  static Choice of(List<Boolean> places) {
    return new Choice(places.stream().map(in -> in ? "1" : "0").collect(Collectors.joining()));
  }

  /** For the store; null for all. */
  public @Nullable String stored() {
    return isAll() ? null : marks;
  }

  /** Whether it is every pick. */
  public boolean isAll() {
    return marks.isEmpty();
  }

  /** Whether it is no pick at all. */
  public boolean isNone() {
    return !isAll() && marks.indexOf(IN) < 0;
  }

  /** Whether the pick at this place, counted from 0, is among them. */
  public boolean has(int place) {
    return isAll() || (place < marks.length() && marks.charAt(place) == IN);
  }
}
