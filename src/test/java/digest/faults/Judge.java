package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.testkit.SinkRecord;
import digest.testkit.SinkRecord.Copy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a relay's own record says of a send; it asks nothing of the sender's books. */
final class Judge {

  private final Set<String> wanted;
  private final Map<String, List<Copy>> kept;

  private Judge(Set<String> wanted, Map<String, List<Copy>> kept) {
    this.wanted = wanted;
    this.kept = kept;
  }

  /**
   * @param wanted who is to have it; nobody else may
   */
  static Judge of(SinkRecord record, Set<String> wanted) {
    return new Judge(wanted, record.byRecipient());
  }

  /** Of so many readers, all of whom are to have it. */
  static Judge of(SinkRecord record, int readers) {
    return of(record, readers(readers));
  }

  static Set<String> readers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Judge::reader)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String reader(int number) {
    return "user" + number + "@example.test";
  }

  int wanted() {
    return wanted.size();
  }

  int copies() {
    return kept.values().stream().mapToInt(List::size).sum();
  }

  Set<String> lost() {
    Set<String> lost = new TreeSet<>(wanted);
    lost.removeAll(kept.keySet());
    return lost;
  }

  Set<String> strangers() {
    Set<String> strangers = new TreeSet<>(kept.keySet());
    strangers.removeAll(wanted);
    return strangers;
  }

  Set<String> twice() {
    return kept.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  int duplicates() {
    return copies() - kept.size();
  }

  long otherIds() {
    return unlike(Copy::messageId);
  }

  long otherBytes() {
    return unlike(Copy::hash);
  }

  /** Copies after the first, by the last of these moments before each. */
  Map<Integer, Integer> duplicatesAfter(List<Long> moments) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (List<Copy> copies : kept.values()) {
      copies.stream()
          .sorted(Comparator.comparingLong(Copy::endedAt))
          .skip(1)
          .forEach(copy -> counts.merge(last(moments, copy.endedAt()), 1, Integer::sum));
    }
    return counts;
  }

  /**
   * The same, but for those a person must decide: behind a link that broke, many were in flight
   * that never came, and the reply to their second copy was lost too.
   */
  Judge nobodyIsLostBut(long waiting) {
    assertThat((long) lost().size()).as("lost").isLessThanOrEqualTo(waiting);
    return nobodyIsMistaken();
  }

  /** Nobody is left out, nobody is mailed who should not be, every second copy is the same mail. */
  Judge nobodyIsLost() {
    assertThat(lost()).as("lost").isEmpty();
    return nobodyIsMistaken();
  }

  private Judge nobodyIsMistaken() {
    assertThat(strangers()).as("mailed although they should not be").isEmpty();
    assertThat(otherIds()).as("second copies with another Message-ID").isZero();
    assertThat(otherBytes()).as("second copies with other bytes").isZero();
    return this;
  }

  Judge nobodyGotItTwice() {
    assertThat(twice()).as("mailed twice").isEmpty();
    return this;
  }

  private long unlike(Function<Copy, String> trait) {
    return kept.values().stream()
        .filter(copies -> copies.stream().map(trait).distinct().count() > 1)
        .count();
  }

  private static int last(List<Long> moments, long at) {
    return (int) moments.stream().filter(moment -> moment - at <= 0).count();
  }
}
