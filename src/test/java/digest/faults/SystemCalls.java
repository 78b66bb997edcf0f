package digest.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program asked of the kernel, in order: the output of {@code strace -f -yy}, where a call
 * that another thread interrupted stands on two lines. Pure.
 */
final class SystemCalls {

  private static final Pattern CALL = Pattern.compile("^(\\d+)\\s+(\\w+)\\((.*)$", Pattern.DOTALL);
  private static final Pattern RESUMED =
      Pattern.compile("^(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>(.*)$", Pattern.DOTALL);
  private static final String UNFINISHED = "<unfinished ...>";

  /**
   * A call.
   *
   * @param name of the function
   * @param text its arguments and its result, as strace writes them
   * @param begun the line on which it began
   * @param ended the line on which it came back
   */
  record Call(String name, String text, int begun, int ended) {}

  private record Open(String name, String text, int begun) {}

  private SystemCalls() {}

  /** The calls that came back, in the order they did. */
  static List<Call> read(List<String> lines) {
    List<Call> calls = new ArrayList<>();
    Map<String, Open> open = new HashMap<>();
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number);
      Matcher resumed = RESUMED.matcher(line);
      Matcher call = CALL.matcher(line);
      if (resumed.matches()) {
        Open begun = open.remove(resumed.group(1));
        if (begun != null) {
          calls.add(new Call(begun.name(), begun.text() + resumed.group(3), begun.begun(), number));
        }
      } else if (call.matches() && line.endsWith(UNFINISHED)) {
        String text = call.group(3).substring(0, call.group(3).length() - UNFINISHED.length());
        open.put(call.group(1), new Open(call.group(2), text, number));
      } else if (call.matches()) {
        calls.add(new Call(call.group(2), call.group(3), number, number));
      }
    }
    return calls;
  }
}
