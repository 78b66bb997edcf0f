package digest.bench;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks; the system property {@code jmh} holds JMH's own arguments. */
class Stages {

  @Test
  void areMeasured() throws CommandLineOptionException, RunnerException {
    String arguments = System.getProperty("jmh", "").strip();
    String[] each = arguments.isEmpty() ? new String[0] : arguments.split("\\s+", -1);
    Options given = new CommandLineOptions(each);
    new Runner(new OptionsBuilder().parent(given).shouldFailOnError(true).build()).run();
  }
}
