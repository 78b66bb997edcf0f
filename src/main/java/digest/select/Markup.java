package digest.select;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What an element means for a teaser: a block, a heading, or nothing a reader wants (T4, T5). */
final class Markup {

  /** No phrase that stands alone in a block is longer. */
  static final int LONGEST_PHRASE = 80;

  private static final Set<String> BLOCKS =
      Set.of(
          ("address article aside blockquote body center dd details dialog dir div dl dt fieldset"
                  + " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe li"
                  + " main menu nav ol p pre search section summary table tbody td tfoot th thead"
                  + " title tr ul video audio")
              .split(" ", -1));

  private static final Set<String> DROPPED =
      Set.of(
          ("script style noscript template iframe form nav aside table pre figure figcaption footer"
                  + " button input select textarea option datalist object embed applet video audio"
                  + " canvas svg math head title map dialog frameset noframes noembed plaintext xmp"
                  + " listing rp rt")
              .split(" ", -1));

  private static final Set<String> EMPHASES = Set.of("b", "strong", "i", "em");

  /** Whole words of class and id, as sites and their plug-ins write them. */
  private static final Pattern FURNITURE =
      Pattern.compile(
          "(?:^|[\\s_-])(?:share|shares|sharing|sharedaddy|social|addtoany|addthis|feedflare"
              + "|ad|ads|adslot|adsense|adsbygoogle|advert|adverts|advertisement|advertising"
              + "|sponsor|sponsored|promo|pull-?quote|pullquote|caption|wp-caption|credit"
              + "|twitter-tweet|instagram-media|tiktok-embed|fb-post|subscribe|subscription"
              + "|newsletter|signup|screen-reader-text|sr-only|visually-hidden|more-link"
              + "|related|relatedposts|byline|breadcrumbs?|tags|comments?)(?:$|[\\s_-])");

  private static final Pattern HIDDEN =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden", Pattern.CASE_INSENSITIVE);

  private final Element root;

  Markup(Element root) {
    this.root = root;
  }

  static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  static boolean isHeading(String name) {
    return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
  }

  static boolean isEmphasis(String name) {
    return EMPHASES.contains(name);
  }

  boolean isDropped(Element element) {
    return DROPPED.contains(element.normalName())
        || element.hasAttr("hidden")
        || HIDDEN.matcher(element.attr("style")).find()
        || isFurniture(element);
  }

  private boolean isFurniture(Element element) {
    if (element.equals(root) || !(element.hasAttr("class") || element.hasAttr("id"))) {
      return false;
    }
    String words = (element.className() + " " + element.id()).toLowerCase(Locale.ROOT);
    return FURNITURE.matcher(words).find() && !holdsTheArticle(element);
  }

  /** A wrapper such as {@code class="post has-social"} is no furniture, whatever its name says. */
  private boolean holdsTheArticle(Element element) {
    return element.select("p").size() > 1
        && element.wholeText().length() * 2 > root.wholeText().length();
  }
}
