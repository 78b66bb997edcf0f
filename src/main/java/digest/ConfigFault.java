package digest;

import java.util.List;

/**
 * The configuration cannot be used. The message holds every problem found, one a line, in the order
 * of the file: what is wrong, where, and what to do; never a secret.
 */
public final class ConfigFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final List<String> problems;

  ConfigFault(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<String> problems() {
    return problems;
  }
}
