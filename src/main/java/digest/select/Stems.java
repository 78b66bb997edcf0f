package digest.select;

import java.util.List;

/**
 * Cuts the endings of words, so that "ports" and "port" are one; lightly, as two subjects must not
 * become one.
 */
final class Stems {

  private static final List<String> GERMAN = List.of("ern", "en", "er", "em", "es", "e", "n", "s");

  private static final List<String> ARABIC_BEGINNINGS =
      List.of("وال", "بال", "كال", "فال", "لل", "ال", "و");

  private static final List<String> ARABIC_ENDINGS =
      List.of("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي");

  /** Of other languages with long words the beginning is compared. */
  private static final int BEGINNING = 6;

  private Stems() {}

  /** The stem of a word that {@link WordBreaks} gave. */
  static String of(String word, String language) {
    if (Character.isDigit(word.charAt(0))) {
      return word;
    }
    return switch (language) {
      case "en", "" -> english(word);
      case "de" -> withoutEnding(word, GERMAN, 4);
      case "ar" -> arabic(word);
      case "th", "zh", "ja", "ko" -> word;
      default -> word.length() > BEGINNING ? word.substring(0, BEGINNING) : word;
    };
  }

  private static String english(String word) {
    String singular = singular(word);
    for (String ending : List.of("ing", "ed")) {
      if (singular.endsWith(ending) && singular.length() - ending.length() >= 4) {
        return withoutDouble(singular.substring(0, singular.length() - ending.length()));
      }
    }
    return singular.length() > 4 && singular.endsWith("e")
        ? singular.substring(0, singular.length() - 1)
        : singular;
  }

  private static String singular(String word) {
    int length = word.length();
    if (length < 4 || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us")) {
      return word;
    }
    if (word.endsWith("ies") && length > 4) {
      return word.substring(0, length - 3) + "y";
    }
    boolean hissing = word.endsWith("shes") || word.endsWith("ches") || word.endsWith("sses");
    return word.substring(0, length - (hissing ? 2 : 1));
  }

  /** Planned is plan. */
  private static String withoutDouble(String stem) {
    int last = stem.length() - 1;
    boolean doubled =
        stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
    return doubled ? stem.substring(0, last) : stem;
  }

  private static String arabic(String word) {
    String bare = word;
    for (String beginning : ARABIC_BEGINNINGS) {
      if (bare.startsWith(beginning) && bare.length() - beginning.length() >= 3) {
        bare = bare.substring(beginning.length());
        break;
      }
    }
    return withoutEnding(bare, ARABIC_ENDINGS, 3);
  }

  private static String withoutEnding(String word, List<String> endings, int least) {
    for (String ending : endings) {
      if (word.endsWith(ending) && word.length() - ending.length() >= least) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }
}
