package digest;

import digest.edition.SelectionRules;
import digest.edition.SelectionRules.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many articles, from when and in which order. */
final class RulesPart {

  private static final String AT = "newsletters[].rules.";
  private static final int MOST = 200;

  static final Key<Integer> MAX =
      Key.of(AT + "max", Shapes.number(1, MOST), "10", "Articles at most, in all sections.");
  static final Key<Integer> MIN =
      Key.of(AT + "min", Shapes.number(0, MOST), "1", "With fewer, `thin` decides.");
  static final Key<SelectionRules.Thin> THIN =
      Key.of(
          AT + "thin",
          Shapes.choice(SelectionRules.Thin.class),
          "send",
          "What happens to an edition with fewer than `min`; `hold` waits for a person.");
  static final Key<Duration> MAX_AGE =
      Key.optional(
          AT + "maxAge",
          Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
          "`3d` daily, `14d` weekly, `45d` monthly",
          "3d",
          "Older articles are not picked.");
  static final Key<Duration> SETTLE =
      Key.of(
          AT + "settle",
          Shapes.duration(Duration.ZERO, Duration.ofDays(7)),
          "10m",
          "How long an article rests before it is picked, as errors are found early.");
  static final Key<Integer> PER_SOURCE =
      Key.of(
          AT + "perSource",
          Shapes.number(1, MOST),
          "3",
          "Articles at most of one source, from three sources on.");
  static final Key<Integer> MORE_NEWS =
      Key.of(
          AT + "moreNews",
          Shapes.number(0, MOST),
          "8",
          "Articles at most that stand in no section.");
  static final Key<Integer> RELATED =
      Key.of(AT + "related", Shapes.number(0, 20), "3", "Related items at most under an article.");
  static final Key<Integer> RELATED_POSTS =
      Key.of(AT + "relatedPosts", Shapes.number(0, 20), "3", "Related posts at most at the end.");
  static final Key<String> SECTION_NAME =
      Key.required(
          AT + "sections[].name", Shapes.LINE, "News", "A topic or a feed's section; the heading.");
  static final Key<Integer> SECTION_MAX =
      Key.optional(
          AT + "sections[].max", Shapes.number(1, MOST), "`rules.max`", "4", "Articles at most.");
  static final Key<Integer> SECTION_MIN =
      Key.of(AT + "sections[].min", Shapes.number(0, MOST), "0", "Articles at least, if any.");
  static final Key<Integer> SECTION_WEIGHT =
      Key.of(
          AT + "sections[].weight",
          Shapes.number(-1000, 1000),
          "0",
          "Added to the score of its articles.");

  static final List<Key<?>> KEYS =
      List.of(
          MAX,
          MIN,
          THIN,
          MAX_AGE,
          SETTLE,
          PER_SOURCE,
          MORE_NEWS,
          RELATED,
          RELATED_POSTS,
          SECTION_NAME,
          SECTION_MAX,
          SECTION_MIN,
          SECTION_WEIGHT);

  private RulesPart() {}

  static SelectionRules read(Block newsletter) {
    Block rules = newsletter.block("rules");
    int max = rules.get(MAX);
    int min = rules.get(MIN);
    if (min > max) {
      rules.fault(MIN, "more than max, which is " + max, "Lower it, or raise max");
    }
    return new SelectionRules(
        max,
        min,
        rules.find(MAX_AGE).orElse(null),
        rules.get(SETTLE),
        rules.get(PER_SOURCE),
        sections(rules, max),
        rules.get(MORE_NEWS),
        rules.get(RELATED),
        rules.get(RELATED_POSTS),
        rules.get(THIN));
  }

  private static List<Section> sections(Block rules, int max) {
    List<Section> sections = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Block block : rules.blocks("sections")) {
      Section section =
          new Section(
              block.get(SECTION_NAME),
              block.find(SECTION_MAX).orElse(max),
              block.get(SECTION_MIN),
              block.get(SECTION_WEIGHT));
      if (!names.add(section.name()) && block.has(SECTION_NAME)) {
        block.fault(SECTION_NAME, "another section has it already", "Choose another");
      }
      if (section.min() > section.max()) {
        block.fault(
            SECTION_MIN, "more than max, which is " + section.max(), "Lower it, or raise max");
      }
      sections.add(section);
    }
    return sections;
  }
}
