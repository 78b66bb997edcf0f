package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DurableOrderTest {

  private static final String SOCKET = "7<TCPv6:[::ffff:127.0.0.1:50->::ffff:127.0.0.1:2525]>";
  private static final String SYNC = "11 fdatasync(5</x/digest.db-wal>) = 0";
  private static final String DOT = "12 write(" + SOCKET + ", \".\\r\\n\", 3) = 3";
  private static final String KEPT = "12 read(" + SOCKET + ", \"250 2.0.0 kept\\r\\n\", 1024) = 16";
  private static final String TOLD = "13 write(1<pipe:[9]>, \"told accepted=1\\n\", 16) = 16";

  @Test
  void aSyncBeforeEachDotAndBeforeTheNewsIsAsItShouldBe() {
    DurableOrder.Finding finding = judge(SYNC, DOT, KEPT, SYNC, DOT, KEPT, SYNC, TOLD);
    assertThat(finding).isEqualTo(new DurableOrder.Finding(2, 2, 3, 1, List.of()));
  }

  @Test
  void aDotWithoutASyncIsFound() {
    assertThat(judge(DOT).complaints()).hasSize(1);
    assertThat(judge(SYNC, DOT, KEPT, DOT).complaints()).hasSize(1);
  }

  @Test
  void aSyncThatBeganBeforeTheReplyDoesNotCount() {
    assertThat(
            judge(
                    SYNC,
                    DOT,
                    "11 fdatasync(5</x/digest.db-wal> <unfinished ...>",
                    KEPT,
                    "11 <... fdatasync resumed>) = 0",
                    DOT)
                .complaints())
        .hasSize(1);
  }

  @Test
  void aSyncThatIsNotBackYetDoesNotCount() {
    assertThat(
            judge(
                    SYNC,
                    DOT,
                    KEPT,
                    "11 fdatasync(5</x/digest.db-wal> <unfinished ...>",
                    DOT,
                    "11 <... fdatasync resumed>) = 0")
                .complaints())
        .hasSize(1);
  }

  @Test
  void whatIsToldBeforeItsSyncIsFound() {
    assertThat(judge(SYNC, DOT, KEPT, TOLD, SYNC).complaints())
        .containsExactly("told accepted=1 when only 0 replies were synced");
  }

  @Test
  void aDotAtTheEndOfABodyAndTwoRepliesAtOnceAreSeen() {
    String body =
        "12 write(" + SOCKET + ", \"last line\\r\\n.\\r\\nMAIL FROM:<a@b>\\r\\n\", 40) = 40";
    String two =
        "12 recvfrom(" + SOCKET + ", \"250 2.0.0 kept\\r\\n250 2.0.0 kept\\r\\n\", 99) = 32";
    DurableOrder.Finding finding =
        new DurableOrder(2525, 2).judge(SystemCalls.read(List.of(SYNC, body, body, two)));
    assertThat(finding).isEqualTo(new DurableOrder.Finding(2, 2, 1, 0, List.of()));
  }

  @Test
  void otherSocketsAndFilesDoNotCount() {
    assertThat(
            judge(
                    "11 fdatasync(5</x/other.db>) = 0",
                    DOT.replace("2525", "99"),
                    KEPT.replace("2525", "99"))
                .dots())
        .isZero();
  }

  private static DurableOrder.Finding judge(String... lines) {
    return new DurableOrder(2525, 1).judge(SystemCalls.read(List.of(lines)));
  }
}
