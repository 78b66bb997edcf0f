package digest.select;

/** Dice's coefficient over pairs of neighbouring letters: 0 for nothing alike, 1 for equal. */
final class Dice {

  private Dice() {}

  static double of(String one, String other) {
    Places ours = pairs(one);
    Places theirs = pairs(other);
    if (ours.size() == 0 || theirs.size() == 0) {
      return one.equals(other) ? 1 : 0;
    }
    int shared = 0;
    for (int i = 0; i + 2 <= one.length(); i++) {
      int pair = pair(one, i);
      shared += ours.of(pair) == i && theirs.has(pair) ? 1 : 0;
    }
    return 2.0 * shared / (ours.size() + theirs.size());
  }

  private static Places pairs(String text) {
    Places pairs = new Places(text.length());
    for (int i = 0; i + 2 <= text.length(); i++) {
      pairs.add(pair(text, i), i);
    }
    return pairs;
  }

  private static int pair(String text, int at) {
    return text.charAt(at) << 16 | text.charAt(at + 1);
  }
}
