package digest.mail;

import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.delivery.SmtpReply;
import digest.render.RenderStages;
import digest.testkit.SigningKeys;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a rendering to bytes on the wire, and what the relay says to them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MailStages {

  private static final String QUEUED = "250 2.0.0 Ok: queued as 4XyZ9k3J2Qz1abc";
  private static final String DOMAIN = "courier.example.org";
  private static final DkimKey RSA =
      DkimKey.of("r1", SigningKeys.pkcs8(SigningKeys.RSA.getPrivate()));
  private static final DkimKey ED25519 =
      DkimKey.of("e1", SigningKeys.pkcs8(SigningKeys.ED25519.getPrivate()));

  private final Composer composer = new Composer();
  private final DkimSigner signer =
      new DkimSigner(new DkimSettings(DOMAIN, List.of(RSA, ED25519), List.of()));
  private final Rendering rendering = RenderStages.edition();
  private final Letterhead head = Letters.head("Night ferries return");
  private final Recipient recipient = Letters.recipient("Mira");
  private final Plate plate = composer.plate(head, rendering);
  private final byte[] mail = composer.fill(plate, recipient).bytes();
  private final String thirtyKilobytes = rendering.html().repeat(2).substring(0, 30_000);

  /** Tells how large the mail is. */
  public MailStages() {
    System.out.println("mail of " + mail.length + " bytes");
  }

  /** 30,000 characters of the edition's HTML. */
  @Benchmark
  public byte[] quotedPrintable() {
    Octets out = new Octets(40_000);
    QuotedPrintable writer = new QuotedPrintable(out);
    writer.write(thirtyKilobytes);
    writer.finish();
    return out.toByteArray();
  }

  /** Once for a variant. */
  @Benchmark
  public Plate compile() {
    return composer.plate(head, rendering);
  }

  /** Once for a reader; put together as the link does. */
  @Benchmark
  public byte[] fill() {
    return composer.fill(plate, recipient).bytes();
  }

  /** Nothing is to be doubled or put right, as with all mails of ours. */
  @Benchmark
  public byte[] wireForm() {
    return WireForm.of(mail);
  }

  /** Relaxed form and hash of the body, and the headers' form. */
  @Benchmark
  public String bodyHash() {
    return RelaxedForm.of(mail, Sha256.OF_JDK.begin()).bodyHash();
  }

  /** Body hash and a signature by RSA of 2048 bits. */
  @Benchmark
  public byte[] signRsa() {
    return signer.sign(mail, recipient.date(), List.of("r1._domainkey." + DOMAIN));
  }

  /** Body hash and a signature by Ed25519. */
  @Benchmark
  public byte[] signEd25519() {
    return signer.sign(mail, recipient.date(), List.of("e1._domainkey." + DOMAIN));
  }

  /** The one that follows nearly every mail. */
  @Benchmark
  public SmtpReply reply() {
    return SmtpReply.parse(QUEUED, "DOT");
  }
}
