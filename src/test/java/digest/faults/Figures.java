package digest.faults;

import digest.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An experiment's line of figures. */
final class Figures {

  private final String experiment;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Figures(String experiment) {
    this.experiment = experiment;
  }

  static Figures of(String experiment) {
    return new Figures(experiment);
  }

  Figures with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Figures with(Judge judge) {
    return with("n", judge.wanted())
        .with("copies", judge.copies())
        .with("lost", judge.lost().size())
        .with("duplicates", judge.duplicates())
        .with("other-ids", judge.otherIds())
        .with("other-bytes", judge.otherBytes());
  }

  void print() {
    System.out.println(
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ", "[faults] " + experiment + " " + store() + " ", "")));
  }

  static String store() {
    return System.getProperty(TestDatabase.KIND, "sqlite");
  }
}
