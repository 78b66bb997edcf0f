package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay that takes chunks and misbehaves by chance; its own record is the judge. */
@Timeout(120)
class MoodyRelayTest {

  private static final int MAILS = 400;
  private static final int MOST_STREAMS = 4000;

  private static final Map<String, List<String>> MOODS =
      Map.of(
          "RSET", List.of("421 4.3.2 closing", ChunkMood.DROP, "500 5.5.1 no", "gibberish"),
          "MAIL",
              List.of(
                  "421 4.3.2 closing",
                  "451 4.3.0 later",
                  "550 5.7.1 not you",
                  ChunkMood.DROP,
                  ChunkMood.TAKING + "354 out of turn",
                  ChunkMood.STAYING + "421 4.7.0 later"),
          "RCPT",
              List.of(
                  "550 5.1.1 nobody",
                  "450 4.2.1 later",
                  "421 4.3.2 closing",
                  "550 5.7.26 unauthenticated",
                  ChunkMood.DROP,
                  ChunkMood.TAKING + "gibberish",
                  ChunkMood.TAKING + "354 out of turn",
                  ChunkMood.STAYING + "421 4.7.0 later"),
          "BDAT",
              List.of(
                  "554 5.6.0 content",
                  "452 4.3.1 no room",
                  "421 4.3.2 closing",
                  ChunkMood.DROP,
                  ChunkMood.KEEP_AND_DROP,
                  ChunkMood.TAKING + "gibberish",
                  ChunkMood.TAKING + "354 out of turn",
                  "250 2.0.0 whoever it was for",
                  ChunkMood.STAYING + "421 4.7.0 later"),
          ".", List.of("554 5.6.0 content", ChunkMood.KEEP_AND_DROP, "421 4.3.2 closing"),
          "DATA", List.of("451 4.3.0 later", ChunkMood.DROP));

  private static final List<String> NO_CHUNKS = List.of("502 5.5.1 no BDAT", "503 5.5.1 order");

  @ParameterizedTest
  @CsvSource({"4, 0.01", "4, 0.05", "16, 0.02", "16, 0.1", "2, 0.2"})
  @DisplayName(
      "delivery/L1 delivery/L2 delivery/S2: whatever a relay says, each mail is settled once, nobody"
          + " is lost, and only what the relay has is accepted")
  void eachMailIsSettledOnceAndAcceptedOnlyWhereItWasKept(int window, double chance)
      throws IOException {
    long seed = System.nanoTime();
    System.out.println("moody relay window=" + window + " chance=" + chance + " seed=" + seed);
    Random random = new Random(seed);
    boolean[] isGoodNow = {false};
    ChunkMood mood = (connection, verb, to) -> isGoodNow[0] ? "" : whim(random, chance, verb);
    Books books = new Books(window, random.nextInt());
    try (ChunkRelay relay = new ChunkRelay(mood);
        Transport transport = new SmtpTransport(relay.settings(0, Duration.ofSeconds(20)))) {
      for (int stream = 0; !books.todo.isEmpty(); stream++) {
        assertThat(stream).as("streams, seed %d", seed).isLessThan(MOST_STREAMS);
        isGoodNow[0] = stream > MOST_STREAMS / 2;
        transport.send(books, books);
        assertThat(books.hands).as("taken and never heard of, seed %d", seed).isEmpty();
      }
      judge(books, relay.kept(), seed);
    }
  }

  private static synchronized String whim(Random random, double chance, String verb) {
    if (random.nextDouble() >= chance) {
      return "";
    }
    if (verb.equals("BDAT") && random.nextInt(MAILS) == 0) {
      return NO_CHUNKS.get(random.nextInt(NO_CHUNKS.size()));
    }
    List<String> moods = MOODS.getOrDefault(verb, List.of(""));
    return moods.get(random.nextInt(moods.size()));
  }

