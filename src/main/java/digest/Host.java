package digest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** The name of this machine, for people. */
final class Host {

  private Host() {}

  /** What the environment says is asked first: a name server that is away takes its time. */
  static String name(Map<String, String> environment) {
    String given = environment.getOrDefault("HOSTNAME", environment.get("COMPUTERNAME"));
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
