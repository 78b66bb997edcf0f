package digest.mail;

import digest.delivery.Eml;
import java.util.Iterator;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands mails to an SMTP relay (RFC 5321).
 *
 * <p>Each outcome follows {@link ReplyRules}. A link that breaks or a 421 ends one connection, not
 * the stream; three in a row end it as unreachable. A reply that does not come in time, drips or
 * makes no sense counts as a broken link.
 */
public final class SmtpTransport implements Transport {

  private final Watch watch = new Watch();
  private final ReplyRules rules = new ReplyRules();
  private final RelayOpener opener;
  private final Pacer pacer;
  private final Chunking chunking;
  private final int perConnection;

  /** Certificates are judged by the machine's trusted authorities. */
  public SmtpTransport(RelaySettings relay) {
    this(relay, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  SmtpTransport(RelaySettings relay, SSLSocketFactory tls) {
    this.opener = new RelayOpener(relay, tls, watch);
    this.pacer = new Pacer(relay.perSecond());
    this.chunking = new Chunking(relay.toString());
    this.perConnection = relay.load().perConnection();
  }

  @Override
  public Ending send(Iterator<Eml> mails, Journal journal) {
    return new RelayRun(
            opener, rules, perConnection, chunking, new MailStream(mails, journal, pacer), journal)
        .run();
  }

  @Override
  public void forgetRefusals() {
    opener.forgetRefusals();
  }

  @Override
  public void close() {
    pacer.close();
    watch.close();
  }
}
