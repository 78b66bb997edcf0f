package digest.select;

import digest.select.Blocks.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page prints above its text and a teaser must not repeat (picking T5). */
final class Furniture {

  /** Headline, byline, date, caption, reading time: nobody prints more above a text. */
  private static final int LINES = 8;

  private static final int LONGEST_LINE = 200;

  /** Beyond the name a byline has room for "Senior Staff Writer" and a date. */
  private static final int WORDS_BESIDE_THE_AUTHOR = 6;

  private static final int LONGEST_NAME_WITHOUT_SPACES = 15;
  private static final int WORDS_OF_A_SIGNATURE = 3;
  private static final int LONGEST_CREDIT = 80;
  private static final int WORDS_OF_AN_UNKNOWN_BYLINE = 7;
  private static final Pattern PARTS = Pattern.compile("\\s*[|·•‧∙/]\\s*|\\s+[–—-]\\s+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？।]\\s*$");

  private final Set<String> lines;
  private final int longest;
  private final String author;
  private final DateLine dateLine;

  Furniture(Known known) {
    List<String> texts =
        Stream.of(List.of(known.title()), known.dates(), known.captions())
            .flatMap(List::stream)
            .toList();
    // Punctuation may differ, so a line may be half as long again.
    longest = texts.stream().mapToInt(String::length).max().orElse(0) * 3 / 2;
    lines =
        texts.stream()
            .map(Key::of)
            .filter(key -> !key.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    author = known.author() == null ? "" : Key.of(known.author());
    dateLine = new DateLine(known.locale());
  }

  /**
   * The blocks from the first that says something new; what stands between a standfirst and the
   * text goes, too.
   */
  List<Block> withoutHead(List<Block> blocks) {
    List<Block> rest = withoutLeading(blocks);
    if (rest.isEmpty() || !rest.get(0).isStandfirst()) {
      return rest;
    }
    List<Block> kept = new ArrayList<>(withoutLeading(rest.subList(1, rest.size())));
    kept.add(0, rest.get(0));
    return kept;
  }

  private List<Block> withoutLeading(List<Block> blocks) {
    int first = 0;
    while (first < Math.min(blocks.size(), LINES) && isFurniture(blocks.get(first).text())) {
      first++;
    }
    return blocks.subList(first, blocks.size());
  }

  private boolean isFurniture(String block) {
    if (block.length() > LONGEST_LINE && block.length() > longest) {
      return false;
    }
    if (lines.contains(Key.of(block))) {
      return true;
    }
    return block.length() <= LONGEST_LINE
        && (isLine(block) || Arrays.stream(PARTS.split(block, -1)).allMatch(this::isLine));
  }

  private boolean isLine(String part) {
    String key = Key.of(part);
    return key.isEmpty()
        || lines.contains(key)
        || isCredit(part)
        || dateLine.matches(part)
        || isByline(part, key);
  }

  /** "Photo: Jane Doe / AP" */
  private static boolean isCredit(String part) {
    int colon = Math.max(part.indexOf(':'), part.indexOf('：'));
    return colon > 0
        && Phrases.CREDITS.contains(Key.of(part.substring(0, colon)))
        && part.length() <= LONGEST_CREDIT
        && Key.words(Key.of(part.substring(colon))) <= WORDS_OF_AN_UNKNOWN_BYLINE
        && !SENTENCE_END.matcher(part).find();
  }

  private boolean isByline(String line, String key) {
    if (key.equals(author)) {
      return true;
    }
    if (SENTENCE_END.matcher(line).find()) {
      return false;
    }
    return (!author.isEmpty() && namesTheAuthor(key)) || looksLikeAByline(line, key);
  }

  private boolean namesTheAuthor(String key) {
    return (" " + key + " ").contains(" " + author + " ")
        && Key.words(key) <= Key.words(author) + WORDS_BESIDE_THE_AUTHOR;
  }

  /** "By Jane Doe and John Roe": the word, then names alone. */
  private static boolean looksLikeAByline(String line, String key) {
    boolean signed = Phrases.SIGNED.stream().anyMatch(word -> key.endsWith(" " + word));
    if (signed && Key.words(key) <= WORDS_OF_A_SIGNATURE) {
      return true;
    }
    return Phrases.BYLINES.stream()
        .filter(word -> key.startsWith(word + " "))
        .anyMatch(word -> areNames(line, Key.words(word), key.substring(word.length() + 1)));
  }

  /** One word may be a whole name where names have no spaces. */
  private static boolean areNames(String line, int skipped, String names) {
    int words = Key.words(names);
    boolean spaced = Scripts.isSpaced(names.codePointAt(0));
    return words >= (spaced ? 2 : 1)
        && names.length() <= (spaced ? LONGEST_LINE : LONGEST_NAME_WITHOUT_SPACES)
        && words <= WORDS_OF_AN_UNKNOWN_BYLINE
        && Arrays.stream(SPACES.split(line.replace("：", ": "), -1))
            .skip(skipped)
            .allMatch(Furniture::isAName);
  }

  private static boolean isAName(String word) {
    return !Character.isLowerCase(word.codePointAt(0)) || Phrases.PARTICLES.contains(Key.of(word));
  }
}
