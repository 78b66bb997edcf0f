package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledPairsTest {

  private static final String[] FILES = {"tuning.txt", "heldout.txt", "wire.txt", "hard.txt"};

  /** What became of some pairs; UPDATE counts as a merge where two stories are meant. */
  private static final class Score {
    int right;
    int wrong;
    int missed;
    int updates;
    int updatesFound;
    final List<String> mistakes = new ArrayList<>();

    void take(LabelledPairs.Pair pair) {
      Likeness found = found(pair);
      boolean same = pair.likeness() == Likeness.SAME;
      boolean merged = found == Likeness.SAME || pair.likeness() == Likeness.OTHER;
      right += same && found == Likeness.SAME ? 1 : 0;
      missed += same && found != Likeness.SAME ? 1 : 0;
      wrong += !same && merged && found != Likeness.OTHER ? 1 : 0;
      updates += pair.likeness() == Likeness.UPDATE ? 1 : 0;
      updatesFound += pair.likeness() == Likeness.UPDATE && found == Likeness.UPDATE ? 1 : 0;
      if (found != pair.likeness()) {
        mistakes.add(found + " instead of " + pair.name());
      }
    }

    double precision() {
      return right / (double) Math.max(1, right + wrong);
    }

    double recall() {
      return right / (double) Math.max(1, right + missed);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "precision %.3f, recall %.3f (%d right, %d wrong, %d missed), updates %d of %d; %s",
          precision(),
          recall(),
          right,
          wrong,
          missed,
          updatesFound,
          updates,
          mistakes);
    }
  }

  private static Likeness found(LabelledPairs.Pair pair) {
    Stories stories = new Stories();
    stories.add(Telling.of(pair.one().build()));
    return stories
        .match(Telling.of(pair.other().build()))
        .map(Match::likeness)
        .orElse(Likeness.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tuning.txt", "heldout.txt", "wire.txt", "hard.txt"})
  @DisplayName("picking/D1 picking/D2: what is merged is one story, and most that are one merge")
  void storiesAreToldApart(String file) {
    Score score = new Score();
    LabelledPairs.of(file).forEach(score::take);
    assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.98);
    assertThat(score.recall()).as(score.toString()).isGreaterThanOrEqualTo(0.90);
    assertThat(score.updatesFound)
        .as(score.toString())
        .isGreaterThanOrEqualTo(score.updates * 9 / 10);
  }

  @Test
  void thereAreEnoughPairsOfEachKind() {
    List<Likeness> labels =
        Stream.of(FILES)
            .flatMap(file -> LabelledPairs.of(file).stream())
            .map(LabelledPairs.Pair::likeness)
            .toList();
    assertThat(labels).hasSizeGreaterThanOrEqualTo(300);
    assertThat(labels).filteredOn(Likeness.SAME::equals).hasSizeGreaterThanOrEqualTo(100);
    assertThat(labels).filteredOn(Likeness.UPDATE::equals).hasSizeGreaterThanOrEqualTo(40);
    assertThat(labels).filteredOn(Likeness.OTHER::equals).hasSizeGreaterThanOrEqualTo(160);
  }

  @Test
  void itDoesNotMatterWhichTellingIsAskedFor() {
    for (String file : FILES) {
      for (LabelledPairs.Pair pair : LabelledPairs.of(file)) {
        Reading one = new Reading(Telling.of(pair.one().build()));
        Reading other = new Reading(Telling.of(pair.other().build()));
        assertThat(Comparison.of(one, other)).as(pair.name()).isEqualTo(Comparison.of(other, one));
      }
    }
  }
}
