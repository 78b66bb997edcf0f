package digest.select;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Related;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which articles make an edition (picking, parts 2 to 5).
 *
 * <p>Pure: the same request, in whatever order its lists are, gives the same result. Threads: safe.
 */
public final class Selection {

  private final TeaserCutter cutter;

  /** Takes the cutter of the picks' teasers. */
  public Selection(TeaserCutter cutter) {
    this.cutter = cutter;
  }

  /** Picks, and says of every article why it is in or out. */
  public Result select(Request request) {
    return new Decision(cutter, request).result();
  }

  /**
   * All that the decision rests on.
   *
   * @param cutoff what is published later waits (picking E2, P1)
   * @param windowStart nothing published at or before this is picked: the first edition's window
   *     (picking P3), or the age limit
   * @param manual a person asked; the cutoff is the request's own instant
   * @param articles everything seen in the window, in any state and order
   * @param coverage this newsletter's never-repeat ledger (picking P7)
   * @param carried what had no room in the last edition (picking P9)
   * @param archive where related items come from
   * @param recentRelatedLinks shown in the last two editions (picking R3)
   * @param lastLead the last edition's lead, or null
   */
  public record Request(
      Newsletter newsletter,
      Instant cutoff,
      Instant windowStart,
      boolean manual,
      List<Article> articles,
      Map<Article.Id, Coverage> coverage,
      Set<Article.Id> carried,
      List<Article> archive,
      Set<String> recentRelatedLinks,
      Article.@Nullable Id lastLead) {

    /** Copies the collections. */
    // Not compact: javac 17 would lose the annotation of the last parameter.
    public Request(
        Newsletter newsletter,
        Instant cutoff,
        Instant windowStart,
        boolean manual,
        List<Article> articles,
        Map<Article.Id, Coverage> coverage,
        Set<Article.Id> carried,
        List<Article> archive,
        Set<String> recentRelatedLinks,
        Article.@Nullable Id lastLead) {
      this.newsletter = newsletter;
      this.cutoff = cutoff;
      this.windowStart = windowStart;
      this.manual = manual;
      this.articles = List.copyOf(articles);
      this.coverage = Map.copyOf(coverage);
      this.carried = Set.copyOf(carried);
      this.archive = List.copyOf(archive);
      this.recentRelatedLinks = Set.copyOf(recentRelatedLinks);
      this.lastLead = lastLead;
    }
  }

  /**
   * The decision.
   *
   * @param picks as shown: the lead, the sections in the rules' order, More news
   * @param relatedPosts titles at the end
   * @param explanations exactly one for each article of the request: the picks as shown, then the
   *     others, newest first
   */
  public record Result(
      List<Pick> picks, List<Related> relatedPosts, List<Explanation> explanations) {

    /** Copies the lists. */
    public Result {
      picks = List.copyOf(picks);
      relatedPosts = List.copyOf(relatedPosts);
      explanations = List.copyOf(explanations);
    }
  }
}
