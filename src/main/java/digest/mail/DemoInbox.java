package digest.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A mail server inside the program that takes mail for everybody and passes none on: the inbox of
 * {@code digest demo}. Listens on a free port of this machine only.
 */
public final class DemoInbox implements AutoCloseable {

  /**
   * One mail that came.
   *
   * @param to as its header says
   * @param eml the whole mail, lines ending in CRLF; the server wrote Return-Path and Received on
   *     top
   */
  public record Received(
      EmailAddress to, String subject, String html, String text, String eml, ParsedMail mail) {}

  private final GreenMail server;

  private DemoInbox(GreenMail server) {
    this.server = server;
  }

  /**
   * Opens an empty inbox.
   *
   * @throws IllegalStateException when this machine has no free port
   */
  public static DemoInbox start() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new DemoInbox(server);
  }

  /** Where it listens. */
  public int port() {
    return server.getSmtp().getPort();
  }

  /** How many came so far. */
  public int count() {
    return server.getReceivedMessages().length;
  }

  /** All that came so far, in no particular order. */
  public List<Received> received() {
    return Arrays.stream(server.getReceivedMessages()).map(DemoInbox::received).toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Received received(MimeMessage message) {
    byte[] bytes = bytes(message);
    ParsedMail mail = MailReader.read(bytes);
    return new Received(
        Mailbox.of(mail.header("To").orElse("")).address(),
        mail.subject(),
        mail.html(),
        mail.text(),
        new String(bytes, StandardCharsets.UTF_8),
        mail);
  }

  private static byte[] bytes(MimeMessage message) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("the demo's inbox cannot show a mail: " + e.getMessage(), e);
    }
  }
}
