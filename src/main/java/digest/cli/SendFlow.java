package digest.cli;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.Progress;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.DispatchEdition;
import digest.press.FreezeEdition;
import digest.press.Press;
import digest.store.Audience;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The one way an edition is sent from the terminal: names count, exclusions and hash, asks, freezes
 * what was named, dispatches, and accounts for everybody (safety T31, delivery A2).
 */
final class SendFlow {

  private static final int DECLINED = 1;
  private static final int SOMEBODY_FAILED = 3;
  private static final Set<Delivery.State> WAITING =
      EnumSet.of(Delivery.State.PENDING, Delivery.State.CLAIMED, Delivery.State.DEFERRED);

  /** What a dry run wrote. */
  record Rehearsal(long id, int mails, String folder) {}

  private final Session session;
  private final Press press;
  private final String relay;
  private final SendOptions options;
  private final Interruption interruption;

  SendFlow(Session session, OpenPress open, SendOptions options, Interruption interruption) {
    this.session = session;
    this.press = open.press();
    this.relay = open.relay();
    this.options = options;
    this.interruption = interruption;
  }

  /** Sends, or tries it out as the options say; gives the exit code. */
  int send(Edition edition) {
    if (!options.tests().isEmpty()) {
      return test(edition);
    }
    if (!options.isDryRun()) {
      press.guardStore().demandReleased();
    }
    if (edition.state() == Edition.State.FROZEN) {
      return goOn(edition);
    }
    FreezeEdition.Plan plan = press.freezeEdition().plan(edition.id());
    announce(plan);
    if (options.isDryRun()) {
      return rehearse(edition, press.freezeEdition().recipients(edition.id()));
    }
    String readers = Words.count(plan.audience().prepared(), "reader");
    if (!options.yes.isGiven(session, "Send edition " + edition.id() + " to " + readers + "?")) {
      return DECLINED;
    }
    press.guardStore().demandFree();
    press.freezeEdition().approveAndFreeze(edition.id(), plan.edition().hash());
    return dispatch(edition.id());
  }

  /** Content and audience are fixed already: only those who wait still get it. */
  private int goOn(Edition edition) {
    Progress progress = press.steerEdition().progress(edition.id());
    new EditionText(words(), press).head(edition);
    words().line(Accounting.line(progress));
    new EditionText(words(), press).ahead(edition);
    if (options.isDryRun()) {
      return rehearse(edition, stillWaiting(edition));
    }
    String readers = Words.count(progress.open(), "reader");
    if (progress.open() > 0 && !options.yes.isGiven(session, "Go on sending to " + readers + "?")) {
      return DECLINED;
    }
    return dispatch(edition.id());
  }

  /** Dispatches what is frozen and says how it ended. */
  int dispatch(Edition.Id id) {
    interruption.then(press::close);
    Progress before = press.steerEdition().progress(id);
    DispatchEdition.Result result;
    try (ProgressLine bar =
        ProgressLine.on(
            session.terminal(), options.isProgressShown(), before, session.doors().clock())) {
      result = press.dispatchEdition().run(id, options.patience(), bar);
    }
    long poisoned = press.rooms().deliveries().poisoned(id);
    new SendReport(words(), relay, options.config, session.doors().clock().instant())
        .print(id, result, poisoned);
    if (options.json.isWanted()) {
      session.json(StatusShape.of(press, press.freezeEdition().plan(id).edition()));
    }
    return SendReport.code(result, poisoned);
  }

  private void announce(FreezeEdition.Plan plan) {
    Audience audience = plan.audience();
    new EditionText(words(), press).head(plan.edition());
    words().line("Goes to " + Words.count(audience.prepared(), "reader") + ".");
    audience
        .excluded()
        .forEach(
            (why, count) ->
                words().line("Left out: " + Words.number(count) + " · " + Words.exclusion(why)));
    if (plan.isAhead()) {
      words().paragraph(Style.WARNING, "", now(plan.edition()));
    }
  }

  /** Who says "send" before the due is told that it does not wait for it. */
  private String now(Edition edition) {
    Newsletter newsletter = press.catalogue().newsletter(edition.newsletter());
    return "Goes now, not "
        + press.timetable().words(newsletter, edition.slot())
        + ". To keep the time: "
        + options.config.command("edition approve " + edition.id());
  }

  /** Writes what would go, made as the dispatch makes it. */
  private int rehearse(Edition edition, List<Subscriber.Id> readers) {
    Path folder = options.out(edition.id().value());
    AtomicInteger number = new AtomicInteger();
    int made =
        press
            .previewEdition()
            .each(
                edition.id(),
                readers,
                eml -> Writing.file(folder.resolve(name(number, eml)), eml.bytes()));
    words()
        .line(
            Style.GOOD,
            Words.count(made, "mail") + " written to " + folder + "; nothing was sent or changed.");
    if (options.json.isWanted()) {
      session.json(new Rehearsal(edition.id().value(), made, folder.toString()));
    }
    return 0;
  }

  private static String name(AtomicInteger number, Eml eml) {
    return String.format(
        Locale.ROOT,
        "%06d-%s.eml",
        number.incrementAndGet(),
        Writing.fileName(eml.recipient().toString()));
  }

  private List<Subscriber.Id> stillWaiting(Edition edition) {
    return DeliveryCommand.all(press.rooms().deliveries(), edition.id(), WAITING).stream()
        .map(delivery -> delivery.id().subscriber())
        .toList();
  }

  private int test(Edition edition) {
    Map<EmailAddress, Outcome> outcomes =
        new TreeMap<>(press.testSend().send(edition.id(), options.tests()));
    Table table = Table.of("", "", "");
    outcomes.forEach((address, outcome) -> table.row(address, verdict(outcome), words(outcome)));
    words().table(table, "");
    words().line(Style.DIM, "Marked [TEST]; nothing was changed.");
    List<EmailAddress> failed =
        options.tests().stream()
            .filter(address -> !(outcomes.get(address) instanceof Outcome.Accepted))
            .collect(Collectors.toList());
    return failed.isEmpty() ? 0 : SOMEBODY_FAILED;
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome.verdict()) {
      case ACCEPTED -> "Sent";
      case DEFERRED -> "Not now";
      case REJECTED -> "Refused";
      case UNCERTAIN -> "Uncertain";
      case BLOCKED -> "The relay refuses us";
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome.verdict()) {
      case ACCEPTED -> ((Outcome.Accepted) outcome).reply().toString();
      case DEFERRED -> deferral((Outcome.Deferred) outcome);
      case REJECTED -> ((Outcome.Rejected) outcome).reply().toString();
      case UNCERTAIN -> ((Outcome.Uncertain) outcome).cause();
      case BLOCKED -> ((Outcome.Blocked) outcome).reply().toString();
    };
  }

  private static String deferral(Outcome.Deferred deferred) {
    SmtpReply reply = deferred.reply();
    return reply == null ? deferred.cause() : reply.toString();
  }

  /** Words go aside when the data are for a script. */
  private Screen words() {
    return options.json.isWanted() ? session.err() : session.out();
  }
}
