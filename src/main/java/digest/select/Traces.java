package digest.select;

import java.util.Arrays;

/** The hashes by which an index finds tellings that may be alike. */
final class Traces {

  private static final int SHINGLE = 4;

  /** Of a long text one run in so many is enough to be found by. */
  private static final int SAMPLE = 4;

  private static final int SHORT_TEXT = 60;

  private Traces() {}

  /** Each once, in no order. */
  static int[] of(Telling telling) {
    int[] opening = telling.opening();
    int[] traces = new int[opening.length + 4];
    int count = 0;
    for (int i = 0; i + SHINGLE <= opening.length; i++) {
      int hash = Reading.hash(opening, i, SHINGLE);
      if (opening.length < SHORT_TEXT || Mix.of(hash) % SAMPLE == 0) {
        traces[count++] = hash;
      }
    }
    Headline headline = telling.headline();
    int[] whole = {
      headline.key(),
      headline.keyWithoutTail(),
      headline.keyWithoutNumbers(),
      telling.page().isEmpty() ? 0 : Mix.of(telling.page().hashCode())
    };
    for (int key : whole) {
      if (key != 0) {
        traces[count++] = key;
      }
    }
    return Arrays.stream(traces, 0, count).distinct().toArray();
  }
}
