package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import digest.edition.TeaserRules.Mode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every text, whatever its script; a failing seed stands in the message. */
class TeaserPropertiesTest {

  private static final List<String> MARKERS = List.of(" […]", "…", "", " (more)");

  private static final List<String> PIECES =
      List.of(
          "the",
          "minister",
          "said",
          "Dr.",
          "U.S.",
          "No. 5",
          "on Jan. 3",
          "e.g.",
          "state-of-the-art",
          "https://example.org/a?b=c&d=e#f",
          "www.example.org",
          "jane.doe@example.org",
          "1,234.56",
          "12 345 678",
          "$ 5",
          "7 €",
          "50 %",
          "US$12.5",
          "§ 4",
          "“we will",
          "go”",
          "„wir",
          "gehen“",
          "« oui",
          "non »",
          "(as",
          "he)",
          "[sic]",
          "[…]",
          "…",
          "...",
          "‘twas",
          "don’t",
          "'tis",
          "\"quoted\"",
          "\"half",
          "」",
          "「彼は",
          "他们昨天在北京",
          "大学开会。",
          "東京の天気は",
          "カタカナ",
          "서울의 날씨는",
          "ภาษาไทยเป็นภาษาที่สวยงาม",
          "ພາສາລາວ",
          "ភាសាខ្មែរ",
          "မြန်မာစာ",
          "قالت الحكومة،",
          "نعم؟",
          "הממשלה אמרה",
          "हिन्दी में।",
          "বাংলা ক্ষ",
          "Сегодня в г.",
          "Τι είναι;",
          "é\u0323",
          "e\u0301\u0302\u0303",
          "👨‍👩‍👧‍👦",
          "🇩🇪🇫🇷",
          "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
          "—",
          "–",
          "-",
          ",",
          ".",
          "!",
          "?",
          ":",
          ";",
          "\u2067abc",
          "\u2069",
          "\u202Bdef\u202C",
          "می\u200Cخواهم",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "and/or",
          "AT&T",
          "C++",
          "#tag",
          "@name",
          ":(",
          "¿Qué?",
          "¡Sí!",
          "10:30–11:00",
          "3.",
          "A.",
          "((",
          "))");

  private static final List<String> WHOLE =
      List.of(
          "https://example.org/a?b=c&d=e#f",
          "www.example.org",
          "jane.doe@example.org",
          "1,234.56",
          "12 345 678",
          "$ 5",
          "US$12.5");

