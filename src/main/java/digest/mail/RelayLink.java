package digest.mail;

import digest.delivery.Eml;
import digest.delivery.SmtpReply;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * An open, secured and authenticated connection to a relay, on which we speak SMTP ourselves.
 *
 * <p>Jakarta Mail opened it and says QUIT; in between nothing of its buffers is in use. An {@link
 * IOException} from any method means the link is of no more use. For one thread.
 */
final class RelayLink implements AutoCloseable {

  private static final int START_MAIL = 354;
  private static final byte[] END = {'\r', '\n'};

  // Held so that its finalizer does not close our socket.
  private final SMTPTransport session;
  private final RelaySockets sockets;
  private final Watch.Watched watched;
  private final ReplyReader replies;
  private final OutputStream out;
  private final Duration replyTimeout;
  private final boolean takesGroups;
  private final boolean takesChunks;
  private final boolean takesSize;
  private final boolean takesUtf8;
  private final long maxBytes;
  private final Octets said = new Octets(64 * 1024); // not gone out
  private int unheard; // commands without a reply yet
  private boolean isOpen = true;
  private @Nullable IOException unwritten; // why nothing goes out any more
  private boolean hasCarried;
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
    this.replies = new ReplyReader(sockets.outermost().getInputStream());
    this.out = sockets.outermost().getOutputStream();
    this.takesGroups = session.supportsExtension("PIPELINING");
    this.takesChunks = takesGroups && session.supportsExtension("CHUNKING");
    this.takesSize = session.supportsExtension("SIZE");
    this.takesUtf8 = session.supportsExtension("SMTPUTF8");
    this.maxBytes = size(session.getExtensionParameter("SIZE"));
  }

  boolean isOpen() {
    return isOpen;
  }

  /** Whether it is open, and what is said still goes out. */
  boolean isUsable() {
    return isOpen && unwritten == null;
  }

  /** Whether a mail may go out as one chunk, in a group with its envelope (RFC 3030). */
  boolean takesChunks() {
    return takesChunks;
  }

  /** Whether MAIL may name the mail's size (RFC 1870). */
  boolean takesSize() {
    return takesSize;
  }

  /** Whether addresses may hold letters beyond ASCII (RFC 6531). */
  boolean takesUtf8() {
    return takesUtf8;
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
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' || line.charAt(i) == 0x7f) {
        throw new IllegalArgumentException("an SMTP command holds a control character");
      }
    }
    said.text(line).write(END);
    unheard++;
  }

  /**
   * The reply to the first command that was said and not heard yet. A relay that hung up in the
   * middle of what is said may have answered before.
   *
   * @param verb the reply's {@link SmtpReply#command()}
   * @throws UnfitReply when what came is no reply
   */
  SmtpReply hear(String verb) throws IOException {
    watched.expect(replyTimeout);
    flush();
    SmtpReply reply = replies.next(verb);
    watched.rest();
    unheard--;
    isInsideMail = reply.code() == START_MAIL;
    hasCarried |= verb.equals(".");
    return reply;
  }

  /** The whole mail, dot-stuffed, but for the final dot: goes out with what is said next. */
  void body(Eml mail) {
    WireForm.of(mail).forEach(said::write);
  }

  /** The whole mail as its last chunk; nothing goes out before the link is asked. */
  void chunk(Eml mail) {
    List<byte[]> pieces = WireForm.chunk(mail);
    say("BDAT " + pieces.stream().mapToInt(piece -> piece.length).sum() + " LAST");
    pieces.forEach(said::write);
  }

  /** Whether something of the next reply has come. */
  boolean isAnswered() {
    return replies.isHere();
  }

  /** Octets that have not gone out yet. */
  int unsaid() {
    return said.size();
  }

  /**
   * Lets what was said go out, and expects no reply yet: the ledger may take its time now. Whoever
   * hears the replies hears why it did not go out.
   */
  void push() {
    watched.expect(replyTimeout);
    flush();
    watched.rest();
  }

  private void flush() {
    try {
      if (said.size() > 0 && unwritten == null) {
        said.writeTo(out);
        out.flush();
      }
    } catch (IOException e) {
      unwritten = e;
    } finally {
      said.reset();
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

  /** Whether it was the relay that ended it, without a word that makes no sense. */
  boolean isHungUp(IOException e) {
    return !watched.isCut() && !(e instanceof InterruptedIOException) && !(e instanceof UnfitReply);
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
}
