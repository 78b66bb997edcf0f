package digest.cli;

import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Reason;
import digest.press.Press;
import digest.press.SimulateEditions.Simulated;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code digest edition simulate}: past or coming editions over the store, which stays as it is.
 */
@Command(name = "digest edition")
final class SimulateCommand {

  private static final int EDITIONS = 30;

  private final Session session;

  SimulateCommand(Session session) {
    this.session = session;
  }

  /** From when to when. */
  static final class Span {
    @Option(
        names = "--from",
        paramLabel = "WHEN",
        description = "2026-11-01, 2026-11-01T07:00 or 2026-11-01T06:00:00Z; default: now.")
    private @Nullable String from;

    @Option(
        names = "--to",
        paramLabel = "WHEN",
        description = "The same, included; default: so many editions on.")
    private @Nullable String to;

    @Option(
        names = "-n",
        paramLabel = "N",
        description = "So many editions, where there is no --to; default: " + EDITIONS + ".")
    private int count = EDITIONS;

    List<Simulated> play(Press press, Newsletter newsletter, Instant now) {
      ZoneId zone = newsletter.cadence().zone();
      Instant start = from == null ? now : instant(from, zone, 0);
      if (to == null) {
        return press.simulateEditions().next(newsletter, start, count);
      }
      Instant end = instant(to, zone, 1);
      if (end.isBefore(start)) {
        throw new UsageFault("--to " + to + " lies before --from; swap them");
      }
      return press.simulateEditions().between(newsletter, start, end);
    }

    /** A day as an end includes the whole day. */
    private static Instant instant(String text, ZoneId zone, int days) {
      try {
        if (text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:\\d\\d")) {
          return OffsetDateTime.parse(text).toInstant();
        }
        return text.contains("T")
            ? LocalDateTime.parse(text).atZone(zone).toInstant()
            : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).minusNanos(days).toInstant();
      } catch (DateTimeException e) {
        throw new UsageFault(
            "\""
                + text
                + "\" is no day or time; write it like 2026-11-01, 2026-11-01T07:00 or"
                + " 2026-11-01T06:00:00Z");
      }
    }
  }

  /** One edition as it would be. */
  record SimulatedShape(
      String newsletter,
      int number,
      String slot,
      Instant due,
      Instant cutoff,
      String state,
      @Nullable String note,
      String subject,
      String preheader,
      String hash,
      List<Json.PickShape> picks,
      List<Json.Link> relatedPosts,
      Map<Reason, Long> reasons,
      List<Json.ExplanationShape> explanations) {
    static SimulatedShape of(Simulated one) {
      return new SimulatedShape(
          one.newsletter().value(),
          one.number(),
          one.slot().key(),
          one.slot().instant(),
          one.cutoff(),
          one.state().name(),
          remark(one),
          one.content().subject(),
          one.content().preheader(),
          one.hash(),
          one.content().picks().stream().map(Json.PickShape::of).toList(),
          Json.Link.all(one.content().relatedPosts()),
          counted(one),
          one.explanations().stream().map(Json.ExplanationShape::of).toList());
    }
  }

  @Command(description = "Plays past or coming editions through; sends and changes nothing.")
  int simulate(
      @Parameters(paramLabel = "NEWSLETTER", description = "Its id.") Newsletter.Id id,
      @Mixin Span span,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Newsletter newsletter = press.catalogue().newsletter(id);
          Instant now = session.doors().clock().instant();
          List<Simulated> editions = span.play(press, newsletter, now);
          if (json.isWanted()) {
            session.json(editions.stream().map(SimulatedShape::of).toList());
          } else {
            print(editions);
          }
          return 0;
        });
  }

  private void print(List<Simulated> editions) {
    Screen out = session.out();
    for (Simulated one : editions) {
      out.line(
          Style.BOLD,
          When.in(one.slot().zone(), one.slot().instant())
              + " · no. "
              + one.number()
              + " · "
              + (remark(one) == null ? Words.count(picks(one), "article") : remark(one)));
      one.content()
          .picks()
          .forEach(
              pick ->
                  out.paragraph(
                      Style.PLAIN,
                      pick.reason() == Reason.LEAD ? "  * " : "  - ",
                      pick.article().title() + " (" + pick.article().source() + ")"));
      out.paragraph(Style.DIM, "  ", leftOut(one));
    }
    out.blank();
    out.line(
        Style.DIM,
        editions.isEmpty()
            ? "No edition is due in this time."
            : Words.count(editions.size(), "edition") + " simulated; nothing was stored or sent.");
  }

  private static int picks(Simulated one) {
    return one.content().picks().size();
  }

  private static @Nullable String remark(Simulated one) {
    return one.marks().held() == null ? one.marks().note() : one.marks().held();
  }

  private static String leftOut(Simulated one) {
    String reasons =
        counted(one).entrySet().stream()
            .filter(entry -> !entry.getKey().isPicked())
            .map(entry -> Words.number(entry.getValue()) + " " + Words.reason(entry.getKey()))
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? "Nothing was left out." : "Left out: " + reasons + ".";
  }

  private static Map<Reason, Long> counted(Simulated one) {
    return one.explanations().stream()
        .collect(
            Collectors.groupingBy(
                Explanation::reason, () -> new EnumMap<>(Reason.class), Collectors.counting()));
  }
}
