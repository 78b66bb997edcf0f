package digest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers everything wrong with a configuration, so that a person mends it in one go. */
final class Problems {

  private record Problem(int line, String text) {}

  /** What stands before the @ of an address may be a password. */
  private static final Pattern LOGIN = Pattern.compile("://[^\"]*@");

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param file its name as people know it
   */
  Problems(String file) {
    this.file = file;
  }

  /**
   * Notes a fault.
   *
   * @param what is wrong, beginning with the key
   * @param remedy what to do, a sentence without its full stop
   */
  void add(Node where, String what, String remedy) {
    problems.add(new Problem(line(where), sentence(where, what, remedy)));
  }

  /** Notes something that works and is perhaps not meant. */
  void warn(Node where, String what, String remedy) {
    warn(sentence(where, what, remedy));
  }

  void warn(String text) {
    warnings.add(text);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * @throws ConfigFault when there are problems, in the order of the file
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw fault();
    }
  }

  /** Ends the reading: after this fault nothing more can be found. */
  ConfigFault fatal(int line, String what, String remedy) {
    add(new Node.Blank(line), what, remedy);
    return fault();
  }

  private ConfigFault fault() {
    return new ConfigFault(
        problems.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(Problem::text)
            .distinct()
            .toList());
  }

  private String sentence(Node where, String what, String remedy) {
    String shown = LOGIN.matcher(what).replaceAll("://…@");
    return shown + " (" + place(where) + ")." + (remedy.isEmpty() ? "" : " " + remedy);
  }

  private String place(Node where) {
    if (where instanceof Node.Scalar scalar && scalar.variable() != null) {
      return "environment variable " + scalar.variable();
    }
    return file + ", line " + where.line();
  }

  /** Variables come before the first line. */
  private static int line(Node where) {
    return where instanceof Node.Scalar scalar && scalar.variable() != null ? 0 : where.line();
  }
}
