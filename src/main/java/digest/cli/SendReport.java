package digest.cli;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.DispatchEdition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how a send ended, and what to type next. */
final class SendReport {

  private static final int FINISHED = 0;
  private static final int UNFINISHED = 1;
  private static final int SOMEBODY_FAILED = 3;

  private final Screen out;
  private final String relay;
  private final ConfigOption config;
  private final Instant now;

  SendReport(Screen out, String relay, ConfigOption config, Instant now) {
    this.out = out;
    this.relay = relay;
    this.config = config;
    this.now = now;
  }

  /**
   * The exit code of a send that came to this.
   *
   * @param poisoned of those left out, whose mail could not be made or sent: they were to get it
   */
  static int code(DispatchEdition.Result result, long poisoned) {
    if (result.end() != DispatchEdition.End.FINISHED) {
      return UNFINISHED;
    }
    return result.progress().hasFailures() || poisoned > 0 ? SOMEBODY_FAILED : FINISHED;
  }

  void print(Edition.Id id, DispatchEdition.Result result, long poisoned) {
    switch (result.end()) {
      case FINISHED -> finished(id, result.progress(), poisoned);
      case WAITING -> out.paragraph(Style.WARNING, "", waiting(id, result));
      case BLOCKED -> out.paragraph(Style.BAD, "", blocked(id, result));
      case UNREACHABLE -> out.paragraph(Style.BAD, "", unreachable(id, result));
      case STOPPED -> out.paragraph(Style.WARNING, "", stopped(id, result));
    }
    out.line(Accounting.line(result.progress()));
  }

  private void finished(Edition.Id id, Progress progress, long poisoned) {
    out.line(
        progress.hasFailures() || poisoned > 0 ? Style.WARNING : Style.GOOD,
        "Sent to "
            + Words.number(progress.accepted())
            + " of "
            + Words.count(progress.prepared() + poisoned, "reader")
            + ".");
    if (progress.hasFailures()) {
      out.line(
          "Who failed and why: "
              + config.command("delivery list " + id + " --state rejected,expired,uncertain"));
    }
    if (poisoned > 0) {
      out.line(
          Words.count(poisoned, "mail")
              + " could not be made or sent; why: "
              + config.command("delivery list " + id + " --state excluded"));
    }
  }

  private String waiting(Edition.Id id, DispatchEdition.Result result) {
    Instant next = result.nextDue();
    String when =
        next == null
            ? ""
            : ", the next at "
                + When.here(next, "")
                + " (in "
                + When.words(Duration.between(now, next))
                + ")";
    boolean untried = result.progress().deferred() == 0;
    return Words.count(result.progress().open(), "reader")
        + (untried ? " wait for their time" : " wait for another try")
        + when
        + ". \"digest serve\" makes it by itself; without it: "
        + again(id);
  }

  private String blocked(Edition.Id id, DispatchEdition.Result result) {
    String cause = String.valueOf(result.cause());
    return (isLogin(cause) ? "SMTP login to " + relay + " refused (" : relay + " refuses us (")
        + cause
        + "). "
        + after(result.progress())
        + " "
        + advice(cause)
        + ", then: "
        + again(id);
  }

  private String unreachable(Edition.Id id, DispatchEdition.Result result) {
    return relay
        + " does not answer"
        + inBrackets(result.cause())
        + ". "
        + after(result.progress())
        + " When it is back: "
        + again(id);
  }

  private String stopped(Edition.Id id, DispatchEdition.Result result) {
    String cause = String.valueOf(result.cause());
    return namesItsWay(cause)
        ? "Stopped after " + share(result.progress()) + " Why: " + cause
        : "Stopped"
            + inBrackets(result.cause())
            + " after "
            + share(result.progress())
            + " To go on: "
            + again(id);
  }

  /** Who stopped it has said how it goes on; two ways would be one too many. */
  private static boolean namesItsWay(String cause) {
    return cause.contains("digest edition resume");
  }

  private static String after(Progress progress) {
    return "Sending stopped after " + share(progress);
  }

  private static String share(Progress progress) {
    return Words.number(progress.accepted())
        + " of "
        + Words.number(progress.prepared())
        + "; nothing was lost.";
  }

  private String again(Edition.Id id) {
    return config.command("edition send " + id);
  }

  private static boolean isLogin(String cause) {
    return cause.endsWith("after AUTH");
  }

  private static String advice(String cause) {
    if (isLogin(cause)) {
      return "Check the relay's username and password";
    }
    if (cause.endsWith("after STARTTLS")) {
      return "Check the relay's tls";
    }
    return cause.endsWith("after MAIL")
        ? "Check the newsletter's from and bounces.address"
        : "Ask who runs the relay";
  }

  private static String inBrackets(@Nullable String cause) {
    return cause == null ? "" : " (" + cause + ")";
  }
}
