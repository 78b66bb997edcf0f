package digest.select;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What speaks against two texts telling one story though they have most words in common: reports of
 * two days, places, companies or matches are written in the same words, and a follow-up repeats its
 * background.
 *
 * <p>All counts are of what <em>each</em> has and the other has nowhere: a shortened copy lacks
 * much, but has little of its own.
 */
final class Differences {

  /** Words in which a story says whom and what it is about. */
  private static final int BEGINNING = 70;

  private static final int LEAD = 40;
  private static final int START = 25;

  private static final double OTHER_NAMES = 0.25;
  private static final double OTHER_NAMES_IN_PLACE = 0.1;
  private static final double OTHER_NUMBERS = 0.7;
  private static final int MANY_NUMBERS = 5;
  private static final double LEAD_SHARED = 0.55;
  private static final double START_SHARED = 0.25;
  private static final double RUNS_WITHOUT_LEAD = 0.55;

  private final Reading one;
  private final Reading other;
  private final Overlap overlap;
  private final Titles titles;
  private final Conflicts conflicts;

  Differences(Reading one, Reading other, Overlap overlap, Titles titles) {
    this.one = one;
    this.other = other;
    this.overlap = overlap;
    this.titles = titles;
    conflicts = Conflicts.between(one, other);
  }

  /** Whether they are two stories. */
  boolean arePartings() {
    return titles.areOfASeries()
        || areOfOtherDays()
        || areOfOtherNames()
        || (isAForm() && !titles.differInNumbersAlone())
        || !isLeadShared();
  }

  /** Whether they are one event with other numbers (picking D2). */
  boolean areUpdates() {
    return titles.differInNumbersAlone()
        || conflicts.numbers() > 1
        || conflicts.leadingNumbers() > 0
        || (titles.haveNewNumbers() && (conflicts.numbers() > 0 || titles.areAlike()));
  }

  private boolean areOfOtherDays() {
    return conflicts.days() > 0 || missing(kind -> kind == Word.DAY, 1) == 1;
  }

  private boolean areOfOtherNames() {
    int others = conflicts.names() + conflicts.numbers();
    double missing = missing(Differences::isName, 2);
    int topics = Math.min(topics(one, other), topics(other, one));
    return missing >= OTHER_NAMES
        || (conflicts.names() > 1 && missing >= OTHER_NAMES_IN_PLACE)
        || (topics == 1 && others > 0)
        || (topics > 1 && others + conflicts.words() > 0);
  }

  /** A form that is filled in anew each day has less in common than a report with new numbers. */
  private boolean isAForm() {
    boolean many = Math.min(numbers(one), numbers(other)) >= MANY_NUMBERS;
    boolean allOther = many && missing(kind -> kind == Word.NUMBER, 1) >= OTHER_NUMBERS;
    return (conflicts.numbers() > 2 && allOther)
        || (conflicts.numbers() > 1 && !overlap.isOfACopy());
  }

  /** A follow-up begins with what is new, and its background is another's lead. */
  private boolean isLeadShared() {
    double lead = Math.max(one.covered(other, LEAD), other.covered(one, LEAD));
    double start = Math.min(one.covered(other, START), other.covered(one, START));
    return overlap.jaccard() >= RUNS_WITHOUT_LEAD
        || titles.areEqual()
        || (lead >= LEAD_SHARED && start >= START_SHARED);
  }

  private static boolean isName(int kind) {
    return kind == Word.NAME || kind == Word.DAY || kind == Word.YEAR;
  }

  private static long numbers(Reading reading) {
    return Arrays.stream(reading.opening()).filter(w -> Word.kind(w) == Word.NUMBER).count();
  }

  /** Of the words of some kinds at the beginning, the part that the other has nowhere. */
  private double missing(IntPredicate kinds, int least) {
    return Math.min(missing(one, other, kinds, least), missing(other, one, kinds, least));
  }

  private static double missing(Reading one, Reading other, IntPredicate kinds, int least) {
    Set<Integer> words = new HashSet<>();
    Arrays.stream(one.opening())
        .limit(BEGINNING)
        .filter(word -> kinds.test(Word.kind(word)))
        .forEach(word -> words.add(Word.says(word)));
    long missing = words.stream().filter(word -> !other.says(word)).count();
    return missing < least ? 0 : missing / (double) words.size();
  }

  /** How many words of a headline its own text repeats and the other has nowhere. */
  private static int topics(Reading one, Reading other) {
    return (int)
        Arrays.stream(one.title())
            .filter(word -> Word.kind(word) != Word.SMALL && Word.kind(word) != Word.NUMBER)
            .filter(word -> one.opens(word) && !other.has(word))
            .distinct()
            .count();
  }
}
