package digest.select;

import java.util.Arrays;

/** What the headlines of two tellings say of each other (picking D1 a, D2). */
final class Titles {

  private static final double ALIKE = 0.8;

  private final Reading one;
  private final Reading other;
  private final Headline ours;
  private final Headline theirs;

  Titles(Reading one, Reading other) {
    this.one = one;
    this.other = other;
    ours = one.telling().headline();
    theirs = other.telling().headline();
  }

  /** Whether they are equal and long enough; one may name a source that the other does not. */
  boolean areEqual() {
    return ours.key() != 0
        && (ours.key() == theirs.key()
            || ours.key() == theirs.keyWithoutTail()
            || ours.keyWithoutTail() == theirs.key());
  }

  /** Whether they differ in nothing but what they count. */
  boolean differInNumbersAlone() {
    int bare = ours.keyWithoutNumbers();
    return bare != 0
        && bare == theirs.keyWithoutNumbers()
        && !ours.numbers().equals(theirs.numbers());
  }

  /** Whether they are of different years, or instalments of a series. */
  boolean areOfASeries() {
    return ours.countsOther(theirs);
  }

  /** Whether one counts something that the other telling has nowhere. */
  boolean haveNewNumbers() {
    return !ours.numbers().stream().allMatch(other::has)
        || !theirs.numbers().stream().allMatch(one::has);
  }

  /** Whether one has a word of the other's, small ones and numbers aside. */
  boolean shareAWord() {
    return Arrays.stream(one.title())
        .filter(word -> Word.kind(word) != Word.SMALL && Word.kind(word) != Word.NUMBER)
        .map(Word::says)
        .anyMatch(
            says -> Arrays.stream(other.title()).anyMatch(theirs -> Word.says(theirs) == says));
  }

  /** Whether they are the same but for a word or two. */
  boolean areAlike() {
    return Dice.of(ours.text(), theirs.text()) >= ALIKE;
  }
}
