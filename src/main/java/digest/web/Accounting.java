package digest.web;

import digest.delivery.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of an edition on its way, as the pages show them. Made from one {@link Progress}, so
 * they add up at every look (desk D7): in the queue + waiting + sent + unsure + failed = people.
 */
final class Accounting {

  private Accounting() {}

  /** The figures, and the bar's parts in percent. */
  static Map<String, Object> of(Progress progress) {
    long queued = progress.pending() + progress.claimed() + progress.sending();
    long failed = progress.rejected() + progress.expired();
    long people = progress.prepared();
    return Map.of(
        "people", Wording.count(people),
        "max", Long.toString(Math.max(1, people)),
        "value", Long.toString(progress.accepted()),
        "sent", Wording.count(progress.accepted()),
        "left", Wording.count(progress.open()),
        "figures",
            figures(queued, progress.deferred(), progress.uncertain(), failed, progress.excluded()),
        "bar",
            bar(people, progress.accepted(), progress.deferred() + progress.uncertain(), failed));
  }

  private static List<Map<String, Object>> figures(
      long queued, long waiting, long unsure, long failed, long excluded) {
    List<Map<String, Object>> figures = new ArrayList<>();
    figures.add(figure("In the queue", queued, ""));
    figures.add(figure("Waiting to retry", waiting, waiting > 0 ? "t-warn" : ""));
    if (unsure > 0) {
      figures.add(figure("May have got it", unsure, "t-warn"));
    }
    figures.add(figure("Failed", failed, failed > 0 ? "t-bad" : ""));
    figures.add(figure("Left out", excluded, ""));
    return figures;
  }

  private static Map<String, Object> figure(String name, long number, String kind) {
    return Map.of("name", name, "number", Wording.count(number), "kind", kind);
  }

  private static List<Map<String, Object>> bar(long people, long... parts) {
    String[] kinds = {"a", "w", "b"};
    List<Map<String, Object>> bar = new ArrayList<>();
    double start = 0;
    for (int i = 0; i < parts.length; i++) {
      double width = people == 0 ? 0 : 100.0 * parts[i] / people;
      bar.add(Map.of("kind", kinds[i], "x", percent(start), "width", percent(width)));
      start += width;
    }
    return bar;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
