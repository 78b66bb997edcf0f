package digest.mail;

/**
 * A relay as the press uses it.
 *
 * @param name {@code host:port}, without anything secret
 * @param connections open at once, at least 1
 * @param weight its share of the mails while several relays work; 0 for one that is used only when
 *     no other works
 */
public record Relay(String name, Transport transport, int connections, int weight) {

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
        settings.load().weight());
  }
}
