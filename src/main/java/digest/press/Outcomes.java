package digest.press;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Transport;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The journal of mails that are no deliveries: all of them go, and what each came to is known as
 * long as this is. One thread writes it.
 */
final class Outcomes implements Transport.Journal {

  private final Map<EmailAddress, Outcome> outcomes = new LinkedHashMap<>();

  /** What each attempt came to, by recipient, in the order of the mails. */
  Map<EmailAddress, Outcome> byRecipient() {
    return outcomes;
  }

  @Override
  public boolean wanted(Eml mail) {
    return true;
  }

  @Override
  public boolean intend(Eml mail) {
    return true;
  }

  @Override
  public void settle(Eml mail, Outcome outcome) {
    outcomes.put(mail.recipient(), outcome);
  }
}
