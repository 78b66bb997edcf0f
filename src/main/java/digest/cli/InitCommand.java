package digest.cli;

import digest.render.Templates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code digest init} */
@Command(
    name = "init",
    description = "Writes a configuration to begin with; what is there already stays as it is.")
final class InitCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "Where to; default: here.")
  private Path folder = Path.of(".");

  private final Session session;

  InitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Path path = folder.resolve(file.getKey()).normalize();
      boolean isNew = Writing.newFile(path, file.getValue());
      session
          .out()
          .line(isNew ? Style.GOOD : Style.DIM, (isNew ? "written  " : "kept     ") + path);
    }
    String config =
        folder.normalize().toString().isEmpty()
            ? ""
            : " --config " + folder.resolve("digest.yaml").normalize();
    session.out().blank();
    session.out().line("Edit digest.yaml, then: digest check" + config);
    return 0;
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>(Bundled.files("digest/init", "digest.yaml"));
    files.put(
        "subscribers-sample.json",
        Bundled.files("demo", "subscribers-sample.json").get("subscribers-sample.json"));
    Templates.at(null)
        .files()
        .forEach(
            (name, text) -> files.put("templates/" + name, text.getBytes(StandardCharsets.UTF_8)));
    return files;
  }
}
