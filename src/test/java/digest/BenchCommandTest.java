package digest;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.DigestCommand;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.testkit.SigningKeys;
import digest.testkit.SinkRecord;
import digest.testkit.SmtpSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code digest bench}, over the whole program and a real socket. */
class BenchCommandTest {

  private static final int UNFINISHED = 1;
  private static final int USAGE = 2;
  private static final int SOMEBODY_FAILED = 3;

  @TempDir Path folder;
  private final SmtpSink sink = SmtpSink.start();

  private record Ran(int code, String out, String err) {
    JsonNode json() {
      return new JsonMapper().readTree(out);
    }
  }

  @AfterEach
  void stop() {
    sink.close();
  }

  @Test
  void everyReaderGetsOneMessageOfTheSizeThatTheReportNames() {
    sink.record().keepBodies();
    Ran ran = bench("--messages", "300", "--connections", "3", "--window", "2", "--json");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(sink.record().byRecipient()).hasSize(300);
    assertThat(sink.record().byRecipient().keySet()).isEqualTo(readers(300));
    assertThat(sink.record().kept()).isEqualTo(300);
    assertThat(distinctMessageIds()).isEqualTo(300);
    JsonNode json = ran.json();
    assertThat(json.path("messages").asInt()).isEqualTo(300);
    assertThat(json.path("connections").asInt()).isEqualTo(3);
    assertThat(json.path("window").asInt()).isEqualTo(2);
    assertThat(json.path("end").asString()).isEqualTo("FINISHED");
    assertThat(json.path("prepared").asBoolean()).isFalse();
    assertThat(json.path("signed").isNull()).isTrue();
    assertThat(json.path("perSecond").asDouble()).isPositive();
    assertThat(json.path("cpuSecondsPerThousand").asDouble()).isPositive();
    assertThat(json.path("bytesPerMessage").asInt()).isBetween(37_000, 40_000);
    assertThat(sink.record().copies())
        .allMatch(copy -> Math.abs(copy.length() - json.path("bytesPerMessage").asInt()) < 300);
    assertThat(json.path("accounting").path("candidates").asLong()).isEqualTo(300);
    assertThat(json.path("accounting").path("accepted").asLong()).isEqualTo(300);
    assertThat(sumOfStates(json)).isEqualTo(300);
  }

  @Test
  void eachMessageIsItsReadersOwn() {
    sink.record().keepBodies();
    assertThat(bench("--messages", "20").code()).isZero();
    List<SinkRecord.Copy> copies = sink.record().copies();
    for (int i = 0; i < copies.size(); i++) {
      ParsedMail mail = MailReader.read(sink.record().bodies().get(i));
      String number = copies.get(i).recipient().replaceAll("\\D", "");
      assertThat(mail.text())
          .contains("user" + number + "@example.test")
          .containsPattern("\\S " + number + ",");
      assertThat(mail.html()).contains("user" + number + "@example.test");
    }
    assertThat(MailReader.read(sink.record().bodies().get(0)).html()).contains("<h1");
  }

