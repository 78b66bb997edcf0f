package digest.mail;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of whole lines, each encoded once, whose bytes all plates share that have them: of the many
 * variants in which readers get a choice of the picks, each article is encoded once and kept once
 * (delivery P1).
 *
 * <p>Quoted-printable forgets everything at the end of a line, so what a run of lines becomes does
 * not depend on what stands around it. A run begins at an empty line or at some tags, such as a
 * table's row, whatever stands before it: so an article's lines are cut alike wherever it stands. A
 * template without such lines has longer runs, of which fewer are shared, and is encoded just as
 * right.
 *
 * <p>Safe for many threads. What was not asked for longest goes first when there is no more room.
 */
public final class Blocks {

  /** A row of a table, styles, and what comes after the head with the edition's subject. */
  private static final List<String> BEGINNINGS = List.of("<tr", "<style", "<body");

  /** Characters: the texts of a dozen long editions. */
  private static final int ROOM = 2_000_000;

  private final int room;
  private final Map<String, byte[]> encoded = new LinkedHashMap<>(64, 0.75f, true);
  private int held;
  private long encodings;

  /** With room for the blocks of a long edition. */
  public Blocks() {
    this(ROOM);
  }

  Blocks(int room) {
    this.room = room;
  }

  /** How many runs were encoded so far. */
  public synchronized long encodings() {
    return encodings;
  }

  /** A text as its runs, in order; only the last may lack a line's end. */
  static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf('\n') + 1; at > 0; at = text.indexOf('\n', at) + 1) {
      if (at < text.length() && isBeginning(text, at)) {
        runs.add(text.substring(start, at));
        start = at;
      }
    }
    runs.add(text.substring(start));
    return runs;
  }

  private static boolean isBeginning(String text, int at) {
    boolean isEmpty = text.charAt(at) == '\n' && text.charAt(at - 1) == '\n';
    return isEmpty || (text.charAt(at) == '<' && isTag(text, at));
  }

  private static boolean isTag(String text, int at) {
    for (String beginning : BEGINNINGS) {
      if (text.startsWith(beginning, at)) {
        return true;
      }
    }
    return false;
  }

  /** A run that ends with a line and has no open field, encoded; not to be changed. */
  synchronized byte[] encoded(String run) {
    byte[] known = encoded.get(run);
    if (known == null) {
      known = encode(run);
      keep(run, known);
    }
    return known;
  }

  private byte[] encode(String run) {
    encodings++;
    return QuotedPrintable.piece(run);
  }

  private void keep(String run, byte[] bytes) {
    encoded.put(run, bytes);
    held += run.length();
    Iterator<String> oldest = encoded.keySet().iterator();
    while (held > room && oldest.hasNext()) {
      held -= oldest.next().length();
      oldest.remove();
    }
  }
}
