package digest.cli;

import digest.press.CheckSetup;
import digest.press.CheckSetup.Finding;
import digest.press.CheckSetup.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code digest check} */
@Command(
    name = "check",
    description = "Tries configuration, templates, feeds and relay, and sends nothing.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private JsonOption json = new JsonOption();
  private final Session session;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.over(session.options(config), this::check);
  }

  private int check(OpenPress open) {
    List<Finding> findings = new ArrayList<>();
    open.warnings()
        .forEach(text -> findings.add(new Finding("Configuration", Level.WARNING, text)));
    findings.addAll(new CheckSetup(open.press()).findings(open.relay()));
    if (json.isWanted()) {
      session.json(findings);
    } else {
      print(findings);
    }
    return count(findings, Level.PROBLEM) == 0 ? 0 : 1;
  }

  private void print(List<Finding> findings) {
    String area = "";
    for (Finding finding : findings) {
      if (!finding.area().equals(area)) {
        area = finding.area();
        session.out().line(Style.BOLD, area);
      }
      session.out().paragraph(style(finding.level()), sign(finding.level()), finding.text());
    }
    session.out().blank();
    long problems = count(findings, Level.PROBLEM);
    long warnings = count(findings, Level.WARNING);
    session
        .out()
        .line(
            problems > 0 ? Style.BAD : Style.GOOD,
            problems == 0 && warnings == 0
                ? "All well."
                : Words.count(problems, "problem") + ", " + Words.count(warnings, "warning") + ".");
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String sign(Level level) {
    return switch (level) {
      case OK -> "  ✓ ";
      case WARNING -> "  ! ";
      case PROBLEM -> "  ✗ ";
    };
  }

  private static Style style(Level level) {
    return switch (level) {
      case OK -> Style.PLAIN;
      case WARNING -> Style.WARNING;
      case PROBLEM -> Style.BAD;
    };
  }
}
