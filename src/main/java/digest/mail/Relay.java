package digest.mail;

/**
 * A relay as the press uses it.
 *
 * @param name {@code host:port}, without anything secret
 * @param connections open at once, at least 1
 * @param weight its share of the mails while several relays work; 0 for one that is used only when
 *     no other works
 * @param isSlow whether it takes so few messages a second that nothing is won by haste
 */
public record Relay(String name, Transport transport, int connections, int weight, boolean isSlow) {

  private static final int FEW = 100; // a second

  /** One that takes all that comes. */
  public Relay(String name, Transport transport, int connections, int weight) {
    this(name, transport, connections, weight, false);
  }

  /** Checks the numbers. */
  public Relay {
    if (connections < 1 || weight < 0) {
      throw new IllegalArgumentException(
          "relay " + name + ": " + connections + " connections, weight " + weight);
    }
  }

  /** Over SMTP, as the settings say. */
  public static Relay to(RelaySettings settings) {
    return new Relay(
        settings.toString(),
        new SmtpTransport(settings),
        settings.connections(),
        settings.load().weight(),
        settings.load().perSecond() > 0 && settings.load().perSecond() < FEW);
  }
}
