package digest.cli;

import digest.delivery.Delivery;
import digest.edition.Edition;
import digest.mail.DemoInbox;
import digest.press.Press;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks into the demo's inboxes: did everybody get the edition once, and as it was previewed? */
final class DemoCheck {

  private static final Set<Delivery.State> PREPARED =
      EnumSet.complementOf(EnumSet.of(Delivery.State.EXCLUDED));

  private final Press press;
  private final Map<String, List<DemoInbox.Received>> byMessageId;

  DemoCheck(Press press, DemoInbox inbox) {
    this.press = press;
    this.byMessageId =
        inbox.received().stream()
            .collect(Collectors.groupingBy(mail -> mail.mail().header("Message-ID").orElse("")));
  }

  /** Prints what was found; whether all is as it should be. */
  boolean print(Screen out, Edition edition) {
    List<Delivery> deliveries =
        DeliveryCommand.all(press.rooms().deliveries(), edition.id(), PREPARED);
    List<Delivery> once = deliveries.stream().filter(this::cameOnce).toList();
    long same = once.stream().filter(this::isAsPreviewed).count();
    boolean isWell = once.size() == deliveries.size() && same == once.size();
    out.line(
        isWell ? Style.GOOD : Style.BAD,
        "Inboxes: "
            + Words.number(once.size())
            + " of "
            + Words.count(deliveries.size(), "reader")
            + " got it exactly once, "
            + Words.number(same)
            + " byte for byte as previewed.");
    return isWell;
  }

  private boolean cameOnce(Delivery delivery) {
    List<DemoInbox.Received> mails = received(delivery);
    return mails.size() == 1 && mails.get(0).to().equals(delivery.address());
  }

  /** The whole message, the reader's own fields included. */
  private boolean isAsPreviewed(Delivery delivery) {
    byte[] previewed =
        press.previewEdition().as(delivery.id().edition(), delivery.address()).eml().bytes();
    return untraced(new String(previewed, StandardCharsets.UTF_8))
        .equals(untraced(received(delivery).get(0).eml()));
  }

  /**
   * Without what a server adds in front (RFC 5321 §4.4), and without the last line's end, which it
   * takes for a part of the final dot.
   */
  private static String untraced(String eml) {
    return eml.replaceFirst("^(?:(?:Return-Path|Received):.*\\R(?:[ \\t].*\\R)*)*", "")
        .stripTrailing();
  }

  private List<DemoInbox.Received> received(Delivery delivery) {
    return byMessageId.getOrDefault("<" + delivery.messageId() + ">", List.of());
  }
}