  private final TeaserCutter cutter = new TeaserCutter();

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "picking/T17 picking/T2 picking/T12: a teaser is stable, grows with its limit, and is whole")
  void everyTeaserKeepsThePromises(int seed) {
    Random random = new Random(seed);
    String text = PlainText.clean(text(random));
    String marker = MARKERS.get(random.nextInt(MARKERS.size()));
    Mode mode = List.of(Mode.WORDS, Mode.SENTENCES, Mode.CHARS).get(random.nextInt(3));
    Locale locale =
        Locale.forLanguageTag(List.of("en", "de", "fr", "zh", "").get(random.nextInt(5)));
    boolean already = random.nextInt(4) == 0;
    int kept = 0;
    for (int limit = 1; limit < 60; limit += 1 + random.nextInt(3)) {
      TeaserRules rules = new TeaserRules(mode, limit, marker);
      String said =
          String.format(
              Locale.ROOT,
              "seed %d, %s %d, marker \"%s\", already %s, text: %s",
              seed,
              mode,
              limit,
              marker,
              already,
              text);
      Teaser teaser = cutter.cutText(text, rules, locale, already);
      checkStable(said, teaser, rules, locale);
      checkNoDoubleMarker(said, teaser, rules, text);
      int now = checkSubstring(said, teaser, rules, text);
      assertThat(now).as("picking/T17 monotone: %s", said).isGreaterThanOrEqualTo(kept);
      kept = now;
      checkWhole(said, teaser, text, now);
      checkLimit(said, teaser, rules, now, text);
    }
  }

  private void checkStable(String said, Teaser teaser, TeaserRules rules, Locale locale) {
    // Without a marker nothing tells a cut from the beginning of a text in mixed scripts.
    assertThat(
            rules.marker().isEmpty()
                ? teaser.text()
                : cutter.cutText(teaser.text(), rules, locale, false).text())
        .as("picking/T17 idempotent: %s", said)
        .isEqualTo(teaser.text());
    assertThat(PlainText.clean(teaser.text())).as("picking/T15: %s", said).isEqualTo(teaser.text());
  }

  private static void checkNoDoubleMarker(
      String said, Teaser teaser, TeaserRules rules, String text) {
    if (teaser.truncated() && !rules.marker().isEmpty() && !text.endsWith(teaser.text())) {
      assertThat(teaser.text())
          .as("picking/T2: %s", said)
          .doesNotContainPattern("(…|\\.\\.\\.)\\]?" + Pattern.quote(rules.marker()) + "\\W*$");
    }
  }

  /** How much of the text the teaser holds: marker and closing marks are not counted. */
  private static int checkSubstring(String said, Teaser teaser, TeaserRules rules, String text) {
    String core = teaser.text();
    int marker = rules.marker().isEmpty() ? -1 : core.lastIndexOf(rules.marker());
    if (marker >= 0
        && teaser.truncated()
        && !text.startsWith(core)
        && core.substring(marker + rules.marker().length()).chars().allMatch(c -> closes(c))) {
      core = core.substring(0, marker);
    }
    int kept = 0;
    while (kept < Math.min(core.length(), text.length())
        && core.charAt(kept) == text.charAt(kept)) {
      kept++;
    }
    assertThat(core.substring(kept).chars())
        .as("picking/T17 substring: %s", said)
        .allMatch(c -> closes(c));
    return kept;
  }

  private static boolean closes(int c) {
    return c == ' ' || Enclosures.canClose((char) c);
  }

  private static void checkWhole(String said, Teaser teaser, String text, int kept) {
    if (kept == text.length() || kept == 0 || !teaser.truncated()) {
      return;
    }
    BreakIterator graphemes = Breaks.graphemes(text);
    assertThat(graphemes.isBoundary(kept))
        .as("picking/T12 grapheme: %s at %d", said, kept)
        .isTrue();
    boolean firstToken = text.substring(0, kept).indexOf(' ') < 0;
    for (String whole : WHOLE) {
      int at = text.lastIndexOf(whole, kept - 1);
      boolean alone = (" " + text + " ").startsWith(" " + whole + " ", Math.max(0, at));
      boolean inside = at >= 0 && alone && kept < at + whole.length();
      assertThat(inside && !firstToken).as("picking/T12 %s: %s at %d", whole, said, kept).isFalse();
    }
  }

  private static void checkLimit(
      String said, Teaser teaser, TeaserRules rules, int kept, String text) {
    if (!teaser.truncated()) {
      return;
    }
    String core = text.substring(0, kept);
    if (!rules.marker().isEmpty() && core.endsWith(rules.marker())) {
      core = core.substring(0, core.length() - rules.marker().length());
    }
    core = core.substring(0, Enclosures.withoutClosing(core, core.length())).strip();
    int most =
        switch (rules.mode()) {
          case WORDS -> rules.limit() * 8;
          case CHARS -> rules.limit();
          case SENTENCES -> Math.max(rules.limit(), 320);
        };
    assertThat(Graphemes.count(core)).as("picking/T8: %s", said).isLessThanOrEqualTo(most);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(60);
    boolean spaces = random.nextInt(5) > 0;
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(spaces && random.nextInt(8) > 0 ? " " : "");
    }
    return text.toString();
  }

  @Test
  @DisplayName("picking/T6 safety/T24: whatever characters come, one clean line goes")
  void aCleanTextIsCleanWhateverCameIn() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder raw = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        raw.appendCodePoint(
            switch (random.nextInt(6)) {
              case 0 -> random.nextInt(0x110000);
              case 1 -> 0x2000 + random.nextInt(0x70);
              case 2 -> random.nextInt(0x100);
              case 3 -> 0xFFF0 + random.nextInt(16);
              case 4 -> 0xE0000 + random.nextInt(0x80);
              default -> 0x300 + random.nextInt(0x70);
            });
      }
      String clean = PlainText.clean(raw);
      String said = "seed " + seed;
      assertThat(PlainText.clean(clean)).as(said).isEqualTo(clean);
      assertThat(clean.codePoints().filter(TeaserPropertiesTest::isUnwanted)).as(said).isEmpty();
      assertThat(clean)
          .as(said)
          .doesNotContainPattern("  |^ | $|[\u00A0\u2000-\u200A\u2028\u2029\u202F\u3000]");
      assertThat(clean).as(said).doesNotContainPattern("[\\p{Mn}\\p{Me}&&[^\uFE00-\uFE0F]]{9}");
      assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).as(said).isTrue();
      assertThat(balance(clean, "[\u2066-\u2068]", "\u2069")).as(said).isZero();
      assertThat(balance(clean, "[\u202A\u202B]", "\u202C")).as(said).isZero();
    }
  }

  private static boolean isUnwanted(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> Set.of(0x202D, 0x202E, 0xFEFF, 0x200B, 0xAD).contains(codePoint);
    };
  }

  private static long balance(String text, String begins, String ends) {
    return text.chars().filter(c -> Character.toString(c).matches(begins)).count()
        - text.chars().filter(c -> Character.toString(c).matches(ends)).count();
  }
}
