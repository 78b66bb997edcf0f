package digest.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection's sockets for Jakarta Mail and keeps them, so that we can write on the link
 * it opened.
 *
 * <p>TLS is always a layer over a plain socket of ours, also on port 465: closing the plain one
 * ends a blocked write at once, while closing a TLS socket waits for that write.
 */
final class RelaySockets extends SSLSocketFactory {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLSocketFactory tls;
  private volatile @Nullable Socket plain;
  private volatile @Nullable SSLSocket secure;
  private volatile boolean isCut;

  RelaySockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** The one to read from and write to. */
  Socket outermost() {
    Socket found = secure == null ? plain : secure;
    if (found == null) {
      throw new IllegalStateException("no connection was opened");
    }
    return found;
  }

  /** For connections that begin in clear; Jakarta Mail takes any SSLSocketFactory for TLS. */
  SocketFactory inClear() {
    return new PlainSockets();
  }

  boolean isSecure() {
    return secure != null;
  }

  /** Ends the connection at once; any thread may. */
  void cut() {
    isCut = true;
    Socket open = plain;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    // Nagle's wait for a delayed ACK would cost some 40 ms a mail.
    socket.setTcpNoDelay(true);
    plain = socket;
    if (isCut) {
      cut();
    }
    return socket;
  }

  @Override
  public Socket createSocket(Socket under, String host, int port, boolean autoClose)
      throws IOException {
    NativeCrypto.inTls();
    SSLSocket socket = (SSLSocket) tls.createSocket(under, host, port, autoClose);
    SSLParameters rules = socket.getSSLParameters();
    rules.setProtocols(PROTOCOLS);
    rules.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must name this host
    socket.setSSLParameters(rules);
    secure = socket;
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connectsItself();
  }

  private static UnsupportedOperationException connectsItself() {
    return new UnsupportedOperationException("Jakarta Mail connects its sockets itself");
  }

  /** The same plain sockets, without a promise of TLS. */
  private final class PlainSockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
      return RelaySockets.this.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw connectsItself();
    }
  }
}
