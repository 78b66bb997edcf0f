package digest.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one client says to a sink, and what it is told. */
final class SinkDialogue {

  private static final byte[] OK = ascii("250 2.0.0 ok\r\n");
  private static final byte[] TAKEN = ascii("250 2.0.0 kept\r\n");
  private static final byte[] GO = ascii("354 go\r\n");
  private static final byte[] BYE = ascii("221 2.0.0 bye\r\n");
  private static final byte[] GREETING = ascii("220 sink.example.test ESMTP\r\n");
  private static final byte[] WELCOME = ascii("235 2.7.0 welcome\r\n");
  private static final byte[] OUT_OF_ORDER = ascii("503 5.5.1 out of order\r\n");
  private static final byte[] NOBODY = ascii("554 5.5.1 no valid recipients\r\n");
  private static final String KEPT = "kept";

  private final SmtpSink sink;
  private final SinkConnection connection;
  private final int number;
  private @Nullable String sender;
  private @Nullable String recipient;
  private @Nullable String inTheBody;
  private long begunAt;
  private boolean isLoggingIn;
  private boolean isChunk;

  SinkDialogue(SmtpSink sink, SinkConnection connection, int number) {
    this.sink = sink;
    this.connection = connection;
    this.number = number;
  }

  void greet() {
    answer("connect", "", GREETING, true);
  }

  void command(String line) {
    if (isLoggingIn) {
      isLoggingIn = false;
      answer("auth", "", WELCOME, false);
      return;
    }
    String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> say(ascii(extensions()));
      case "HELO", "NOOP" -> say(OK);
      case "AUTH" -> login(line);
      case "RSET" -> {
        reset();
        say(OK);
      }
      case "QUIT" -> sink.reply(connection, BYE, true);
      case "MAIL" -> mailFrom(line);
      case "RCPT" -> rcptTo(line);
      case "DATA" -> data();
      case "BDAT" -> chunk(line);
      default -> say(ascii("500 5.5.2 what?\r\n"));
    }
  }

  /** Whether the connection broke or hung by what has come of the body so far. */
  boolean breaksInTheBody() {
    if (inTheBody == null) {
      return false;
    }
    fail(inTheBody, OK, true);
    return true;
  }

  void mail(SinkRecord.Span mail) {
    String to = recipient;
    if (to == null) {
      reset();
      say(NOBODY);
      return;
    }
    String wrong = isChunk ? sink.wrong("data", to) : null;
    isChunk = false;
    if (wrong != null) {
      reset();
      fail(wrong, TAKEN, false);
      return;
    }
    wrong = sink.wrong("message", to);
    boolean isKept =
        wrong == null
            || wrong.equals("dropafter")
            || wrong.equals("drip")
            || wrong.startsWith(KEPT);
    if (isKept) {
      sink.record().keep(to, mail, number, begunAt, System.nanoTime(), wrong == null);
    }
    reset();
    if (wrong == null) {
      say(TAKEN);
    } else {
      fail(wrong.startsWith(KEPT) ? wrong.substring(KEPT.length()) : wrong, TAKEN, false);
    }
  }

  private void login(String line) {
    if (line.strip().indexOf(' ', 5) < 0) {
      isLoggingIn = true;
      say(ascii("334 \r\n"));
    } else {
      answer("auth", "", WELCOME, false);
    }
  }

  private void mailFrom(String line) {
    reset();
    begunAt = System.nanoTime();
    if (answer("mail", address(line), OK, false)) {
      sender = address(line);
    }
  }

  private void rcptTo(String line) {
    if (sender == null) {
      say(OUT_OF_ORDER);
      return;
    }
    String to = address(line);
    sink.record().tried(to);
    if (answer("rcpt", to, OK, false)) {
      recipient = to;
    }
  }

  private void data() {
    String to = recipient;
    if (to == null) {
      say(NOBODY);
    } else if (answer("data", to, GO, false)) {
      connection.expectMail();
      inTheBody = sink.wrong("body", to);
    }
  }

  /** All of it comes at once: only the last chunk is known here. */
  private void chunk(String line) {
    isChunk = true;
    connection.expectChunk(Integer.parseInt(line.split(" ", -1)[1]));
    inTheBody = recipient == null ? null : sink.wrong("body", recipient);
  }

  /** Whether it was answered well, be it ever so slowly. */
  private boolean answer(String place, String address, byte[] good, boolean closes) {
    String wrong = sink.wrong(place, address);
    if (wrong == null) {
      say(good);
      return true;
    }
    fail(wrong, good, closes);
    return wrong.equals("drip");
  }

  private void fail(String wrong, byte[] good, boolean closes) {
    switch (wrong) {
      case "drop", "dropafter" -> {
        connection.flushOrClose();
        connection.close();
      }
      case "hang" -> connection.hang();
      case "drip" -> sink.drip(connection, good);
      default -> sink.reply(connection, ascii(inFull(wrong)), closes || wrong.startsWith("421"));
    }
  }

  private static String inFull(String reply) {
    if (reply.length() > 3) {
      return reply + "\r\n";
    }
    return reply + (reply.startsWith("4") ? " 4.3.0 try later\r\n" : " 5.1.1 no\r\n");
  }

  private void say(byte[] reply) {
    sink.reply(connection, reply, false);
  }

  private void reset() {
    sender = null;
    recipient = null;
    inTheBody = null;
  }

  private String extensions() {
    return "250-sink.example.test\r\n"
        + (sink.offersPipelining() ? "250-PIPELINING\r\n" : "")
        + (sink.offersLogin() ? "250-AUTH PLAIN\r\n" : "")
        + "250-SIZE 52428800\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n"
        + (sink.offersChunking() ? "250-CHUNKING\r\n" : "")
        + "250 8BITMIME\r\n";
  }

  private static String address(String line) {
    int open = line.indexOf('<');
    int close = line.indexOf('>', open + 1);
    return open < 0 || close < 0 ? "" : line.substring(open + 1, close);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