  @Test
  void aPreparedStoreIsSentFromFreshCopiesAndStaysAsItWas() throws IOException {
    String place = folder.resolve("kept").toString();
    Ran prepared = bench("--messages", "30", "--store", place, "--prepare", "--json");
    assertThat(prepared.code()).as(prepared.err()).isZero();
    assertThat(prepared.json().path(0).path("articles").asInt()).isEqualTo(12);
    assertThat(sink.record().connections()).isZero();
    byte[] before = Files.readAllBytes(only(place).resolve("digest.db"));
    for (int run = 1; run <= 2; run++) {
      Ran ran = bench("--messages", "30", "--store", place, "--json");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.json().path("prepared").asBoolean()).isTrue();
      assertThat(sink.record().kept()).isEqualTo(30 * run);
    }
    assertThat(distinctMessageIds()).isEqualTo(30);
    assertThat(Files.readAllBytes(only(place).resolve("digest.db"))).isEqualTo(before);
    assertThat(bench("--messages", "30", "--store", place, "--prepare").out())
        .contains("prepared already");
  }

  @Test
  void copiesThatAreReadyAreTakenOneByOneAndThenMade() throws IOException {
    String place = folder.resolve("kept").toString();
    for (int more = 1; more <= 2; more++) {
      Ran prepared =
          bench("--messages", "30", "--store", place, "--prepare", "--copies", "" + more);
      assertThat(prepared.code()).as(prepared.err()).isZero();
    }
    assertThat(folders(place)).isEqualTo(1 + 3);
    for (int run = 1; run <= 4; run++) {
      Ran ran = bench("--messages", "30", "--store", place, "--json");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(sink.record().kept()).isEqualTo(30 * run);
      assertThat(folders(place)).as("after run " + run).isEqualTo(1 + Math.max(0, 3 - run));
    }
    assertThat(distinctMessageIds()).isEqualTo(30);
  }

  private static long folders(String place) throws IOException {
    try (Stream<Path> all = Files.list(Path.of(place))) {
      return all.count();
    }
  }

  @Test
  void aSignedRunSaysWhichKeySigns() throws IOException {
    sink.record().keepBodies();
    Path key = folder.resolve("dkim.pem");
    Files.writeString(key, SigningKeys.pkcs8(SigningKeys.RSA.getPrivate()));
    Ran ran = bench("--messages", "5", "--dkim", key.toString(), "--json");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode signed = ran.json().path("signed");
    assertThat(signed.path("key").asString()).isEqualTo("bench RSA-2048");
    assertThat(signed.path("provider").asString()).isNotEmpty();
    assertThat(signed.path("perSecondAndCore").asInt()).isPositive();
    assertThat(sink.record().bodies())
        .hasSize(5)
        .allMatch(body -> ascii(body).startsWith("DKIM-Signature: "));
  }

  @Test
  void aTemplateWithLogicOnTheReaderIsRenderedForEach() {
    sink.record().keepBodies();
    Ran ran = bench("--messages", "5", "--full");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("5 of 5 messages accepted, each rendered in full");
    assertThat(sink.record().bodies())
        .anyMatch(body -> MailReader.read(body).html().contains("ANA NOVÁKOVÁ 0"));
  }

  @Test
  void articlesOfAFileAreThoseThatAreSent() throws IOException {
    sink.record().keepBodies();
    Path file = folder.resolve("articles.json");
    Files.writeString(
        file,
        """
        [{"id": 1, "title": "Seals on the quay", "section": "City", "author": "Mei Lin",
          "url": "https://news.example.test/a/1", "image": "https://img.example.test/1.jpg",
          "summary": "Three seals rest there."}]""");
    assertThat(bench("--messages", "1", "--articles", file.toString()).code()).isZero();
    ParsedMail mail = MailReader.read(sink.record().bodies().get(0));
    assertThat(mail.text()).contains("Seals on the quay", "Three seals rest there.");
    Files.writeString(file, "{\"title\": \"no list\"}");
    Ran refused = bench("--messages", "1", "--articles", file.toString());
    assertThat(refused.code()).isEqualTo(UNFINISHED);
    assertThat(refused.err()).contains("articles.json", "JSON list of objects with title");
  }

  @Test
  void whoIsRefusedIsCountedAndTheExitCodeSaysSo() {
    sink.fault("rcpt=550 5.1.1 no such user,to=user[37]@");
    Ran ran = bench("--messages", "10", "--json");
    assertThat(ran.code()).as(ran.err()).isEqualTo(SOMEBODY_FAILED);
    assertThat(ran.json().path("accounting").path("rejected").asLong()).isEqualTo(2);
    assertThat(ran.json().path("accounting").path("accepted").asLong()).isEqualTo(8);
    assertThat(sumOfStates(ran.json())).isEqualTo(10);
  }

  @Test
  void aServerThatRefusesUsIsNamedWithItsWords() {
    sink.fault("mail=550 5.7.1 not from you");
    Ran ran = bench("--messages", "10");
    assertThat(ran.code()).isEqualTo(UNFINISHED);
    assertThat(ran.out()).contains("0 of 10 messages accepted", "BLOCKED", "not from you");
  }

  @Test
  void tlsIsNeverGivenUpSilently() {
    Ran ran = bench("--messages", "3", "--tls", "required");
    assertThat(ran.code()).isEqualTo(UNFINISHED);
    assertThat(ran.out()).contains("0 of 3 messages accepted", "offers no STARTTLS");
    assertThat(sink.record().kept()).isZero();
  }

  @Test
  void withoutAServerNothingIsPrepared() {
    sink.close();
    Ran ran = bench("--messages", "10", "--store", folder.resolve("kept").toString());
    assertThat(ran.code()).isEqualTo(UNFINISHED);
    assertThat(ran.err())
        .contains("nothing listens on 127.0.0.1:" + sink.port(), "Start a mail server there");
    assertThat(folder.resolve("kept")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--messages 0 | --messages 0 is out of range; it may be 1 to",
        "--messages -5 | --messages -5 is out of range",
        "--messages many | many",
        "--connections 3 | --messages",
        "--messages 5 --connections 0 | --connections 0 is out of range; it may be 1 to 100",
        "--messages 5 --window 17 | --window 17 is out of range; it may be 1 to 16",
        "--messages 5 --port 0 | --port 0 is out of range; it may be 1 to 65535",
        "--messages 5 --port 70000 | --port 70000 is out of range",
        "--messages 5 --tls perhaps | perhaps",
        "--messages 5 --dkim none.pem | --dkim \"none.pem\" cannot be read",
        "--messages 5 --articles none.json | --articles \"none.json\" cannot be read",
        "--messages 5 --prepare | --prepare needs a place that stays",
        "--messages 5 --store a --database jdbc:postgresql://x/y | give one of them",
        "--messages 5 --database sqlite:x.db | does not begin with jdbc:postgresql:",
        "--messages 5 --store a --copies 2 | --copies are of what --prepare makes in --store FOLDER",
        "--messages 5 --prepare --database jdbc:postgresql://x/y --copies 2 | give both",
        "--messages 5 --store a --prepare --copies -1 | --copies -1 is out of range",
        "--messages 5 --sotre x | --sotre",
      })
  void wrongOptionsAreNamed(String options, String words) {
    List<String> given = new ArrayList<>(List.of("bench"));
    given.addAll(List.of(options.split(" ", -1)));
    if (!given.contains("--port")) {
      given.addAll(List.of("--port", Integer.toString(sink.port())));
    }
    Ran ran = run(given.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(USAGE);
    assertThat(ran.err()).contains(words, "digest bench --help");
    assertThat(sink.record().connections()).isZero();
  }

  private Ran bench(String... options) {
    List<String> given = new ArrayList<>(List.of("bench", "--port", Integer.toString(sink.port())));
    given.addAll(Arrays.asList(options));
    return run(given.toArray(String[]::new));
  }

  private static Ran run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (App app = new App()) {
      int code = DigestCommand.run(app.doors(), print(out), print(err), args);
      return new Ran(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Set<String> readers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "user" + i + "@example.test")
        .collect(Collectors.toSet());
  }

  private long distinctMessageIds() {
    return new HashSet<>(sink.record().copies().stream().map(SinkRecord.Copy::messageId).toList())
        .size();
  }

  private static long sumOfStates(JsonNode json) {
    return json.path("accounting")
        .propertyStream()
        .filter(state -> !state.getKey().equals("candidates"))
        .mapToLong(state -> state.getValue().asLong())
        .sum();
  }

  private static String ascii(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  /** The one folder that is left: copies are gone. */
  private static Path only(String place) throws IOException {
    try (Stream<Path> inside = Files.list(Path.of(place))) {
      List<Path> all = inside.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
