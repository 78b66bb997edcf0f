package digest.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL that the build brings along. */
final class EmbeddedServer implements PostgresServer.Running {

  private final Path data;
  private EmbeddedPostgres server;

  private EmbeddedServer(Path data) throws IOException {
    this.data = data;
    this.server = at(data).setPort(Ports.free()).start();
  }

  static EmbeddedServer start(Path data) throws IOException {
    return new EmbeddedServer(data);
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public void start() throws IOException {
    server = at(data).setPort(server.getPort()).start();
  }

  @Override
  public void stop() throws IOException {
    server.close();
  }

  private static EmbeddedPostgres.Builder at(Path data) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setLocaleConfig("locale-provider", "icu")
            .setLocaleConfig("icu-locale", "en-US");
    PostgresServer.settings()
        .forEach(setting -> builder.setServerConfig(setting.name(), setting.value()));
    return builder;
  }
}
