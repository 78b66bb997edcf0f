package digest.select;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The hashes by which an index finds tellings that may be alike. */
final class Traces {

  private static final int SHINGLE = 4;

  /** Of a long text one run in so many is enough to be found by. */
  private static final int SAMPLE = 4;

  private static final int SHORT_TEXT = 60;

  private Traces() {}

  /** Of the text; each once. */
  static int[] ofText(Telling telling) {
    int[] opening = telling.opening();
    int[] traces = new int[opening.length];
    int count = 0;
    for (int i = 0; i + SHINGLE <= opening.length; i++) {
      int hash = Reading.hash(opening, i, SHINGLE);
      if (opening.length < SHORT_TEXT || Mix.of(hash) % SAMPLE == 0) {
        traces[count++] = hash;
      }
    }
    return eachOnce(traces, count);
  }

  /** Of the page and the headline, each once. */
  static int[] ofNames(Telling telling) {
    Headline headline = telling.headline();
    int page = telling.page().isEmpty() ? 0 : Mix.of(telling.page().hashCode());
    return IntStream.of(
            page, headline.key(), headline.keyWithoutTail(), headline.keyWithoutNumbers())
        .filter(name -> name != 0)
        .distinct()
        .toArray();
  }

  private static int[] eachOnce(int[] traces, int count) {
    Arrays.sort(traces, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || traces[i] != traces[i - 1]) {
        traces[kept++] = traces[i];
      }
    }
    return Arrays.copyOf(traces, kept);
  }
}
