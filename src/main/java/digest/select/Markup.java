package digest.select;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.Map;
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

  private static final Set<String> LAYOUT = Set.of("presentation", "none");

  private static final Set<String> ROLES =
      Set.of("navigation", "complementary", "contentinfo", "search", "form", "dialog");

  /** Of AMP's own elements these hold text that belongs to the article. */
  private static final Set<String> AMP_TEXT = Set.of("amp-fit-text", "amp-accordion", "amp-list");

  /** Whole words of class and id, as sites and their plug-ins write them. */
  private static final Pattern FURNITURE =
      Pattern.compile(
          "(?:^|[\\s_-])(?:share|shares|sharing|sharebar|sharebuttons?|sharedaddy|social|socials"
              + "|addtoany|addthis|a2a|feedflare"
              + "|ad|ads|adslot|adsense|adsbygoogle|advert|adverts|advertisement|advertising"
              + "|sponsor|sponsored|promo|pull-?quote|pull_quote|caption|wp-caption|credit"
              + "|twitter-tweet|instagram-media|tiktok-embed|fb-post|subscribe|subscription"
              + "|newsletter|signup|screen-reader-text|sr-only|visually-hidden|more-link"
              + "|button-wrapper|wp-block-buttons?|kg-(?:bookmark|button|cta|signup|product)-card"
              + "|toc|table-of-contents|entry-meta|post-meta|article-meta|posted-on|read(?:ing)?-time"
              + "|author-(?:bio|box)|sidebar|outbrain|taboola"
              + "|related|relatedposts|byline|footnote|noteref|breadcrumbs?|tags|comments?)(?:$|[\\s_-])");

  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Pattern HIDDEN =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden", Pattern.CASE_INSENSITIVE);

  private static final Pattern EMPHATIC =
      Pattern.compile(
          "font-weight\\s*:\\s*(?:bold|[6-9]00)|font-style\\s*:\\s*(?:italic|oblique)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PLAIN =
      Pattern.compile("font-weight\\s*:\\s*(?:normal|400)", Pattern.CASE_INSENSITIVE);

  private final Element root;
  private final Weights weights;

  /** By class and id, which the paragraphs of a page often share. */
  private final Map<String, Boolean> furniture = new HashMap<>();

  Markup(Element root) {
    this.root = root;
    this.weights = new Weights(root);
  }

  static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  static boolean isHeading(String name) {
    return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
  }

  /** Word processors paste whole articles into a bold element that they then style as plain. */
  static boolean isEmphasis(Element element) {
    boolean named = EMPHASES.contains(element.normalName());
    if (!element.hasAttr("style")) {
      return named;
    }
    String style = element.attr("style");
    return named ? !PLAIN.matcher(style).find() : EMPHATIC.matcher(style).find();
  }

  /** An element that no reader of the text sees or wants, whatever it holds. */
  boolean isDropped(Element element) {
    String name = element.normalName();
    return (DROPPED.contains(name) && !isLayout(element))
        || (name.startsWith("amp-") && !AMP_TEXT.contains(name))
        || element.hasAttr("hidden")
        || ROLES.contains(element.attr("role"))
        || HIDDEN.matcher(element.attr("style")).find()
        || isNoteMark(element);
  }

  /** A raised number that leads to a footnote; a raised 2 of a square metre has no link. */
  private static boolean isNoteMark(Element element) {
    return element.normalName().equals("sup")
        && element.childrenSize() == 1
        && element.child(0).attr("href").startsWith("#");
  }

  /** What its class or id says it is; its words may still be a boundary heading. */
  boolean isFurniture(Element element) {
    if (element.equals(root) || !(element.hasAttr("class") || element.hasAttr("id"))) {
      return false;
    }
    String words = element.className() + " " + element.id();
    // A wrapper such as class="post has-social" is no furniture, whatever its name says.
    return furniture.computeIfAbsent(words, Markup::namesFurniture)
        && !weights.isMostOfAll(element);
  }

  private static boolean namesFurniture(String words) {
    return FURNITURE.matcher(CAMEL.matcher(words).replaceAll("-").toLowerCase(ROOT)).find();
  }

  /** Newsletters are laid out with tables. */
  private boolean isLayout(Element element) {
    return element.normalName().equals("table")
        && (LAYOUT.contains(element.attr("role")) || weights.isNearlyAll(element));
  }
}
