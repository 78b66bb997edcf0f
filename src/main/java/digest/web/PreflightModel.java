package digest.web;

import digest.edition.Edition;
import digest.press.Press;
import digest.render.Finding;
import digest.render.Finding.Severity;
import digest.render.TemplateFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found before it goes, each with the place where it can be put right (desk D3, D4). */
final class PreflightModel {

  private final Press press;
  private final View view;

  PreflightModel(Press press, View view) {
    this.press = press;
    this.view = view;
  }

  /** The model: {@code blockers, warnings, findings, at}. */
  Map<String, Object> of(Edition edition) {
    List<Finding> findings = findings(edition);
    Instant now = view.now();
    return Map.of(
        "blockers", count(findings, Severity.BLOCKER),
        "warnings", count(findings, Severity.WARNING),
        "findings", findings.stream().map(finding -> row(edition, finding)).toList(),
        "at", When.clock(now, edition.slot().zone()));
  }

  /** A template that does not work stops the edition as surely as anything in it. */
  private List<Finding> findings(Edition edition) {
    try {
      return press.preflight().check(edition);
    } catch (TemplateFault fault) {
      List<Finding> findings = new ArrayList<>();
      findings.add(new Finding("template", Severity.BLOCKER, String.valueOf(fault.getMessage())));
      return findings;
    }
  }

  private static int count(List<Finding> findings, Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static Map<String, Object> row(Edition edition, Finding finding) {
    String cause = cause(edition, finding.rule());
    return Map.of(
        "blocker",
        finding.severity() == Severity.BLOCKER,
        "text",
        finding.text(),
        "cause",
        cause,
        "action",
        cause.isEmpty() ? "" : action(finding.rule()));
  }

  /** Where it can be put right; empty when that is a file on the machine, which the text names. */
  private static String cause(Edition edition, String rule) {
    String page = "/editions/" + edition.id();
    return switch (rule) {
      case "subject" -> page + "#subject";
      case "empty" -> page + "/explain";
      case "links", "leftover", "language", "homograph" -> page + "?view=source#preview";
      case "pictures" -> page + "?view=desktop#preview";
      case "parity" -> page + "?view=text#preview";
      case "size" -> page + "#stories";
      default -> "";
    };
  }

  private static String action(String rule) {
    return switch (rule) {
      case "subject" -> "Edit the subject";
      case "empty" -> "See why";
      case "size" -> "Drop a story";
      default -> "Look at it";
    };
  }
}