  private static void judge(Books books, List<String> kept, long seed) {
    assertThat(books.settled).as("settled, seed %d", seed).hasSize(MAILS);
    for (Map.Entry<String, Outcome> each : books.settled.entrySet()) {
      int copies = Collections.frequency(kept, each.getKey());
      String what = each + " with seed " + seed;
      switch (each.getValue().verdict()) {
        case ACCEPTED -> assertThat(copies).as(what).isOne();
        case UNCERTAIN -> assertThat(copies).as(what).isLessThanOrEqualTo(1);
        default -> assertThat(copies).as(what).isZero();
      }
    }
    long accepted =
        books.settled.values().stream().filter(it -> it.verdict() == Verdict.ACCEPTED).count();
    assertThat(accepted).as("the relay takes most, seed %d", seed).isGreaterThan(MAILS / 20);
  }

  /** Mails that go back are taken again; a mail of nobody's in hand is a fault of the transport. */
  private static final class Books implements Iterator<Eml>, Transport.Journal {
    private final Deque<Eml> todo = new ArrayDeque<>();
    private final Set<Eml> hands = new HashSet<>();
    private final Set<Eml> intended = new HashSet<>();
    private final Map<String, Outcome> settled = new HashMap<>();
    private final int window;
    private final boolean mayChunk;
    private final Random random;

    Books(int window, int seed) {
      this.window = window;
      this.mayChunk = window > 1 || seed % 2 == 0;
      this.random = new Random(seed);
      List<Eml> mails = new ArrayList<>();
      IntStream.range(0, MAILS)
          .mapToObj(i -> Mails.mail("r" + i + "@example.org", "Subject: x\r\n\r\nMAIL\r\nDATA\r\n"))
          .forEach(mails::add);
      todo.addAll(mails);
    }

    @Override
    public boolean hasNext() {
      return !todo.isEmpty();
    }

    @Override
    public boolean mayChunk() {
      return mayChunk;
    }

    @Override
    public boolean isReady() {
      return !todo.isEmpty() && random.nextInt(10) > 0;
    }

    @Override
    public Eml next() {
      Eml mail = todo.remove();
      hands.add(mail);
      return mail;
    }

    @Override
    public boolean wanted(Eml mail) {
      assertThat(hands).contains(mail);
      if (random.nextInt(50) == 0 && !intended.contains(mail)) {
        hands.remove(mail);
        todo.addLast(mail);
        return false;
      }
      return true;
    }

    @Override
    public boolean isAlone(Eml mail) {
      return mail.hashCode() % 20 == 0;
    }

    @Override
    public boolean isIntended(Eml mail) {
      assertThat(hands).contains(mail);
      return random.nextInt(8) > 0;
    }

    @Override
    public boolean intend(Eml mail) {
      assertThat(hands).contains(mail);
      assertThat(intended).doesNotContain(mail);
      if (random.nextInt(60) == 0) {
        hands.remove(mail);
        todo.addLast(mail);
        return false;
      }
      intended.add(mail);
      assertThat(intended).as("intended without an outcome").hasSizeLessThanOrEqualTo(window);
      return true;
    }

    @Override
    public void settle(Eml mail, Outcome outcome) {
      close(mail);
      if (outcome.verdict() == Verdict.BLOCKED) {
        todo.addLast(mail);
      } else {
        assertThat(settled.put(mail.recipient().toString(), outcome)).isNull();
      }
    }

    @Override
    public void giveBack(Eml mail) {
      assertThat(intended).as("given back and begun").doesNotContain(mail);
      close(mail);
      todo.addLast(mail);
    }

    @Override
    public void untried(Eml mail) {
      assertThat(intended).contains(mail);
      close(mail);
      todo.addLast(mail);
    }

    @Override
    public int window() {
      return window;
    }

    private void close(Eml mail) {
      assertThat(hands.remove(mail)).as("in hand: %s", mail.recipient()).isTrue();
      intended.remove(mail);
    }
  }
}
