package digest.feed;

import digest.edition.Article.Access;
import digest.edition.Image;
import digest.edition.Related;
import java.util.List;

/**
 * What a format's reader found in one entry, before anything is judged: as written, but for the
 * format's own escaping. Missing texts are empty.
 *
 * @param dates as written, the best first; never an update date where the format has another
 * @param images with addresses as written, the best first; those in the body are not among them
 */
record Entry(Keys keys, Words words, List<String> dates, List<Image> images, Marks marks) {

  /**
   * Where the entry lives.
   *
   * @param links as written, the best first
   * @param fallbackLinks tried after them without a word when they are none, such as a guid
   * @param base what relative addresses start from, absolute or empty
   */
  record Keys(String guid, List<String> links, List<String> fallbackLinks, String base) {}

  /**
   * What the entry says.
   *
   * @param title one plain line
   * @param author one plain line
   * @param html the body
   * @param summary HTML, empty when there is only the body
   * @param base what relative addresses in the body start from, or empty for the entry's page
   */
  record Words(
      String title, String author, String html, String summary, String language, String base) {

    /** Of a format without bases. */
    Words(String title, String author, String html, String summary, String language) {
      this(title, author, html, summary, language, "");
    }
  }

  /**
   * What the entry says of itself.
   *
   * @param related with links as written
   * @param access who may read it
   */
  record Marks(List<String> topics, List<Related> related, boolean featured, Access access) {}
}
