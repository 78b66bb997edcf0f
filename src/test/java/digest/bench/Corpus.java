package digest.bench;

import digest.edition.Article;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Invented articles of 5 KB whose words are spread as in a newspaper: few everywhere, most rare,
 * and some that belong to a subject. The same seed gives the same articles.
 */
final class Corpus {

  private static final int SUBJECTS = 4_000;
  private static final int WORDS = 30_000;
  private static final int BODY = 5_000;
  private static final String[] SYLLABLES = {
    "al", "ber", "con", "dor", "el", "fan", "gar", "hul", "in", "jas", "kor", "lem", "mar", "nor",
    "os", "pel", "qua", "ran", "sol", "tur", "un", "ver", "wes", "yar", "zin"
  };

  private final Random random;
  private final String[] words = new String[WORDS];

  Corpus(long seed) {
    random = new Random(seed);
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(i + 25);
    }
  }

  /**
   * Articles, evenly spread over the time before an instant.
   *
   * @param first the number of the first
   * @param of how many there are in all
   */
  List<Article> articles(int first, int count, int of, Instant until, Duration over) {
    List<Article> articles = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      Instant at = until.minus(over.dividedBy(of).multipliedBy(i)).minusSeconds(1_000);
      articles.add(article(i, at));
    }
    return articles;
  }

  private Article article(int number, Instant at) {
    int subject = random.nextInt(SUBJECTS);
    StringBuilder title = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      title.append(i == 0 ? "" : " ").append(next(subject, 3));
    }
    String id = String.format("a%019d", number);
    return new Article(
        new Article.Id(id),
        feed(number),
        "Source " + number % 20,
        id,
        "https://news.example.org/" + number,
        title.toString(),
        null,
        at,
        Article.Dating.EXACT,
        at.plusSeconds(300),
        body(subject),
        null,
        List.of("Topic " + subject % 40, "Section " + number % 7),
        null,
        "en",
        List.of(),
        false,
        Article.Access.OPEN);
  }

  static String feed(int number) {
    return "feed-" + number % 20 + ".xml";
  }

  private String body(int subject) {
    StringBuilder body = new StringBuilder(BODY + 200);
    while (body.length() < BODY) {
      body.append("<p>");
      for (int sentence = 0; sentence < 4; sentence++) {
        for (int i = 0; i < 14; i++) {
          String word = next(subject, 12);
          body.append(i == 0 ? word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) : " ")
              .append(i == 0 ? word.substring(1) : word);
        }
        body.append(". ");
      }
      body.append("</p>\n");
    }
    return body.toString();
  }

  /** Of so many words one is the subject's own. */
  private String next(int subject, int rarity) {
    if (random.nextInt(rarity) == 0) {
      return words[5_000 + (subject * 6 + random.nextInt(6)) % (WORDS - 5_000)];
    }
    // Zipf's law, near enough: the rank is e to the power of an even number.
    return words[(int) Math.min(WORDS - 1, Math.exp(random.nextDouble() * Math.log(WORDS))) - 1];
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int left = number; left > 0; left /= SYLLABLES.length) {
      word.append(SYLLABLES[left % SYLLABLES.length]);
    }
    return word.toString();
  }
}
