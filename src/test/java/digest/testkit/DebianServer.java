package digest.testkit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own PostgreSQL, where the embedded one does not start: no user namespaces. */
final class DebianServer implements PostgresServer.Running {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path data;
  private final int port;

  private DebianServer(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  /** Empty when there is none. */
  static Optional<DebianServer> launch() {
    try {
      Optional<Path> programs = programs();
      if (programs.isEmpty()) {
        return Optional.empty();
      }
      DebianServer server =
          new DebianServer(
              programs.get(), Files.createTempDirectory("digest-debian"), Ports.free());
      server.prepare();
      server.start();
      return Optional.of(server);
    } catch (IOException e) {
      throw new IllegalStateException("the machine's PostgreSQL does not start", e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  /** Not below a test's folder: only its owner may enter that, and the server is another user. */
  @Override
  public Path data() {
    return data;
  }

  private void prepare() throws IOException {
    run("chown", "-R", "postgres", data.toString());
    asPostgres(
        "initdb", "-A", "trust", "-E", "UTF-8", "--locale-provider=icu", "--icu-locale=en-US");
  }

  @Override
  public void start() throws IOException {
    String options =
        PostgresServer.settings().stream()
            .map(setting -> " -c " + setting.name() + "=" + setting.value())
            .reduce("-p " + port + " -c unix_socket_directories=''", String::concat);
    asPostgres("pg_ctl", "-o", options, "-l", data.resolve("log").toString(), "-w", "start");
  }

  @Override
  public void stop() throws IOException {
    if (Files.notExists(data.resolve("postmaster.pid"))) {
      return;
    }
    asPostgres("pg_ctl", "-m", "fast", "-w", "stop");
  }

  private void asPostgres(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
    command.addAll(List.of(programs.resolve(program).toString(), "-D", data.toString()));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Path output = Files.createTempFile("postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            String.join(" ", command) + ": " + Files.readString(output, Charset.defaultCharset()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    }
  }
}
