package digest.cli;

import java.util.Locale;

/** Prints what is known of an address, for people. */
final class SubscriberText {

  private final Screen out;

  SubscriberText(Screen out) {
    this.out = out;
  }

  void print(SubscriberShape shape) {
    out.line(Style.BOLD, shape.address());
    Table facts = Table.of("", "").flexible(1);
    SubscriberShape.Person person = shape.person();
    if (person != null) {
      facts.row("Name", person.name() == null ? "-" : person.name());
      facts.row("Language", person.locale());
      facts.row("Zone", person.zone() == null ? "the newsletter's" : person.zone());
      if (person.unknownZone() != null) {
        facts.row(Style.WARNING, "", "\"" + person.unknownZone() + "\" is no time zone known here");
      }
      facts.row("Topics", person.topics().isEmpty() ? "all" : String.join(", ", person.topics()));
      person.attributes().forEach(facts::row);
      facts.row("Known since", When.here(person.createdAt(), ""));
    }
    shape.subscriptions().forEach(one -> facts.row("List " + one.list(), membership(one)));
    if (!shape.stopped().isEmpty()) {
      facts.row("Stopped", String.join(", ", shape.stopped()));
    }
    SubscriberShape.Blocked suppression = shape.suppression();
    if (suppression != null) {
      facts.row(
          Style.BAD,
          "Suppressed",
          word(suppression.reason()) + " since " + When.here(suppression.since(), ""));
    }
    out.table(facts, "");
  }

  private static String membership(SubscriberShape.Membership membership) {
    String consent =
        membership.consent() == null ? "" : " · consent: " + membership.consent().source();
    return word(membership.state()) + " since " + When.here(membership.since(), "") + consent;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
