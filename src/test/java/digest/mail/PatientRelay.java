package digest.mail;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A relay that minds when commands come, and answers only when they came as it wants. */
final class PatientRelay implements AutoCloseable {

  private final ServerSocket listener;
  private final boolean isGrouping;
  private final int expected;
  private final String nobody;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

  private final BiFunction<Integer, OutputStream, OutputStream> mouth;

  private PatientRelay(boolean isGrouping, int expected, String nobody) throws IOException {
    this(isGrouping, expected, nobody, (connection, out) -> out);
  }

  private PatientRelay(
      boolean isGrouping,
      int expected,
      String nobody,
      BiFunction<Integer, OutputStream, OutputStream> mouth)
      throws IOException {
    this.mouth = mouth;
    this.isGrouping = isGrouping;
    this.expected = expected;
    this.nobody = nobody;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "patient-relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers each dot, but the last, only when the next DATA has come. */
  static PatientRelay waitingForTheNextEnvelope(int mails) throws IOException {
    return new PatientRelay(true, mails, "");
  }

  /** Offers no PIPELINING, and hangs up when a command comes before it has answered. */
  static PatientRelay hatingGroups() throws IOException {
    return new PatientRelay(false, 0, "");
  }

  /** Refuses this recipient, and says 354 all the same. */
  static PatientRelay startingMailForNobody(String recipient) throws IOException {
    return new PatientRelay(true, 0, recipient);
  }

  /** Its first connection ends after so many octets of its own, with or without groups. */
  static PatientRelay ending(boolean isGrouping, int octets) throws IOException {
    return new PatientRelay(
        isGrouping,
        0,
        "",
        (connection, out) -> connection == 1 ? new ShortBreath(out, octets) : out);
  }

  /** Its first connection says something else instead. */
  static PatientRelay saying(BiFunction<Integer, OutputStream, OutputStream> mouth)
      throws IOException {
    return new PatientRelay(true, 0, "", mouth);
  }

  private static final class ShortBreath extends FilterOutputStream {
    private int left;

    ShortBreath(OutputStream out, int left) {
      super(out);
      this.left = left;
    }

    @Override
    public void write(int octet) throws IOException {
      if (left-- <= 0) {
        throw new IOException("out of breath");
      }
      out.write(octet);
    }
  }

  RelaySettings settings() {
    Duration impatient = Duration.ofSeconds(2);
    return new RelaySettings(
        "127.0.0.1",
        listener.getLocalPort(),
        RelaySettings.Tls.OFF,
        null,
        null,
        1,
        0,
        impatient,
        impatient);
  }

  int connections() {
    return connections.get();
  }

  List<String> bodies() {
    return bodies.stream().filter(body -> !body.isEmpty()).toList();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.setTcpNoDelay(true);
        talk(socket, mouth.apply(connections.incrementAndGet(), socket.getOutputStream()));
      } catch (IOException e) {
        // The next connection, or none.
      }
    }
  }

  private void talk(Socket socket, OutputStream out) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    out.write("220 patient.example.org\r\n".getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder replies = new StringBuilder();
    boolean isWaiting = false; // for the whole of the next envelope
    int taken = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      replies.append(reply(verb, line)).append("\r\n");
      if (!isGrouping && in.ready()) {
        return;
      }
      isWaiting &= !verb.equals("DATA");
      flush(replies, out, isWaiting);
      if (verb.equals("DATA")) {
        bodies.add(body(in));
        taken++;
        replies.append("250 taken\r\n");
        isWaiting = taken < expected;
        flush(replies, out, isWaiting);
      }
    }
  }

  private static void flush(StringBuilder replies, OutputStream out, boolean isWaiting)
      throws IOException {
    if (!isWaiting) {
      out.write(replies.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      replies.setLength(0);
    }
  }

  private String reply(String verb, String line) {
    return switch (verb) {
      case "EHLO" -> isGrouping ? "250-patient\r\n250 PIPELINING" : "250 patient";
      case "MAIL" -> "250 MAIL";
      case "RCPT" -> !nobody.isEmpty() && line.contains(nobody) ? "550 5.1.1 nobody" : "250 RCPT";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private static String body(BufferedReader in) throws IOException {
    StringBuilder body = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      body.append(line).append('\n');
    }
    return body.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
