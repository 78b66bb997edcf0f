package digest.select;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title, reduced to what it says (picking D1 a, D2).
 *
 * <p>Gone are "UPDATE 2-", "BREAKING:" and the like, the source's name at the end, quotes, dashes,
 * case and house styles of words and numbers.
 */
final class Headline {

  /** Shorter headlines are often equal by chance. */
  static final int WORDS = 4;

  private static final Pattern PREFIX =
      Pattern.compile("(?s)\\s*[\\[(【]?\\s*(.{1,24}?)\\s*([\\])】:：|｜–—-])\\s*(.+)");

  private static final Pattern SUFFIX = Pattern.compile("(?s)(.+)\\s[|–—·•»:-]{1,2}\\s(.{1,40})");

  private static final int WORDS_OF_A_SOURCE = 4;
  private static final int LONGEST = 400;

  private final String text;
  private final int[] words;
  private final int[] withoutTail;

  private Headline(String text, String withoutTail) {
    this.text = Key.of(text);
    this.words = Wording.of(text, LONGEST);
    this.withoutTail = withoutTail.equals(text) ? words : Wording.of(withoutTail, LONGEST);
  }

  static Headline of(String title, String source) {
    String cut = title.length() <= LONGEST ? title : title.substring(0, LONGEST);
    String text = withoutSource(withoutPrefixes(cut), Key.of(source));
    Matcher tail = SUFFIX.matcher(text);
    boolean named = tail.matches() && Key.words(Key.of(tail.group(2))) <= WORDS_OF_A_SOURCE;
    return new Headline(text, named ? tail.group(1) : text);
  }

  /** Letters and digits, for comparing by letters. */
  String text() {
    return text;
  }

  /** What it says, as {@link Word}s. */
  int[] words() {
    return words;
  }

  /** Equal for equal headlines; 0 for those too short to say so. */
  int key() {
    return key(words);
  }

  /** As {@link #key}, of what stands before a dash: behind it may be a source we do not know. */
  int keyWithoutTail() {
    return key(withoutTail);
  }

  /** Equal for headlines in which only numbers differ; 0 where too little remains. */
  int keyWithoutNumbers() {
    int[] bare = Arrays.stream(words).filter(word -> Word.kind(word) != Word.NUMBER).toArray();
    return bare.length < words.length && bare.length >= WORDS - 1 ? hash(bare) : 0;
  }

  private static int key(int[] words) {
    return words.length < WORDS ? 0 : hash(words);
  }

  private static int hash(int[] words) {
    int hash = words.length;
    for (int word : words) {
      hash = Mix.of(hash, Word.says(word));
    }
    return hash == 0 ? 1 : hash;
  }

  private static String withoutPrefixes(String title) {
    String rest = title;
    Matcher prefix = PREFIX.matcher(rest);
    while (prefix.matches() && isPrefix(prefix.group(1), prefix.group(2))) {
      rest = prefix.group(3);
      prefix = PREFIX.matcher(rest);
    }
    return rest;
  }

  /** "UPDATE 2-Shares" but not "Live-in carers": a tight dash follows capitals alone. */
  private static boolean isPrefix(String words, String mark) {
    boolean shouted = words.equals(words.toUpperCase(Locale.ROOT));
    String key = Key.of(words).replaceFirst(" [0-9]{1,2}$", "");
    return (shouted || !mark.equals("-")) && Vocabulary.prefixes().contains(key);
  }

  private static String withoutSource(String title, String source) {
    Matcher tail = SUFFIX.matcher(title);
    if (!tail.matches()) {
      return title;
    }
    String named = Key.of(tail.group(2));
    return named.equals(source) || Phrases.AGENCIES.contains(named) ? tail.group(1) : title;
  }
}
