package digest.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong at a sink, as text: {@code WHERE=WHAT[,p=P][,to=REGEX][,first=N]}.
 *
 * <p>WHERE: {@code connect}, {@code auth}, {@code mail}, {@code rcpt}, {@code data} (before 354, or
 * in reply to a chunk that is not kept), {@code body} (in the middle of it), {@code message} (after
 * the final dot). WHAT: a reply, {@code drop}, {@code hang}, {@code drip} (the good reply, an octet
 * at a time), and after the final dot {@code dropafter} (keeps it and hangs up) and {@code kept}
 * with a reply (keeps it and refuses it). P: probability. REGEX: only these addresses. N: only the
 * first times for each address.
 */
final class SinkFault {

  private final String where;
  private final String what;
  private double probability = 1;
  private @Nullable Pattern address;
  private int first;
  private final Map<String, Integer> met = new ConcurrentHashMap<>();

  private SinkFault(String where, String what) {
    this.where = where;
    this.what = what;
  }

  static SinkFault parse(String text) {
    String[] parts = text.split(",(?=p=|to=|first=)", -1);
    SinkFault fault = new SinkFault(key(parts[0]), value(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      String value = value(parts[i]);
      switch (key(parts[i])) {
        case "p" -> fault.probability = Double.parseDouble(value);
        case "to" -> fault.address = Pattern.compile(value);
        default -> fault.first = Integer.parseInt(value);
      }
    }
    return fault;
  }

  /** Whether it goes wrong this time. */
  boolean strikes(String place, String recipient, RandomGenerator random) {
    return where.equals(place)
        && (address == null || address.matcher(recipient).find())
        && (first == 0 || met.merge(recipient, 1, Integer::sum) <= first)
        && (probability >= 1 || random.nextDouble() < probability);
  }

  String what() {
    return what;
  }

  @Override
  public String toString() {
    return where + "=" + what;
  }

  private static String key(String part) {
    return part.substring(0, part.indexOf('='));
  }

  private static String value(String part) {
    return part.substring(part.indexOf('=') + 1);
  }
}
