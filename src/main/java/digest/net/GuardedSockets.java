package digest.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that refuse to connect where we do not go: the last look before the first packet.
 *
 * <p>OkHttp asks no {@code Dns} when the address is written as numbers, and numbers can be written
 * in many ways ({@code 2130706433} is this machine). Here they are all the same.
 */
final class GuardedSockets extends SocketFactory {

  private final AddressGuard guard;

  GuardedSockets(AddressGuard guard) {
    this.guard = guard;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        check(endpoint);
        super.connect(endpoint, timeout);
      }
    };
  }

  private void check(SocketAddress endpoint) throws IOException {
    if (!(endpoint instanceof InetSocketAddress to) || to.isUnresolved()) {
      throw new IOException("the name was not looked up");
    }
    if (!guard.allows(to.getHostString(), to.getAddress())) {
      throw new BlockedAddress(to.getHostString(), to.getAddress());
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectedAtOnce();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connectedAtOnce();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) {
    throw connectedAtOnce();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    throw connectedAtOnce();
  }

  private static UnsupportedOperationException connectedAtOnce() {
    return new UnsupportedOperationException("only sockets that are checked when they connect");
  }
}
