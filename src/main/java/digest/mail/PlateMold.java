package digest.mail;

import digest.delivery.Field;
import digest.delivery.Plate;
import digest.delivery.Plate.Content;
import digest.delivery.Plate.Hole;
import digest.delivery.Plate.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a plate's constant bytes and holes in order. Not for two threads. */
final class PlateMold {

  private final List<byte[]> parts = new ArrayList<>();
  private final List<Hole> holes = new ArrayList<>();
  private final Octets open = new Octets(8192);
  private boolean endsInSeam;
  private boolean isWireForm = true;

  /** Bytes as they are: headers, boundaries. */
  PlateMold raw(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.UTF_8);
    isWireForm &= WireForm.isClean(bytes);
    open.write(bytes, 0, bytes.length);
    return this;
  }

  /** A recipient's value goes here. */
  PlateMold hole(Content content, Place place) {
    if (endsInSeam && open.size() == 0) {
      holes.set(holes.size() - 1, new Hole(content, place));
    } else {
      close(new Hole(content, place));
    }
    endsInSeam = false;
    return this;
  }

  private void close(Hole end) {
    parts.add(open.toByteArray());
    open.reset();
    holes.add(end);
  }

  /** Bytes that other plates have, too. */
  private void shared(byte[] bytes) {
    if (open.size() > 0) {
      close(Hole.SEAM);
    }
    parts.add(bytes);
    holes.add(Hole.SEAM);
    endsInSeam = true;
  }

  /** The same as {@link #body(String, Place)}, from blocks where they have no field. */
  PlateMold body(String text, Place place, Blocks blocks) {
    for (String run : Blocks.runs(text)) {
      if (run.endsWith("\n") && !hasField(run)) {
        shared(blocks.encoded(run));
      } else {
        body(run, place);
      }
    }
    return this;
  }

  private static boolean hasField(String run) {
    for (int i = 0; i < run.length(); i++) {
      if (Field.isReserved(run.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A whole part in quoted-printable, its marks made holes. */
  PlateMold body(String text, Place place) {
    QuotedPrintable writer = new QuotedPrintable(open);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      Field field = Field.isReserved(text.charAt(i)) ? Field.of(text.charAt(i)).orElse(null) : null;
      if (field != null) {
        writer.write(text.substring(start, i));
        writer.gap();
        hole(Content.of(field), place);
        start = i + 1;
      }
    }
    writer.write(text.substring(start));
    writer.finish();
    return this;
  }

  /**
   * Whether the constant bytes are in wire form is known here, and need not be looked at in every
   * message: quoted-printable is by its nature.
   *
   * @param signedBy the names of the keys that sign each message
   */
  Plate plate(List<String> signedBy) {
    byte[] last = open.toByteArray();
    boolean isEnded = last.length > 0 && last[last.length - 1] == '\n';
    parts.add(last);
    return new Plate(parts, holes, signedBy, isWireForm && isEnded);
  }
}
