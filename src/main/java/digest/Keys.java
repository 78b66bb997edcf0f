package digest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key there is, in the order of the reference; each part of the file declares its own. */
final class Keys {

  static final List<Key<?>> ALL =
      Stream.of(
              SitePart.KEYS,
              StorePart.KEYS,
              RelayPart.KEYS,
              SendingPart.KEYS,
              DkimPart.KEYS,
              BouncesPart.KEYS,
              WebPart.KEYS,
              ListPart.KEYS,
              NewsletterPart.KEYS,
              RingPart.KEYS,
              FeedPart.KEYS,
              RulesPart.KEYS,
              TeaserPart.KEYS)
          .flatMap(List::stream)
          .<Key<?>>map(key -> key)
          .toList();

  private Keys() {}

  /** The names that may stand in a block. */
  static Set<String> below(String parent) {
    String prefix = parent.isEmpty() ? "" : parent + ".";
    return ALL.stream()
        .map(Key::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("[.\\[]", 2)[0])
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The path of a key or block of that name in another place, for what was put into the wrong one.
   */
  static Optional<String> elsewhere(String name) {
    Pattern place = Pattern.compile("(?:.*\\.)?" + Pattern.quote(name) + "(?=$|\\.|\\[)");
    return ALL.stream()
        .map(key -> place.matcher(key.path()))
        .filter(Matcher::lookingAt)
        .map(Matcher::group)
        .findFirst();
  }

  /** The first key of a block, with its example. */
  static String firstOf(String parent) {
    return ALL.stream()
        .filter(key -> key.parent().equals(parent))
        .findFirst()
        .map(key -> key.name() + ": " + key.quotedExample())
        .orElse("…");
  }

  /** The Markdown table of all keys. */
  static String reference() {
    StringBuilder table =
        new StringBuilder("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
    for (Key<?> key : ALL) {
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |\n",
              key.path(), cell(key.shape().name()), cell(key.otherwise()), cell(key.meaning())));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
