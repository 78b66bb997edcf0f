package digest.journey;

import digest.mail.RelaySettings;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node of a cluster: a program of its own that dispatches whatever is due, until it is ended. */
final class NodeProcess implements AutoCloseable {

  private static final int CONNECTIONS = 2;

  private final Process process;

  private NodeProcess(Process process) {
    this.process = process;
  }

  /** Starts one over the store of a folder. */
  static NodeProcess start(Path folder, int relayPort) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("digest.test."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), NodeProcess.class.getName()));
    command.addAll(List.of(folder.toString(), Integer.toString(relayPort)));
    return new NodeProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Arguments: the house's folder, the relay's port. Ends when nobody listens any more. */
  public static void main(String[] args) throws IOException {
    RelaySettings relay = RelaySettings.local(Integer.parseInt(args[1]), CONNECTIONS);
    try (TestPress house = new TestPress(Path.of(args[0]), relay, new TestClock())) {
      house.press().dispatchEdition().keepRunning();
      int end = System.in.read();
      System.out.println("node ends " + end);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As the machine does that loses its power. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As a machine does that is moved, swaps, or collects garbage for long. */
  void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  void wakeUp() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      process.getOutputStream().close();
    }
    kill();
  }
}
