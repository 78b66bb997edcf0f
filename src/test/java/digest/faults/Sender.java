package digest.faults;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another process that works on the same store: to be killed, stopped and woken. */
final class Sender implements AutoCloseable {

  /** What it prints before it does what it is to do. */
  static final String BEGINS = "begins";

  /** What it prints before the number that it says is accepted. */
  static final String TOLD = "told accepted=";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What it is to do.
   *
   * @param verb {@code freeze}, {@code send}, {@code start} (both), {@code serve}
   */
  record Task(
      Path folder, int relayPort, int connections, int window, String verb, Edition.Id edition) {

    List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      System.getProperties().stringPropertyNames().stream()
          .filter(name -> name.startsWith("digest.test.") && !name.endsWith(".window"))
          .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
      command.addAll(
          List.of(
              "-Ddigest.test.window=" + window,
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              "-cp",
              System.getProperty("java.class.path"),
              Sender.class.getName(),
              folder.toString(),
              Integer.toString(relayPort),
              Integer.toString(connections),
              verb,
              edition.toString()));
      return command;
    }
  }

  private final Process process;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  private Sender(Process process) {
    this.process = process;
    Thread listener = new Thread(this::listen, "sender's words");
    listener.setDaemon(true);
    listener.start();
  }

  static Sender start(Task task) {
    return start(task.command());
  }

  static Sender start(List<String> command) {
    return start(command, Path.of("").toAbsolutePath());
  }

  /** The program itself, as it is started in the folder of a {@code digest.yaml}. */
  static Sender program(Path folder, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", absoluteClassPath(), "digest.Main"));
    command.addAll(List.of(arguments));
    return start(command, folder);
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Sender start(List<String> command, Path folder) {
    try {
      return new Sender(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The other process. */
  public static void main(String[] args) throws IOException {
    RelaySettings relay = RelaySettings.local(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (TestPress house = new TestPress(Path.of(args[0]), relay, new TestClock())) {
      work(house, args[3], new Edition.Id(Long.parseLong(args[4])));
    }
    System.exit(0);
  }

  private static void work(TestPress house, String verb, Edition.Id edition) throws IOException {
    switch (verb) {
      case "send" -> {
        System.out.println(BEGINS);
        DispatchEdition.Result result =
            house.press().dispatchEdition().run(edition, PATIENCE, Sender::tell);
        if (result.end() != DispatchEdition.End.FINISHED) {
          System.err.println("sender ends " + result);
        }
      }
      case "serve" -> {
        house.press().dispatchEdition().keepRunning();
        System.out.println("ends " + System.in.read());
      }
      case "freeze" -> freeze(house, edition);
      case "start" -> {
        freeze(house, edition);
        work(house, "send", edition);
      }
      default -> throw new IllegalArgumentException(verb);
    }
  }

  /** One write each, for who traces it. */
  private static void tell(Progress progress) {
    System.out.println(TOLD + progress.accepted());
  }

  private static void freeze(TestPress house, Edition.Id edition) {
    Edition draft = house.press().rooms().editions().find(edition).orElseThrow();
    System.out.println(BEGINS);
    house.press().freezeEdition().approveAndFreeze(edition, draft.hash());
  }

  /** Whether it has printed such a line. */
  boolean hasSaid(String line) {
    return said.contains(line);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      // It was killed.
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As the machine does that loses its power, but for what the kernel has in hand. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, SIGSTOP, SIGCONT. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it ended by itself within this time. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
