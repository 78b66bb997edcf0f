package digest.cli;

import digest.audience.EmailAddress;
import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.press.Press;
import digest.store.Deliveries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest delivery …}: the evidence per recipient. */
@Command(name = "delivery", description = "Shows who got what, and what the relay said.")
final class DeliveryCommand {

  private static final int PAGE = 1000;
  private final Session session;

  DeliveryCommand(Session session) {
    this.session = session;
  }

  /**
   * A delivery of an edition.
   *
   * @param text the relay's words, else what is known without them
   */
  record DeliveryShape(
      String address,
      String state,
      int attempts,
      String messageId,
      @Nullable Integer code,
      @Nullable String status,
      @Nullable String text,
      @Nullable String command,
      Instant at) {
    static DeliveryShape of(Delivery delivery) {
      SmtpReply reply = delivery.lastReply();
      return new DeliveryShape(
          delivery.address().toString(),
          delivery.state().name(),
          delivery.attempts(),
          delivery.messageId(),
          reply == null ? null : reply.code(),
          reply == null ? null : reply.status(),
          reply == null ? delivery.remark() : reply.text(),
          reply == null ? null : reply.command(),
          delivery.changedAt());
    }
  }

  /** One try. */
  record TryShape(
      int number,
      Instant at,
      String state,
      @Nullable Integer code,
      @Nullable String status,
      @Nullable String text,
      @Nullable String command) {
    static TryShape of(Attempt attempt) {
      SmtpReply reply = attempt.reply();
      return new TryShape(
          attempt.number(),
          attempt.at(),
          attempt.became().name(),
          reply == null ? null : reply.code(),
          reply == null ? null : reply.status(),
          reply == null ? attempt.remark() : reply.text(),
          reply == null ? null : reply.command());
    }
  }

  /** A delivery to an address, with the edition and every try. */
  record EvidenceShape(
      long edition,
      String address,
      String state,
      int attempts,
      String messageId,
      @Nullable Integer code,
      @Nullable String status,
      @Nullable String text,
      @Nullable String command,
      Instant at,
      @Nullable Instant nextAt,
      List<TryShape> tries) {
    static EvidenceShape of(Delivery delivery, List<Attempt> tries) {
      DeliveryShape shape = DeliveryShape.of(delivery);
      return new EvidenceShape(
          delivery.id().edition().value(),
          shape.address(),
          shape.state(),
          shape.attempts(),
          shape.messageId(),
          shape.code(),
          shape.status(),
          shape.text(),
          shape.command(),
          shape.at(),
          delivery.state().isFinal() ? null : delivery.nextAttemptAt(),
          tries.stream().map(TryShape::of).toList());
    }
  }

  @Command(description = "Shows every delivery to an address, and every try of it.")
  int show(
      @Parameters(paramLabel = "ADDRESS", description = "Whose.") EmailAddress address,
      @Option(names = "--edition", paramLabel = "ID", description = "Only of this edition.")
          Edition.@Nullable Id edition,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          List<Delivery> found =
              press.rooms().deliveries().find(address).stream()
                  .filter(one -> edition == null || one.id().edition().equals(edition))
                  .toList();
          Map<Delivery.Id, List<Attempt>> tries =
              press.rooms().deliveries().attempts(address).stream()
                  .collect(Collectors.groupingBy(Attempt::delivery));
          if (json.isWanted()) {
            session.json(
                found.stream().map(one -> EvidenceShape.of(one, tries(one, tries))).toList());
          } else {
            print(press, address, found, tries);
          }
          return 0;
        });
  }

  private void print(
      Press press,
      EmailAddress address,
      List<Delivery> found,
      Map<Delivery.Id, List<Attempt>> tries) {
    Screen out = session.out();
    if (found.isEmpty()) {
      out.line(Style.DIM, "Nothing was ever sent to " + address + ".");
    }
    EvidenceText text = new EvidenceText(out, session.doors().clock().instant());
    for (int i = 0; i < found.size(); i++) {
      if (i > 0) {
        out.blank();
      }
      Delivery delivery = found.get(i);
      text.print(
          delivery, tries(delivery, tries), press.rooms().editions().find(delivery.id().edition()));
    }
  }

  private static List<Attempt> tries(Delivery delivery, Map<Delivery.Id, List<Attempt>> written) {
    return Attempt.all(delivery, written.getOrDefault(delivery.id(), List.of()));
  }

  @Command(description = "Lists the deliveries of an edition.")
  int list(
      @Mixin EditionOption edition,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              description = "Only: ${COMPLETION-CANDIDATES}.")
          @Nullable List<Delivery.State> states,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          edition.find(press);
          Set<Delivery.State> wanted =
              states == null ? EnumSet.allOf(Delivery.State.class) : EnumSet.copyOf(states);
          List<Delivery> found = all(press.rooms().deliveries(), edition.id(), wanted);
          if (json.isWanted()) {
            session.json(found.stream().map(DeliveryShape::of).toList());
          } else {
            session.out().table(byAddress(found), "None.");
          }
          return 0;
        });
  }

  /** Every delivery in these states, page by page. */
  static List<Delivery> all(Deliveries deliveries, Edition.Id edition, Set<Delivery.State> states) {
    List<Delivery> all = new ArrayList<>();
    List<Delivery> page = deliveries.list(edition, states, 0, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = deliveries.list(edition, states, all.size(), PAGE);
    }
    return all;
  }

  private static Table byAddress(List<Delivery> deliveries) {
    Table table = Table.of("Address", "State", "Tries", "At", "What the relay said").right(2);
    for (Delivery delivery : deliveries) {
      table.row(
          delivery.address(),
          Words.state(delivery.state()),
          delivery.attempts(),
          When.here(delivery.changedAt(), ""),
          said(delivery));
    }
    return table;
  }

  private static String said(Delivery delivery) {
    SmtpReply reply = delivery.lastReply();
    return reply == null ? EvidenceText.remark(delivery.remark()) : EvidenceText.said(reply);
  }
}
