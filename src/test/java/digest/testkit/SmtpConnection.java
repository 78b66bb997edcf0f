package digest.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** One client of a {@link ScriptedSmtpServer}. */
final class SmtpConnection {

  private final ScriptedSmtpServer server;
  private final int number;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private String sender = "";
  private String recipient = "";
  private boolean hasSender;
  private boolean hasRecipient;
  private boolean isSecure;

  SmtpConnection(ScriptedSmtpServer server, int number, Socket socket) throws IOException {
    this.server = server;
    this.number = number;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  void secure() throws IOException {
    SSLSocket wrapped =
        (SSLSocket)
            server.tls().orElseThrow().getSocketFactory().createSocket(socket, null, 0, true);
    wrapped.setUseClientMode(false);
    wrapped.startHandshake();
    socket = wrapped;
    isSecure = true;
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  void serve() throws IOException {
    try {
      converse();
    } finally {
      server.openMails().move(recipient, "");
    }
  }

  private void converse() throws IOException {
    answer("CONNECT", "220 scripted.example.org ESMTP");
    while (true) {
      String line = line();
      server.heard(line);
      if (!command(line)) {
        out.flush();
        return;
      }
    }
  }

  /** False at QUIT. */
  private boolean command(String line) throws IOException {
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> answer(verb, multiline(server.greeting(isSecure)));
      case "HELO" -> answer(verb, "250 scripted.example.org");
      case "STARTTLS" -> startTls();
      case "AUTH" -> authenticate(line);
      case "MAIL" -> {
        sender = path(line);
        mailTo("");
        hasRecipient = false;
        hasSender = answer(verb, "250 2.1.0 sender ok").startsWith("2");
      }
      case "RCPT" -> recipient(line);
      case "DATA" -> data();
      case "RSET", "NOOP" -> {
        hasSender &= verb.equals("NOOP");
        hasRecipient &= hasSender;
        answer(verb, "250 2.0.0 ok");
      }
      case "QUIT" -> {
        answer(verb, "221 2.0.0 bye");
        return false;
      }
      default -> say("500 5.5.2 unknown command");
    }
    return true;
  }

  private void recipient(String line) throws IOException {
    if (!hasSender) {
      say("503 5.5.1 no sender");
      return;
    }
    mailTo(path(line));
    hasRecipient |= answer("RCPT", "250 2.1.5 recipient ok").startsWith("2");
  }

  private void startTls() throws IOException {
    if (answer("STARTTLS", "220 2.0.0 go ahead").startsWith("220")) {
      out.flush();
      secure();
    }
  }

  private void authenticate(String line) throws IOException {
    String[] words = line.split(" ", 3);
    String given;
    if (words[1].equalsIgnoreCase("LOGIN")) {
      given = "\0" + ask("334 VXNlcm5hbWU6") + "\0" + ask("334 UGFzc3dvcmQ6");
    } else {
      given = words.length > 2 ? decoded(words[2]) : ask("334 ");
    }
    boolean isRight = given.endsWith(server.login()); // who acts for whom may stand before it
    answer("AUTH", isRight ? "235 2.7.0 welcome" : "535 5.7.8 wrong login");
  }

  private String ask(String prompt) throws IOException {
    say(prompt);
    out.flush();
    return decoded(line());
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private void data() throws IOException {
    if (!hasRecipient) {
      say("503 5.5.1 no recipient");
      return;
    }
    if (!answer("DATA", "354 go ahead").startsWith("354")) {
      return;
    }
    out.flush();
    String mail = body();
    Optional<SmtpScript.Rule> rule = rule("DOT");
    boolean isTaken = rule.isEmpty() || rule.get().isKept || rule.get().words.startsWith("2");
    if (isTaken) {
      server.took(new ScriptedSmtpServer.Received(number, sender, recipient, mail));
    }
    hasSender = false;
    hasRecipient = false;
    mailTo(""); // before the reply, for whoever hears it may begin another at once
    obey(rule, "250 2.0.0 taken");
  }

  /** Nobody, by an empty one. */
  private void mailTo(String address) {
    server.openMails().move(recipient, address);
    recipient = address;
  }

  private String body() throws IOException {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    byte[] line = rawLine();
    Optional<SmtpScript.Rule> rule = rule("BODY");
    if (rule.isPresent()) {
      obey(rule, "");
    }
    for (; !isDot(line); line = rawLine()) {
      int from = line[0] == '.' ? 1 : 0;
      mail.write(line, from, line.length - from);
    }
    return mail.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean isDot(byte[] line) {
    return line.length == 3 && line[0] == '.' && line[1] == '\r' && line[2] == '\n';
  }

  private String answer(String stage, String usual) throws IOException {
    return obey(rule(stage), usual);
  }

  private Optional<SmtpScript.Rule> rule(String stage) {
    return server.script().find(stage, number, recipient);
  }

  /** What was said. */
  private String obey(Optional<SmtpScript.Rule> rule, String usual) throws IOException {
    if (rule.isEmpty()) {
      say(usual);
      return usual;
    }
    SmtpScript.Rule it = rule.get();
    switch (it.action) {
      case DROP -> throw new EOFException("as the script says");
      case HANG -> {
        out.flush();
        while (in.read() >= 0) {
          // Whatever comes, silence.
        }
        throw new EOFException();
      }
      case REPLY -> say(it);
    }
    if (it.words.startsWith("421")) {
      out.flush();
      throw new EOFException();
    }
    return it.words;
  }

  private void say(SmtpScript.Rule rule) throws IOException {
    if (rule.perOctet.isZero()) {
      say(rule.words);
      return;
    }
    for (byte b : wire(rule.words)) {
      LockSupport.parkNanos(rule.perOctet.toNanos());
      out.write(b);
      out.flush();
    }
  }

  private void say(String lines) throws IOException {
    out.write(wire(lines));
  }

  private static byte[] wire(String lines) {
    return (lines.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String multiline(List<String> lines) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean isLast = i == lines.size() - 1;
      out.append(isLast ? "250 " : "250-").append(lines.get(i)).append(isLast ? "" : "\n");
    }
    return out.toString();
  }

  private static String path(String line) {
    int open = line.indexOf('<');
    int close = line.lastIndexOf('>');
    return open < 0 || close < open ? "" : line.substring(open + 1, close);
  }

  private String line() throws IOException {
    return new String(rawLine(), StandardCharsets.UTF_8).replaceAll("\\r?\\n$", "");
  }

  /** With its line feed; only that ends it. */
  private byte[] rawLine() throws IOException {
    if (in.available() == 0) {
      out.flush();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(100);
    int b;
    do {
      b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    } while (b != '\n');
    return line.toByteArray();
  }
}
