package digest.mail;

import digest.delivery.Plate;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Hole;
import digest.delivery.Plate.Place;
import digest.delivery.Rendering;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands from one message to the next when each is rendered in full: a line that the first one
 * has, too, is not encoded again (delivery P1). Printers leave type standing for what comes again.
 *
 * <p>Safe for many threads.
 */
public final class StandingType {

  private static final int MOST_EXPECTED = 256 * 1024;

  private final Map<Place, StandingLines> standing = new ConcurrentHashMap<>();
  private volatile int longest; // bytes; a guess of what comes next

  /** With nothing standing yet. */
  public StandingType() {}

  /** A frame with its values and parts, as one message. */
  byte[] message(Plate frame, byte[][] values, Rendering full) {
    Octets message = new Octets(longest);
    for (int i = 0; i < frame.holes().size(); i++) {
      message.write(frame.parts().get(i));
      Hole hole = frame.holes().get(i);
      if (hole.content() == Content.WHOLE) {
        String text = hole.place() == Place.TEXT ? full.text() : full.html();
        lines(text, hole.place()).write(text, message);
      } else {
        message.write(values[frame.valueAt(i)]);
      }
    }
    message.write(frame.parts().get(frame.holes().size()));
    longest = Math.max(longest, Math.min(message.size(), MOST_EXPECTED));
    return message.toByteArray();
  }

  /** The lines that stand at a place: those of the first text that came to it. */
  private StandingLines lines(String text, Place place) {
    StandingLines lines = standing.get(place);
    return lines == null ? standing.computeIfAbsent(place, empty -> StandingLines.of(text)) : lines;
  }
}
