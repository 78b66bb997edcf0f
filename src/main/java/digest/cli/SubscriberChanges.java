package digest.cli;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.press.Press;
import digest.store.Subscribers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest subscriber …}: what changes one person. */
@Command(name = "digest subscriber")
final class SubscriberChanges {

  private static final String OPERATOR = "added at the command line";
  private final Session session;

  SubscriberChanges(Session session) {
    this.session = session;
  }

  /** Who is meant, and by which configuration. */
  static final class Whom {
    private static final EmailAddress UNSET = new EmailAddress("nobody", "example.org");

    @Parameters(paramLabel = "ADDRESS", description = "Whose.")
    private EmailAddress address = UNSET;

    @Mixin private ConfigOption config = new ConfigOption();
    @Mixin private JsonOption json = new JsonOption();
  }

  @Command(description = "Puts somebody on a list, confirmed: you answer for the consent.")
  int add(
      @Mixin Whom whom,
      @Option(
              names = "--list",
              paramLabel = "LIST",
              description = "Which; default: the list, when there is one only.")
          MailingList.@Nullable Id list,
      @Option(names = "--name", paramLabel = "NAME", description = "As the mail greets them.")
          @Nullable String name,
      @Option(
              names = "--locale",
              paramLabel = "TAG",
              defaultValue = "en",
              description = "Their language; default: en.")
          String locale,
      @Option(names = "--zone", paramLabel = "ZONE", description = "Their time zone.")
          @Nullable ZoneId zone) {
    return change(
        whom,
        (press, now) -> {
          Subscribers subscribers = press.rooms().subscribers();
          demandMailable(press, whom.address);
          MailingList.Id joined = list(press, list);
          Subscriber person =
              subscribers
                  .find(whom.address)
                  .orElseGet(
                      () -> subscribers.save(person(whom.address, name, locale, zone, now), now));
          demandNotLeft(subscribers, person, joined);
          subscribers.subscribe(
              person.id(),
              joined,
              Subscription.State.CONFIRMED,
              new Subscription.Consent(now, OPERATOR, null, null),
              now);
          return whom.address + " is on the list \"" + joined + "\".";
        });
  }

  @Command(description = "Takes somebody off a list, or off all; an import does not undo it.")
  int remove(
      @Mixin Whom whom,
      @Option(names = "--list", paramLabel = "LIST", description = "Which; default: all.")
          MailingList.@Nullable Id list) {
    return change(
        whom,
        (press, now) -> {
          Subscribers subscribers = press.rooms().subscribers();
          Subscriber.Id id = known(press, whom.address).id();
          subscribers.subscriptions(id).stream()
              .map(Subscription::list)
              .filter(one -> list == null || one.equals(list))
              .forEach(one -> subscribers.leave(id, one, now));
          return whom.address
              + " gets no more mail of "
              + (list == null ? "any list." : list + ".");
        });
  }

  @Command(description = "Never mails an address again, whatever an import says.")
  int suppress(@Mixin Whom whom) {
    return change(
        whom,
        (press, now) -> {
          press.rooms().subscribers().suppress(whom.address, Suppression.Reason.MANUAL, now);
          return whom.address + " is suppressed.";
        });
  }

  @Command(description = "Lets an address be mailed again.")
  int unsuppress(@Mixin Whom whom) {
    return change(
        whom,
        (press, now) ->
            press.rooms().subscribers().unsuppress(whom.address)
                ? whom.address + " may be mailed again."
                : whom.address + " was not suppressed.");
  }

  @Command(description = "Forgets somebody everywhere, for good (GDPR Art. 17).")
  int erase(@Mixin Whom whom, @Mixin YesOption yes) {
    if (!yes.isGiven(session, "Erase all that is known of " + whom.address + "?")) {
      return 1;
    }
    return change(
        whom,
        (press, now) ->
            press.rooms().subscribers().erase(whom.address, now)
                ? whom.address + " is erased."
                : "Nothing was known of " + whom.address + ".");
  }

  private int change(Whom whom, BiFunction<Press, Instant, String> change) {
    return session.with(
        whom.config,
        press -> {
          String done = change.apply(press, session.doors().clock().instant());
          if (whom.json.isWanted()) {
            session.json(SubscriberShape.of(press, whom.address));
          } else {
            session.out().line(done);
          }
          return 0;
        });
  }

  private static Subscriber person(
      EmailAddress address,
      @Nullable String name,
      String locale,
      @Nullable ZoneId zone,
      Instant now) {
    return new Subscriber(
        Subscriber.Id.NONE,
        address,
        name,
        Locale.forLanguageTag(locale),
        zone,
        Set.of(),
        Map.of(),
        now);
  }

  private static void demandMailable(Press press, EmailAddress address) {
    if (press.rooms().subscribers().suppression(address).isPresent()) {
      throw new CommandFault(
          address + " is suppressed; when that is over: digest subscriber unsuppress " + address);
    }
  }

  /** Who left comes back by their own will only. */
  private static void demandNotLeft(
      Subscribers subscribers, Subscriber person, MailingList.Id list) {
    boolean left =
        subscribers.subscriptions(person.id()).stream()
            .anyMatch(
                one -> one.list().equals(list) && one.state() == Subscription.State.UNSUBSCRIBED);
    if (left) {
      throw new CommandFault(
          person.address() + " has left \"" + list + "\" and must come back by the link in a mail");
    }
  }

  private static MailingList.Id list(Press press, MailingList.@Nullable Id wanted) {
    var known = press.catalogue().lists().stream().map(MailingList::id).toList();
    if (wanted == null && known.size() == 1) {
      return known.get(0);
    }
    if (wanted == null || !known.contains(wanted)) {
      throw new UsageFault("which list? --list is one of: " + known);
    }
    return wanted;
  }

  private static Subscriber known(Press press, EmailAddress address) {
    return press
        .rooms()
        .subscribers()
        .find(address)
        .orElseThrow(
            () ->
                new CommandFault(
                    "nobody subscribes as " + address + "; see: digest subscriber list"));
  }
}
