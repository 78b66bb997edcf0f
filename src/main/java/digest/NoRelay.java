package digest;

import digest.delivery.Eml;
import digest.mail.Transport;
import java.util.Iterator;

/** Stands where no relay is configured: all but sending works. */
final class NoRelay implements Transport {

  @Override
  public Ending send(Iterator<Eml> mails, Journal journal) {
    return new Ending.Unreachable("no relay is configured; add one under relays: in digest.yaml");
  }

  @Override
  public void close() {}
}
