package digest.select;

import digest.edition.Article;
import digest.edition.Image;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an article beside its body: pages repeat it above the text, a teaser must not
 * (picking T5).
 *
 * @param title the headline, possibly empty
 * @param author as the byline names them, or null
 * @param dates date lines and the like as the page may print them: the source's name, too
 * @param captions of the article's pictures
 * @param locale whose names of months and days a date line may use; {@link Locale#ROOT} when not
 *     known
 */
public record Known(
    String title,
    @Nullable String author,
    List<String> dates,
    List<String> captions,
    Locale locale) {

  /** Nothing is known. */
  public static final Known NOTHING = new Known("", null, List.of(), List.of(), Locale.ROOT);

  /** Copies the lists. */
  public Known {
    dates = List.copyOf(dates);
    captions = List.copyOf(captions);
  }

  /** What an article says of itself. */
  public static Known of(Article article) {
    Image image = article.image();
    List<String> captions = image == null ? List.of() : List.of(image.alt());
    String language = article.language();
    Locale locale = language == null ? Locale.ROOT : Locale.forLanguageTag(language);
    return new Known(
        article.title(), article.author(), List.of(article.source()), captions, locale);
  }
}
