package digest.web;

import digest.press.FreezeEdition.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who gets an edition and who does not, by the query that freezing uses (desk D5). */
final class AudienceModel {

  private AudienceModel() {}

  /** The model: {@code listed, without[name, number], people}. */
  static Map<String, Object> of(Plan plan) {
    List<Map<String, Object>> without = new ArrayList<>();
    plan.audience().excluded().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                without.add(
                    Map.of(
                        "name", Wording.exclusion(entry.getKey()),
                        "number", Wording.count(entry.getValue()))));
    return Map.of(
        "listed", Wording.count(plan.audience().listed()),
        "without", without,
        "people", Wording.count(count(plan)));
  }

  /** How many would get it. */
  static long count(Plan plan) {
    return plan.audience().prepared();
  }
}
