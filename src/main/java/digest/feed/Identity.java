package digest.feed;

import digest.edition.Article;
import digest.edition.Links;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes two entries the same article (picking P6). */
public final class Identity {

  /** Below this, two titles under one guid are two articles. */
  private static final double SAME_TITLE = 0.5;

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 20;

  private Identity() {}

  /** The link without what does not change the page; see {@link Links#normalise}. */
  public static String normalise(String link) {
    return Links.normalise(link);
  }

  /**
   * The id of an article: a hash of its own link, else of the feed and its guid, else of the feed
   * and its title.
   *
   * @param normalisedLink null when the entry has no link of its own
   * @param guid may be empty
   */
  public static Article.Id idOf(
      @Nullable String normalisedLink, String feed, String guid, String title) {
    if (normalisedLink != null) {
      return hashed("link", normalisedLink);
    }
    return guid.isBlank() ? hashed("title", feed, title) : hashed("guid", feed, guid);
  }

  /**
   * Whether two entries with one guid are one article: their links are equal, or their titles alike
   * enough. Some feeds give all their entries one guid.
   */
  static boolean isSameUnderOneGuid(Article one, Article other) {
    return normalise(one.link()).equals(normalise(other.link()))
        || !areUnlike(one.title(), other.title());
  }

  static boolean areUnlike(String title, String other) {
    return likeness(title, other) < SAME_TITLE;
  }

  /**
   * Dice's coefficient over the pairs of neighbouring letters: 0 for nothing alike, 1 for equal.
   */
  static double likeness(String one, String other) {
    Set<String> ours = pairs(one);
    Set<String> theirs = pairs(other);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return one.equalsIgnoreCase(other) ? 1 : 0;
    }
    long shared = ours.stream().filter(theirs::contains).count();
    return 2.0 * shared / (ours.size() + theirs.size());
  }

  private static Set<String> pairs(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= plain.length(); i++) {
      pairs.add(plain.substring(i, i + 2));
    }
    return pairs;
  }

  private static Article.Id hashed(String... parts) {
    byte[] hash = sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    StringBuilder id = new StringBuilder(LENGTH);
    for (int bit = 0; id.length() < LENGTH; bit += 5) {
      int window = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
      id.append(ALPHABET.charAt(window >> (11 - bit % 8) & 31));
    }
    return new Article.Id(id.toString());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
