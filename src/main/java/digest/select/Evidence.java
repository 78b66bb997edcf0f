package digest.select;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** What two tellings have in common and what parts them, in numbers. */
final class Evidence {

  /** Fewer runs of five words are no text, but a phrase. */
  private static final int SHINGLES_OF_A_TEXT = 4;

  private static final int START = 25;
  private static final int LEAD = 40;
  private static final int BEGINNING = 70;

  final Reading one;
  final Reading other;
  final int shared;
  final double jaccard;
  final double containment;
  final double leadOfOne;
  final double leadOfOther;
  final double startOfOne;
  final double startOfOther;
  final double namesMissing;
  final double numbersMissing;
  final boolean daysDiffer;
  final boolean manyNumbers;
  final long topics;
  final double common;
  final long commonNames;
  final double titles;
  final Conflicts conflicts;

  private Evidence(Reading one, Reading other) {
    this.one = one;
    this.other = other;
    shared = one.shared(other);
    int all = one.shingles() + other.shingles() - shared;
    jaccard = all == 0 ? 0 : shared / (double) all;
    int fewer = Math.min(one.shingles(), other.shingles());
    containment = fewer == 0 ? 0 : shared / (double) fewer;
    leadOfOne = one.covered(other, 0, Math.min(LEAD, one.opening().length));
    leadOfOther = other.covered(one, 0, Math.min(LEAD, other.opening().length));
    startOfOne = one.covered(other, 0, Math.min(START, one.opening().length));
    startOfOther = other.covered(one, 0, Math.min(START, other.opening().length));
    namesMissing =
        Math.min(
            missing(one, other, Evidence::isName, 2), missing(other, one, Evidence::isName, 2));
    numbersMissing =
        Math.min(
            missing(one, other, kind -> kind == Word.NUMBER, 1),
            missing(other, one, kind -> kind == Word.NUMBER, 1));
    manyNumbers = Math.min(numbers(one), numbers(other)) >= 5;
    daysDiffer =
        missing(one, other, kind -> kind == Word.DAY, 1) == 1
            && missing(other, one, kind -> kind == Word.DAY, 1) == 1;
    topics = Math.min(topics(one, other), topics(other, one));
    common = common(one, other);
    commonNames = commonNames(one, other);
    titles = Dice.of(one.telling().headline().text(), other.telling().headline().text());
    conflicts = Conflicts.between(one, other);
  }

  static Evidence of(Reading one, Reading other) {
    boolean swap = one.telling().id().compareTo(other.telling().id()) > 0;
    return swap ? new Evidence(other, one) : new Evidence(one, other);
  }

  boolean onePage() {
    String page = one.telling().page();
    return !page.isEmpty() && page.equals(other.telling().page());
  }

  boolean bothHaveText() {
    return Math.min(one.shingles(), other.shingles()) >= SHINGLES_OF_A_TEXT;
  }

  boolean equalTitles() {
    Headline ours = one.telling().headline();
    Headline theirs = other.telling().headline();
    return ours.key() != 0
        && (ours.key() == theirs.key()
            || ours.key() == theirs.keyWithoutTail()
            || ours.keyWithoutTail() == theirs.key());
  }

  boolean titlesDifferInNumbers() {
    Headline ours = one.telling().headline();
    Headline theirs = other.telling().headline();
    int bare = ours.keyWithoutNumbers();
    return bare != 0
        && bare == theirs.keyWithoutNumbers()
        && !ours.numbers().equals(theirs.numbers());
  }

  boolean isAlike() {
    if (jaccard >= 0.6) {
      return true;
    }
    return equalTitles()
        ? common >= 0.7 || (common >= 0.4 && commonNames >= 2 && containment < 0.1)
        : common >= 0.7 && containment >= 0.25;
  }

  boolean isContradicted() {
    return countsDiffer()
        || conflicts.days() > 0
        || areOthersNamed()
        || daysDiffer
        || (isAForm() && !titlesDifferInNumbers())
        || !isLeadShared();
  }

  private boolean areOthersNamed() {
    int others = conflicts.names() + conflicts.numbers();
    return (conflicts.names() > 1 && namesMissing >= 0.1)
        || namesMissing >= 0.25
        || (topics == 1 && others > 0)
        || (topics > 1 && others + conflicts.words() > 0);
  }

  private boolean isLeadShared() {
    return jaccard >= 0.55
        || equalTitles()
        || (Math.max(leadOfOne, leadOfOther) >= 0.55 && Math.min(startOfOne, startOfOther) >= 0.25);
  }

  /** A form that is filled in anew each day has less in common than a report with new numbers. */
  private boolean isAForm() {
    return conflicts.numbers() > 2
        ? (numbersMissing >= 0.7 && manyNumbers) || !isNearlyWhole()
        : conflicts.numbers() > 1 && !isNearlyWhole();
  }

  private boolean isNearlyWhole() {
    return common >= 0.85 && containment >= 0.6;
  }

  boolean isUpdate() {
    return titlesDifferInNumbers()
        || conflicts.numbers() > 1
        || conflicts.leadingNumbers() > 0
        || (newTitleNumbers() && (conflicts.numbers() > 0 || titles >= 0.8));
  }

  /** A headline counts something that the other text has nowhere. */
  private boolean newTitleNumbers() {
    return isNew(one, other) || isNew(other, one);
  }

  private static boolean isNew(Reading one, Reading other) {
    return !one.telling().headline().numbers().stream().allMatch(other::has);
  }

  /** Instalments of a series, or years. */
  boolean countsDiffer() {
    return one.telling().headline().countsOther(other.telling().headline());
  }

  double strength() {
    return containment;
  }

  /** The words of some kinds at the beginning that the other has nowhere, of all there. */
  private static double missing(Reading one, Reading other, IntPredicate kinds, int least) {
    Set<Integer> telling = new HashSet<>();
    for (int i = 0; i < Math.min(BEGINNING, one.opening().length); i++) {
      if (kinds.test(Word.kind(one.opening()[i]))) {
        telling.add(Word.says(one.opening()[i]));
      }
    }
    long missing = telling.stream().filter(word -> !other.says(word)).count();
    return missing < least ? 0 : missing / (double) telling.size();
  }

  private static boolean isName(int kind) {
    return kind == Word.NAME || kind == Word.DAY || kind == Word.YEAR;
  }

  private static long numbers(Reading reading) {
    return Arrays.stream(reading.opening()).filter(w -> Word.kind(w) == Word.NUMBER).count();
  }

  /** The words of a headline that its own text repeats and the other has nowhere. */
  private static long topics(Reading one, Reading other) {
    return Arrays.stream(one.title())
        .filter(word -> Word.kind(word) != Word.SMALL && Word.kind(word) != Word.NUMBER)
        .filter(word -> one.opens(word) && !other.has(word))
        .distinct()
        .count();
  }

  /** The part of the shorter text's longer words that the other has, too. */
  private static double common(Reading one, Reading other) {
    Reading shorter = one.opening().length < other.opening().length ? one : other;
    Reading longer = shorter.equals(one) ? other : one;
    int[] words =
        Arrays.stream(shorter.opening())
            .filter(w -> Word.kind(w) != Word.SMALL)
            .distinct()
            .toArray();
    long shared = Arrays.stream(words).filter(longer::has).count();
    return words.length == 0 ? 0 : shared / (double) words.length;
  }

  private static long commonNames(Reading one, Reading other) {
    return Arrays.stream(one.opening())
        .filter(word -> Word.kind(word) >= Word.NUMBER && Word.kind(word) != Word.DAY)
        .filter(other::opens)
        .map(Word::says)
        .distinct()
        .count();
  }
}
