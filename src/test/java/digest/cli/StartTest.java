package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program loads to start, and that an archive of classes changes nothing it says. */
class StartTest {

  /** As the README has it. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=warning:stderr");

  private static final String VERSION = "digest from sources";

  @TempDir Path folder;

  /** How a program ended, its stdout, and its stderr. */
  private record Ended(int code, String out, String err) {}

  @Test
  void aStartReadsNoXmlAndMakesNoCommandThatIsNotAskedFor() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Ended ended = run(List.of("-Xlog:class+load:file=" + loaded), jar(), "feed", "--help");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("Usage: digest feed");
    String classes = Files.readString(loaded);
    assertThat(isIn(classes, "digest.cli.FeedCommand")).isTrue();
    assertThat(isIn(classes, "digest.cli.EditionCommand")).isFalse();
    assertThat(classes.contains("SAXParser")).isFalse();
    assertThat(classes.contains("com.ibm.icu")).isFalse();
  }

  @Test
  void aFeedInAFileIsReadWithoutTheMachineryOfHttps() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Path feed = Files.writeString(folder.resolve("feed.xml"), "<rss><channel/></rss>");
    run(List.of("-Xlog:class+load:file=" + loaded), jar(), "feed", "read", feed.toString());
    String classes = Files.readString(loaded);
    assertThat(isIn(classes, "digest.feed.FeedFetcher")).isTrue();
    assertThat(isIn(classes, "okhttp3.OkHttpClient")).isFalse();
  }

  /** A whole list of classes in a failure helps nobody. */
  private static boolean isIn(String classes, String name) {
    return classes.contains(" " + name + " ");
  }

  @Test
  @DisplayName("no archive, a foreign one and one of another jar: the same on stdout, nobody stops")
  void anUnfitArchiveChangesNothing() throws Exception {
    Path jar = jar();
    Path archive = folder.resolve("digest.jsa");
    assertThat(version(jar, archive)).as("missing").isEqualTo(VERSION);
    Files.write(archive, new byte[100_000]);
    assertThat(version(jar, archive)).as("of nothing").isEqualTo(VERSION);
    Files.createDirectory(folder.resolve("folder.jsa"));
    assertThat(version(jar, folder.resolve("folder.jsa"))).as("a folder").isEqualTo(VERSION);
    Files.delete(archive);
    run(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"), jar, "--version");
    assertThat(archive).isNotEmptyFile();
    assertThat(version(jar, archive)).as("fit").isEqualTo(VERSION);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-23T06:00:00Z")));
    assertThat(version(jar, archive)).as("of a jar that was built anew").isEqualTo(VERSION);
    Path moved = Files.move(jar, folder.resolve("moved.jar"));
    assertThat(version(moved, archive)).as("of a jar elsewhere").isEqualTo(VERSION);
  }

  @Test
  void theReadmeStartsItQuicklyWithTheseFlags() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(String.join(" ", QUICK) + " -XX:SharedArchiveFile=");
  }

  private static String version(Path jar, Path archive) throws Exception {
    List<String> flags = new ArrayList<>(QUICK);
    flags.add("-XX:SharedArchiveFile=" + archive);
    Ended ended = run(flags, jar, "--version");
    assertThat(ended.code()).as(ended.toString()).isZero();
    return ended.out().strip();
  }

  private static Ended run(List<String> flags, Path jar, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(flags);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return java(command);
  }

  private static Ended java(List<String> arguments) throws Exception {
    Path out = Files.createTempFile("digest-start", ".out");
    Path err = Files.createTempFile("digest-start", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      int code =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start()
              .waitFor();
      return new Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The program's classes with the libraries beside them: an archive is made of jars alone. */
  private Path jar() throws IOException {
    List<Path> all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "digest.Main");
    main.put(
        Attributes.Name.CLASS_PATH,
        all.stream()
            .filter(Files::isRegularFile)
            .map(path -> path.toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("digest.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Path classes : all.stream().filter(Files::isDirectory).toList()) {
        if (Files.exists(classes.resolve("digest/Main.class"))) {
          pack(classes, out);
        }
      }
    }
    return jar;
  }

  private static void pack(Path classes, JarOutputStream out) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (name.startsWith("digest/") || name.startsWith("META-INF/services/")) {
          out.putNextEntry(new ZipEntry(name));
          out.write(Files.readAllBytes(file));
        }
      }
    }
  }
}
