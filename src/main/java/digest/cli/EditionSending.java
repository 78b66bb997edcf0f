package digest.cli;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.Press;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code digest edition …}: what hands mail to the relay, and how far it is. */
@Command(name = "digest edition")
final class EditionSending {

  private final Session session;

  EditionSending(Session session) {
    this.session = session;
  }

  @Command(description = "Approves, freezes and sends, after naming the count and asking.")
  int send(@Mixin EditionOption edition, @Mixin SendOptions options) {
    try (Interruption interruption = Interruption.awaited()) {
      return session.over(
          session.options(options.config),
          open ->
              new SendFlow(session, open, options, interruption).send(edition.find(open.press())));
    }
  }

  @Command(description = "Shows how far it is; the counts add up.")
  int status(@Mixin EditionOption edition, @Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition found = edition.find(press);
          StatusShape status = StatusShape.of(press, found);
          if (json.isWanted()) {
            session.json(status);
          } else {
            print(press, found, status, config);
          }
          return 0;
        });
  }

  @Command(description = "Sends again to those it did not reach, after naming the count.")
  int resend(
      @Mixin EditionOption edition,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              required = true,
              description = "Of rejected, expired, uncertain.")
          List<Delivery.State> states,
      @Mixin SendOptions options) {
    try (Interruption interruption = Interruption.awaited()) {
      return session.over(
          session.options(options.config),
          open ->
              resend(
                  open, edition.find(open.press()), EnumSet.copyOf(states), options, interruption));
    }
  }

  private int resend(
      OpenPress open,
      Edition edition,
      Set<Delivery.State> states,
      SendOptions options,
      Interruption interruption) {
    Press press = open.press();
    press.guardStore().demandReleased();
    long count = count(press.steerEdition().progress(edition.id()), states);
    if (count == 0) {
      session.err().line("Nobody is in that state; nothing was done.");
      return 0;
    }
    String readers = Words.count(count, "reader");
    String question = "Send edition " + edition.id() + " again to " + readers + "?";
    if (!options.yes.isGiven(session, question)) {
      return 1;
    }
    press.guardStore().demandFree();
    press.steerEdition().resend(edition.id(), states);
    return new SendFlow(session, open, options, interruption).dispatch(edition.id());
  }

  /** The states that may be sent again; the press refuses all others. */
  private static long count(Progress progress, Set<Delivery.State> states) {
    for (Delivery.State state : states) {
      if (!state.isResendable()) {
        throw new UsageFault(
            "only rejected, expired and uncertain deliveries are sent again, not " + state);
      }
    }
    return (states.contains(Delivery.State.REJECTED) ? progress.rejected() : 0)
        + (states.contains(Delivery.State.EXPIRED) ? progress.expired() : 0)
        + (states.contains(Delivery.State.UNCERTAIN) ? progress.uncertain() : 0);
  }

  private void print(Press press, Edition edition, StatusShape status, ConfigOption config) {
    Screen out = session.out();
    EditionText text = new EditionText(out, press);
    text.head(edition);
    out.line(Accounting.line(press.steerEdition().progress(edition.id())));
    text.ahead(edition);
    if (status.expired() > 0) {
      out.line(
          "To send it to those given up all the same: "
              + config.command("edition resend " + edition.id() + " --state expired"));
    }
    if (status.startedAt() != null) {
      out.line(Style.DIM, "Began " + When.here(status.startedAt(), "") + course(status));
    }
  }

  /** How fast it goes or went, and how long it still takes. */
  private static String course(StatusShape status) {
    String pace = ", " + status.perSecond() + " a second";
    if (status.finishedAt() != null) {
      return ", ended " + When.here(status.finishedAt(), "") + pace;
    }
    Long left = status.secondsLeft();
    return pace + (left == null ? "" : ", " + When.words(Duration.ofSeconds(left)) + " left");
  }
}
