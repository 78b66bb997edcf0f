package digest.faults;

import digest.faults.SystemCalls.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a traced sender wrote things down before it acted on them (delivery L1). Pure.
 *
 * <p>Of a connection at most a window of messages is on record as begun, so its message number
 * {@code k + window} can only be recorded together with, or after, the outcome of number {@code k}:
 * between the reply to the one and the final dot of the other lies a whole sync of the log. And
 * whoever says that so many are accepted has synced since as many replies.
 *
 * @param relayPort where the messages go
 * @param window messages of a connection that may be on record as begun
 */
record DurableOrder(int relayPort, int window) {

  private static final Pattern SOCKET = Pattern.compile("^(\\d+<TCP[^>]*->[^>]*:(\\d+)\\]>)");
  private static final Pattern TOLD = Pattern.compile("\"" + Sender.TOLD + "(\\d+)");

  /** A dot is at the very start of what is written, or after a line's end. */
  private static final Pattern DOT = Pattern.compile("(?:, \"|\\\\r\\\\n)\\.\\\\r\\\\n");

  private static final Pattern REPLY = Pattern.compile("250 2\\.0\\.0 kept\\\\r\\\\n");

  /** What was found; nothing is wrong when there are no complaints. */
  record Finding(int dots, int replies, int syncs, int told, List<String> complaints) {}

  /** Dots by when they began, replies by when they ended. */
  private static final class Connection {
    private final List<Integer> dots = new ArrayList<>();
    private final List<Integer> replies = new ArrayList<>();
  }

  Finding judge(List<Call> calls) {
    Map<String, Connection> connections = new TreeMap<>();
    List<Call> syncs = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    int told = 0;
    for (Call call : calls) {
      Matcher news = TOLD.matcher(call.text());
      if (isSync(call)) {
        syncs.add(call);
      } else if (isWrite(call) && news.find()) {
        told = Integer.parseInt(news.group(1));
        demandSynced(told, call, connections, syncs, complaints);
      } else {
        note(call, connections);
      }
    }
    connections.forEach((name, connection) -> judge(name, connection, syncs, complaints));
    return new Finding(
        connections.values().stream().mapToInt(connection -> connection.dots.size()).sum(),
        connections.values().stream().mapToInt(connection -> connection.replies.size()).sum(),
        syncs.size(),
        told,
        complaints);
  }

  private void note(Call call, Map<String, Connection> connections) {
    Matcher socket = SOCKET.matcher(call.text());
    if (socket.find() && Integer.parseInt(socket.group(2)) == relayPort) {
      Connection connection = connections.computeIfAbsent(socket.group(1), key -> new Connection());
      if (isWrite(call)) {
        DOT.matcher(call.text()).results().forEach(dot -> connection.dots.add(call.begun()));
      } else {
        REPLY.matcher(call.text()).results().forEach(dot -> connection.replies.add(call.ended()));
      }
    }
  }

  private void judge(
      String name, Connection connection, List<Call> syncs, List<String> complaints) {
    for (int number = 0; number < connection.dots.size(); number++) {
      int dot = connection.dots.get(number);
      int before = number - window;
      int since = before < 0 ? -1 : reply(connection, before);
      if (syncs.stream().noneMatch(sync -> sync.begun() > since && sync.ended() < dot)) {
        complaints.add(name + ": no sync before the dot of message " + (number + 1));
      }
    }
  }

  private static int reply(Connection connection, int number) {
    return number < connection.replies.size() ? connection.replies.get(number) : Integer.MAX_VALUE;
  }

  private static void demandSynced(
      int told,
      Call call,
      Map<String, Connection> connections,
      List<Call> syncs,
      List<String> complaints) {
    int last =
        syncs.stream()
            .filter(sync -> sync.ended() < call.begun())
            .mapToInt(Call::begun)
            .max()
            .orElse(-1);
    long synced =
        connections.values().stream()
            .flatMap(connection -> connection.replies.stream())
            .filter(reply -> reply < last)
            .count();
    if (synced < told) {
      complaints.add("told accepted=" + told + " when only " + synced + " replies were synced");
    }
  }

  private static boolean isSync(Call call) {
    return (call.name().equals("fdatasync") || call.name().equals("fsync"))
        && call.text().contains("-wal>")
        && call.text().endsWith("= 0");
  }

  private static boolean isWrite(Call call) {
    return call.name().startsWith("write") || call.name().startsWith("send");
  }
}
