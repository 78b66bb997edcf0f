package digest.net;

import java.io.IOException;
import java.net.InetAddress;

/** Thrown through OkHttp when a name leads where we do not go; {@link Http} makes it a reply. */
final class BlockedAddress extends IOException {

  BlockedAddress(String host, InetAddress address) {
    super(
        "\"%s\" leads to %s, which is not a public address. If it is meant, add it to allowPrivate."
            .formatted(host, address.getHostAddress()));
  }

  /** The one that is somewhere behind a failure, or the failure itself. */
  static Throwable orSelf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BlockedAddress) {
        return cause;
      }
    }
    return failure;
  }
}
