package digest;

import digest.audience.MailingList;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.store.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the text of a configuration into a {@link Config}. */
final class ConfigReader {

  private final Path folder;
  private final LocalFiles files;
  private final Environment environment;
  private final Problems problems;

  ConfigReader(Path folder, Map<String, String> variables, Problems problems) {
    this.folder = folder;
    this.files = new LocalFiles(folder);
    this.environment = new Environment(variables, problems);
    this.problems = problems;
  }

  /**
   * @throws ConfigFault with all problems found
   */
  Config read(String yaml) {
    Node.Mapping root = environment.over(new YamlTree(problems).read(yaml));
    Config config = bind(Block.of(root, problems));
    problems.throwIfAny();
    return config;
  }

  private Config bind(Block top) {
    Site site = SitePart.read(top);
    DatabaseSettings database = StorePart.read(top, files);
    List<MailingList> lists = ListPart.read(top);
    List<Newsletter> newsletters = NewsletterPart.read(top, site, lists, files);
    return new Config(
        site,
        folder,
        database.dataDir(),
        database,
        RelayPart.read(top, files),
        DkimPart.read(top, files),
        BouncesPart.read(top, files),
        WebPart.web(top),
        WebPart.http(top),
        lists,
        newsletters,
        SendingPart.read(top, newsletters),
        templates(top),
        top.find(SitePart.ALERTS).orElse(null),
        problems.warnings());
  }

  private @Nullable Path templates(Block top) {
    Path given = files.resolve(top.find(SitePart.TEMPLATES).orElse("templates"));
    if (Files.isDirectory(given)) {
      return given;
    }
    if (top.has(SitePart.TEMPLATES)) {
      top.fault(
          SitePart.TEMPLATES,
          "there is no folder " + top.shown(SitePart.TEMPLATES, given),
          "\"digest init\" makes one; without the key the built-in look is used");
    }
    return null;
  }
}
