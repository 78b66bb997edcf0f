package digest;

import digest.edition.TeaserRules;
import digest.edition.TeaserRules.Mode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long teasers are. */
final class TeaserPart {

  /** One teaser's keys, which stand twice: for all, and for the lead. */
  private record Cut(
      Key<Integer> words, Key<Integer> sentences, Key<Integer> chars, Key<String> marker) {

    static Cut at(String path, String words, String marker) {
      return new Cut(
          Key.optional(
              path + "words", Shapes.number(1, 1000), "`" + words + "`", words, "Cut after words."),
          Key.optional(
              path + "sentences",
              Shapes.number(1, 5000),
              "none",
              "240",
              "Instead of words: whole sentences up to so many characters, at least one."),
          Key.optional(
              path + "chars",
              Shapes.number(1, 5000),
              "none",
              "240",
              "Instead of words: cut after characters as readers count them."),
          Key.optional(path + "marker", Shapes.MARKER, marker, " […]", "Put after a cut."));
    }

    Map<Mode, Key<Integer>> modes() {
      return new EnumMap<>(Map.of(Mode.WORDS, words, Mode.SENTENCES, sentences, Mode.CHARS, chars));
    }

    List<Key<?>> keys() {
      return List.of(words, sentences, chars, marker);
    }
  }

  private static final Cut ALL = Cut.at("newsletters[].teaser.", "55", "`\" […]\"`");
  private static final Cut LEAD = Cut.at("newsletters[].teaser.lead.", "110", "as the others'");

  static final List<Key<?>> KEYS = keys();

  private TeaserPart() {}

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(ALL.keys());
    keys.addAll(LEAD.keys());
    return List.copyOf(keys);
  }

  /** The rules of all but the lead. */
  static TeaserRules read(Block teaser) {
    return read(teaser, ALL, TeaserRules.DEFAULT);
  }

  /** The lead's rules; its marker is the others' unless it has its own. */
  static TeaserRules lead(Block teaser, TeaserRules others) {
    TeaserRules usual =
        new TeaserRules(TeaserRules.LEAD.mode(), TeaserRules.LEAD.limit(), others.marker());
    return read(teaser.block("lead"), LEAD, usual);
  }

  private static TeaserRules read(Block block, Cut cut, TeaserRules usual) {
    String marker = block.find(cut.marker()).orElse(usual.marker());
    TeaserRules rules = new TeaserRules(usual.mode(), usual.limit(), marker);
    int given = 0;
    for (Map.Entry<Mode, Key<Integer>> mode : cut.modes().entrySet()) {
      Optional<Integer> limit = block.find(mode.getValue());
      if (limit.isPresent()) {
        rules = new TeaserRules(mode.getKey(), limit.get(), marker);
        given++;
      }
      if (limit.isPresent() && given == 2) {
        block.fault(
            mode.getValue(), "given beside another limit", "Keep words, sentences or chars");
      }
    }
    return rules;
  }
}
