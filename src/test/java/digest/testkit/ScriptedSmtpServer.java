package digest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real SMTP server on a free port of this machine that takes all mail, but for what its script
 * says.
 *
 * <pre>{@code
 * server.at("RCPT").to("ann@example.org").reply("550 5.1.1 no such user");
 * server.at("MAIL").reply("421 4.3.2 restarting").times(1);
 * server.at("DOT").to("bob@example.org").keep().drop(); // taken, but the reply is lost
 * server.at("CONNECT").onConnection(2).hang();
 * }</pre>
 *
 * <p>Stages: CONNECT, EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY (when its first line has
 * come), DOT, RSET, NOOP, QUIT. The first rule that fits and is not used up counts. A 421 closes
 * the connection. Safe for many threads.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

  /**
   * One mail the server took.
   *
   * @param connection counted from 1
   * @param mail the bytes after unstuffing, one character for each
   */
  public record Received(int connection, String sender, String recipient, String mail) {

    /** The mail's bytes. */
    public byte[] bytes() {
      return mail.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final ServerSocket listener;
  private final SmtpScript script = new SmtpScript();
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final OpenMails openMails = new OpenMails();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<String> extensions =
      new LinkedHashSet<>(
          List.of("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
  private volatile @Nullable SSLContext tls;
  private volatile boolean isTlsFromTheStart;
  private volatile String login = "";

  private ScriptedSmtpServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** Listens on a free port. */
  public static ScriptedSmtpServer start() {
    return start(0);
  }

  /** Listens on this port, as a server that comes back. */
  public static ScriptedSmtpServer start(int port) {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Listens on a free port of all addresses, such as 127.0.0.2. */
  public static ScriptedSmtpServer startEverywhere() {
    return start(new InetSocketAddress(0));
  }

  private static ScriptedSmtpServer start(InetSocketAddress address) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(address, 200);
      ScriptedSmtpServer server = new ScriptedSmtpServer(listener);
      daemon(server::accept, "scripted-smtp");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Begins a rule; it counts as soon as it has an action. */
  public SmtpScript.Rule at(String stage) {
    return script.rule(stage);
  }

  /** Forgets all rules. */
  public void behave() {
    script.clear();
  }

  /** Announces one more extension in EHLO. */
  public ScriptedSmtpServer offering(String extension) {
    extensions.add(extension);
    return this;
  }

  /** Announces it no longer. */
  public ScriptedSmtpServer without(String extension) {
    extensions.removeIf(line -> line.split(" ", 2)[0].equals(extension));
    return this;
  }

  /** Offers STARTTLS. */
  public ScriptedSmtpServer offeringTls(SSLContext context) {
    tls = context;
    return offering("STARTTLS");
  }

  /** Speaks TLS from the first octet. */
  public ScriptedSmtpServer speakingTls(SSLContext context) {
    tls = context;
    isTlsFromTheStart = true;
    return this;
  }

  /** Offers AUTH and accepts only this login. */
  public ScriptedSmtpServer withLogin(String username, String password) {
    login = "\0" + username + "\0" + password;
    return offering("AUTH PLAIN LOGIN");
  }

  /** All mail taken, in the order of their final dots. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** The mails taken for one address. */
  public List<Received> receivedBy(String recipient) {
    return received().stream().filter(mail -> mail.recipient().equals(recipient)).toList();
  }

  /** Every command line of every connection, in the order they came. */
  public List<String> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  /** The most mails for one domain that were open at once, from RCPT to the last reply. */
  public int mostOpen(String domain) {
    return openMails.most(domain);
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  /** Cuts every connection, as a server that falls over; it goes on listening. */
  public void cutAll() {
    open.forEach(ScriptedSmtpServer::closeQuietly);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }

  OpenMails openMails() {
    return openMails;
  }

  SmtpScript script() {
    return script;
  }

  Optional<SSLContext> tls() {
    return Optional.ofNullable(tls);
  }

  String login() {
    return login;
  }

  List<String> greeting(boolean isSecure) {
    List<String> lines = new ArrayList<>(List.of("scripted.example.org"));
    extensions.stream().filter(line -> !isSecure || !line.equals("STARTTLS")).forEach(lines::add);
    return lines;
  }

  void took(Received mail) {
    received.add(mail);
  }

  void heard(String command) {
    commands.add(command);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        int number = connections.incrementAndGet();
        daemon(() -> serve(number, socket), "scripted-smtp-" + number);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(int number, Socket socket) {
    try {
      SmtpConnection connection = new SmtpConnection(this, number, socket);
      if (isTlsFromTheStart) {
        connection.secure();
      }
      connection.serve();
    } catch (IOException e) {
      // The client hung up, which is what some tests are about.
    } finally {
      open.remove(socket);
      closeQuietly(socket);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone already.
    }
  }

  private static void daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
