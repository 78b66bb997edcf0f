package digest.select;

import java.util.HashSet;
import java.util.Set;

/** What two tellings have in common and what parts them, in numbers. */
final class Evidence {

  /** Fewer runs of five words are no text, but a phrase. */
  private static final int SHINGLES_OF_A_TEXT = 4;

  private static final int LEAD = 40;
  private static final int BEGINNING = 70;

  final Reading one;
  final Reading other;
  final int shared;
  final double jaccard;
  final double containment;
  final double leadOfOne;
  final double leadOfOther;
  final double missingInOther;
  final double missingInOne;
  final double foreignInOther;
  final double foreignInOne;
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
    missingInOther = missing(one, other);
    missingInOne = missing(other, one);
    foreignInOther = foreign(one, other);
    foreignInOne = foreign(other, one);
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
    int bare = one.telling().headline().keyWithoutNumbers();
    return bare != 0 && bare == other.telling().headline().keyWithoutNumbers();
  }

  boolean isAlike() {
    return containment >= 0.3 || (equalTitles() && containment >= 0.1);
  }

  boolean isContradicted() {
    return conflicts.names() + conflicts.days() > 1
        || Math.min(missingInOne, missingInOther) > 0.3
        || Math.max(leadOfOne, leadOfOther) < 0.4;
  }

  boolean isUpdate() {
    return conflicts.numbers() > 1;
  }

  double strength() {
    return containment;
  }

  /** The part of the names, numbers and days of a beginning that the other has nowhere. */
  private static double missing(Reading one, Reading other) {
    Set<Integer> telling = new HashSet<>();
    for (int i = 0; i < Math.min(BEGINNING, one.opening().length); i++) {
      if (Word.tells(one.opening()[i])) {
        telling.add(one.opening()[i]);
      }
    }
    return part(telling, other);
  }

  /** The part of a headline's longer words that the other has nowhere. */
  private static double foreign(Reading one, Reading other) {
    Set<Integer> longer = new HashSet<>();
    for (int word : one.title()) {
      if (Word.kind(word) != Word.SMALL) {
        longer.add(word);
      }
    }
    return part(longer, other);
  }

  private static double part(Set<Integer> words, Reading other) {
    long missing = words.stream().filter(word -> !other.has(word)).count();
    return words.isEmpty() ? 0 : missing / (double) words.size();
  }
}
