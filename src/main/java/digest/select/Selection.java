package digest.select;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which articles make an edition (picking, parts 2 to 5).
 *
 * <p>The same request over the same articles gives the same result, in whatever order they come.
 * Threads: safe.
 */
public final class Selection {

  private final TeaserCutter cutter;

  /** Takes the cutter of the picks' teasers. */
  public Selection(TeaserCutter cutter) {
    this.cutter = cutter;
  }

  /** Picks, and says of every article why it is in or out. */
  public Result select(Request request, Material material) {
    return new Decision(cutter, request, material).result();
  }

  /**
   * All that the decision rests on beside the articles.
   *
   * @param cutoff what is published later waits (picking E2, P1)
   * @param windowStart nothing published at or before this is picked: the first edition's window
   *     (picking P3), or the age limit
   * @param coverage this newsletter's never-repeat ledger (picking P7)
   * @param wishes what editors want
   * @param carried what had no room in the last edition (picking P9)
   * @param recentRelatedLinks shown in the last two editions (picking R3)
   * @param lastLead the last edition's lead, or null
   */
  public record Request(
      Newsletter newsletter,
      Instant cutoff,
      Instant windowStart,
      Map<Article.Id, Coverage> coverage,
      List<Wish> wishes,
      Set<Article.Id> carried,
      Set<String> recentRelatedLinks,
      Article.@Nullable Id lastLead) {

    /** Copies the collections. */
    // Not compact: javac 17 would lose the annotation of the last parameter.
    public Request(
        Newsletter newsletter,
        Instant cutoff,
        Instant windowStart,
        Map<Article.Id, Coverage> coverage,
        List<Wish> wishes,
        Set<Article.Id> carried,
        Set<String> recentRelatedLinks,
        Article.@Nullable Id lastLead) {
      this.newsletter = newsletter;
      this.cutoff = cutoff;
      this.windowStart = windowStart;
      this.coverage = Map.copyOf(coverage);
      this.wishes = List.copyOf(wishes);
      this.carried = Set.copyOf(carried);
      this.recentRelatedLinks = Set.copyOf(recentRelatedLinks);
      this.lastLead = lastLead;
    }
  }

  /**
   * Where the articles come from. Only what is picked is kept whole, so a hundred thousand articles
   * fit into little memory.
   *
   * @param seen gives each article seen in the window, in any state and order; of a body the first
   *     {@link #OPENING} characters are enough
   * @param whole an article by its id, with its whole body
   * @param archive where related items come from
   */
  public record Material(
      Consumer<Consumer<Article>> seen,
      Function<Article.Id, Optional<Article>> whole,
      RelatedIndex archive) {

    /** So many characters of a body tell one story from another. */
    public static final int OPENING = 8_000;
  }

  /**
   * The decision.
   *
   * @param picks as shown: the lead, the sections in the rules' order, More news
   * @param relatedPosts titles at the end
   * @param explanations exactly one for each article looked at: the picks as shown, then the
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
