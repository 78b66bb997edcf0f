package digest.select;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which full stops end no sentence, by language (picking T11). */
final class Abbreviations {

  /** The list of what stands in texts of any language (BCP 47: multiple languages). */
  private static final String ANY = "mul";

  private static final Map<String, Abbreviations> BY_LANGUAGE = read();
  private static final Abbreviations BORROWED = BY_LANGUAGE.getOrDefault(ANY, new Abbreviations());

  /** Initials are no words of any list: J. or U.S.S.R. */
  private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\p{M}*\\.-?)+");

  private static final Pattern ORDINAL = Pattern.compile("\\p{Nd}{1,2}\\.");

  private final Set<String> always = new HashSet<>();
  private final Set<String> beforeNumbers = new HashSet<>();
  private boolean ordinals;

  private Abbreviations() {}

  /** Those of a language; each has the initials and titles that all languages borrow. */
  static Abbreviations of(Locale locale) {
    String language = locale.getLanguage().equals("no") ? "nb" : locale.getLanguage();
    return BY_LANGUAGE.getOrDefault(language, BORROWED);
  }

  /** Whether a sentence goes on after this word, which is the last before a possible end. */
  boolean goOn(String word, boolean digitFollows) {
    return INITIALS.matcher(word).matches()
        || has(always, word)
        || (ordinals && ORDINAL.matcher(word).matches())
        || (digitFollows && has(beforeNumbers, word));
  }

  private static boolean has(Set<String> words, String word) {
    return words.contains(word) || (!word.isEmpty() && words.contains(uncapitalised(word)));
  }

  private static String uncapitalised(String word) {
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }

  private static Map<String, Abbreviations> read() {
    Map<String, Abbreviations> lists = new HashMap<>();
    for (String line : Lines.of("abbreviations.txt")) {
      String[] parts = line.strip().split("\\s+", 3);
      Abbreviations list = lists.computeIfAbsent(parts[0], language -> new Abbreviations());
      list.add(parts[1], parts.length > 2 ? List.of(parts[2].split("\\s+", -1)) : List.of());
    }
    Abbreviations borrowed = lists.getOrDefault(ANY, new Abbreviations());
    lists.values().forEach(list -> list.always.addAll(borrowed.always));
    return Map.copyOf(lists);
  }

  private void add(String kind, List<String> words) {
    switch (kind) {
      case "always" -> always.addAll(words);
      case "number" -> beforeNumbers.addAll(words);
      case "ordinal" -> ordinals = true;
      default ->
          throw new IllegalStateException(
              "abbreviations.txt: \"" + kind + "\" is none of always, number, ordinal");
    }
  }
}
