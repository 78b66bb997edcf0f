package digest.render;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts that look like another one, because their letters come from several alphabets (T24). */
final class Homographs {
  private static final Pattern HOST = Pattern.compile("(?i)https?://([^/?#:]+).*");

  /** Cyrillic and Greek letters that look like Latin ones. */
  private static final String LOOK_ALIKES = "асеорхуіјѕһԁԛԝӏαοικνρυω";

  private static final Set<UnicodeScript> ALPHABETS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE);

  private Homographs() {}

  /** Whether a link's host mixes alphabets, or is made of another alphabet's look-alikes. */
  static boolean isSuspect(String link) {
    Matcher host = HOST.matcher(link);
    if (!host.matches()) {
      return false;
    }
    return Arrays.stream(host.group(1).split("\\.", -1))
        .map(Punycode::decode)
        .anyMatch(label -> mixes(label) || isDisguised(label));
  }

  private static boolean mixes(String label) {
    Set<UnicodeScript> used = EnumSet.noneOf(UnicodeScript.class);
    label.codePoints().mapToObj(UnicodeScript::of).filter(ALPHABETS::contains).forEach(used::add);
    return used.size() > 1;
  }

  private static boolean isDisguised(String label) {
    return label.codePoints().anyMatch(Character::isLetter)
        && label
            .codePoints()
            .filter(Character::isLetter)
            .allMatch(c -> LOOK_ALIKES.indexOf(c) >= 0);
  }
}
