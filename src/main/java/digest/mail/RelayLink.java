package digest.mail;

import digest.delivery.SmtpReply;
import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * An open, secured and authenticated connection to a relay, on which we speak SMTP ourselves.
 *
 * <p>Jakarta Mail opened it and says QUIT; in between nothing of its buffers is in use. An {@link
 * IOException} from any method means the link is of no more use. For one thread.
 */
final class RelayLink implements AutoCloseable {

  private static final int MAX_REPLY = 8 * 1024;
  private static final int START_MAIL = 354;

  // Held so that its finalizer does not close our socket.
  private final SMTPTransport session;
  private final RelaySockets sockets;
  private final Watch.Watched watched;
  private final InputStream in;
  private final OutputStream out;
  private final Duration replyTimeout;
  private final boolean takesGroups;
  private final long maxBytes;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream(512); // not gone out yet
  private int unheard; // commands without a reply yet
  private boolean isOpen = true;
  private boolean hasCarried;
  private final byte[] replyLine = new byte[MAX_REPLY];
  private boolean isInsideMail; // the relay takes every line for the mail's, QUIT too

  /**
   * @param sockets those the session runs on
   * @param watched cuts them
   */
  RelayLink(
      SMTPTransport session, RelaySockets sockets, Watch.Watched watched, Duration replyTimeout)
      throws IOException {
    this.session = session;
    this.sockets = sockets;
    this.watched = watched;
    this.replyTimeout = replyTimeout;
    this.in = new BufferedInputStream(sockets.outermost().getInputStream(), 1024);
    this.out = sockets.outermost().getOutputStream();
    this.takesGroups = session.supportsExtension("PIPELINING");
    this.maxBytes = size(session.getExtensionParameter("SIZE"));
  }

  boolean isOpen() {
    return isOpen;
  }

  /** Whether the relay announced an extension. */
  boolean offers(String extension) {
    return session.supportsExtension(extension);
  }

  /** Whether a mail went over it: then the relay may have closed it before the next one. */
  boolean hasCarried() {
    return hasCarried;
  }

  /** Whether commands may go out in groups (RFC 2920). */
  boolean takesGroups() {
    return takesGroups;
  }

  /** The largest mail the relay takes (RFC 1870), 0 when it does not say. */
  long maxBytes() {
    return maxBytes;
  }

  /** Says one command line and waits for its reply. */
  SmtpReply ask(String verb, String line) throws IOException {
    say(line);
    return hear(verb);
  }

  /** Says one command line with the next that is heard, or before. */
  void say(String line) {
    if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("an SMTP command holds a control character");
    }
    said.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    unheard++;
  }

  /**
   * The reply to the first command that was said and not heard yet.
   *
   * @param verb the reply's {@link SmtpReply#command()}
   * @throws UnfitReply when what came is no reply
   */
  SmtpReply hear(String verb) throws IOException {
    watched.expect(replyTimeout);
    flush();
    SmtpReply reply = reply(verb);
    unheard--;
    isInsideMail = reply.code() == START_MAIL;
    hasCarried |= verb.equals(".");
    return reply;
  }

  /** The whole mail, dot-stuffed, but for the final dot. */
  void body(byte[] mail) throws IOException {
    watched.expect(replyTimeout);
    flush();
    out.write(WireForm.of(mail));
    out.flush();
    watched.rest(); // the ledger may take its time now
  }

  private void flush() throws IOException {
    if (said.size() > 0) {
      said.writeTo(out);
      said.reset();
      out.flush();
    }
  }

  /** Cuts the connection without a word. */
  void drop() {
    isOpen = false;
    watched.end();
    sockets.cut();
  }

  /** QUIT between mails; inside one, or about to be, a drop: QUIT would become part of it. */
  @Override
  public void close() {
    if (!isOpen) {
      return;
    }
    if (!isInsideMail && unheard == 0) {
      quit();
    }
    drop();
  }

  /** Whether the watch ended it. */
  boolean wasCut() {
    return watched.isCut();
  }

  /** What went wrong, for the ledger; a cut shows itself as a closed socket only. */
  String causeOf(IOException e, String verb) {
    String what;
    if (watched.isCut() || e instanceof SocketTimeoutException) {
      what = "no reply within " + replyTimeout.toSeconds() + " s";
    } else if (e instanceof EOFException) {
      what = "the relay closed the connection";
    } else {
      what = String.valueOf(e.getMessage());
    }
    return what + " (after " + (verb.equals(".") ? "the final dot" : verb) + ")";
  }

  private static long size(@Nullable String announced) {
    return announced != null && announced.strip().matches("\\d{1,18}")
        ? Long.parseLong(announced.strip())
        : 0;
  }

  private void quit() {
    try {
      watched.expect(replyTimeout);
      session.close();
    } catch (MessagingException e) {
      // The mails are settled; a relay that does not even say goodbye changes nothing.
    }
  }

  private SmtpReply reply(String verb) throws IOException {
    StringBuilder lines = new StringBuilder();
    String line;
    do {
      line = line(MAX_REPLY - lines.length());
      if (!isReplyLine(line)) {
        throw new UnfitReply(line);
      }
      lines.append(lines.isEmpty() ? "" : "\n").append(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    watched.rest();
    return SmtpReply.parse(lines.toString(), verb);
  }

  private static boolean isReplyLine(String line) {
    return line.length() >= 3
        && line.charAt(0) >= '2'
        && line.charAt(0) <= '5'
        && isDigit(line.charAt(1))
        && isDigit(line.charAt(2))
        && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String line(int room) throws IOException {
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (length >= room) {
        throw new UnfitReply("without an end");
      }
      replyLine[length++] = (byte) b;
    }
    int end = length > 0 && replyLine[length - 1] == '\r' ? length - 1 : length;
    return new String(replyLine, 0, end, StandardCharsets.UTF_8);
  }
}
