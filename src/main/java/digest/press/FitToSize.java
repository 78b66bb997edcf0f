package digest.press;

import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import digest.render.MarkupCheck;
import digest.select.TeaserCutter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Shortens an edition that mail programs would cut off (picking, invariant 9; delivery M4).
 *
 * <p>In this order, and only as far as needed: teasers, related items, pictures, items. What fits
 * is weighed once and comes back as it was. Pure but for the weighing.
 */
final class FitToSize {

  /** A teaser of fewer words says nothing. */
  static final int FEWEST_WORDS = 20;

  /** No feed's title is longer: what is has come another way. */
  private static final int LONGEST_TITLE = 500;

  private static final TeaserRules TITLE =
      new TeaserRules(TeaserRules.Mode.CHARS, LONGEST_TITLE, "…");

  private final TeaserCutter cutter;
  private final TeaserRules teaser;
  private final TeaserRules leadTeaser;

  /** For the marks of a newsletter's teasers. */
  FitToSize(TeaserCutter cutter, Newsletter newsletter) {
    this(cutter, newsletter.teaser(), newsletter.leadTeaser());
  }

  FitToSize(TeaserCutter cutter, TeaserRules teaser, TeaserRules leadTeaser) {
    this.cutter = cutter;
    this.teaser = teaser;
    this.leadTeaser = leadTeaser;
  }

  /**
   * What came of it.
   *
   * @param droppedPicks picks that are left out, for reason SIZE_BUDGET; in the order shown
   * @param steps what was shortened, in plain words for the edition's note; empty when nothing was
   */
  record Fitted(EditionContent content, List<Pick> droppedPicks, List<String> steps) {
    Fitted {
      droppedPicks = List.copyOf(droppedPicks);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One way to shorten.
   *
   * @param most how far it can go
   * @param after the content when it has gone so far, which is never more than for less
   * @param said the same in words
   */
  private record Step(int most, IntFunction<EditionContent> after, IntFunction<String> said) {}

  /**
   * The content with an HTML part of {@link MarkupCheck#MAX_BYTES} at most.
   *
   * <p>A lead alone, or a template, may be larger than that still; the last step then says so, and
   * preflight blocks the edition.
   *
   * @param htmlBytes weighs a content, for its worst recipient
   */
  Fitted fit(EditionContent content, ToIntFunction<EditionContent> htmlBytes) {
    List<Function<EditionContent, Step>> ways =
        List.of(
            this::titles,
            this::teasers,
            FitToSize::related,
            FitToSize::relatedPosts,
            FitToSize::also,
            FitToSize::pictures,
            FitToSize::items);
    EditionContent fitted = content;
    List<String> steps = new ArrayList<>();
    int bytes = htmlBytes.applyAsInt(fitted);
    for (int i = 0; i < ways.size() && bytes > MarkupCheck.MAX_BYTES; i++) {
      Step step = ways.get(i).apply(fitted);
      int far = far(step, htmlBytes);
      EditionContent shorter = step.after().apply(far);
      if (!shorter.equals(fitted)) {
        steps.add(step.said().apply(far));
        fitted = shorter;
        bytes = htmlBytes.applyAsInt(fitted);
      }
    }
    if (bytes > MarkupCheck.MAX_BYTES) {
      steps.add(
          "still " + bytes + " bytes: the lead, the introduction or the template is too large");
    }
    int kept = fitted.picks().size();
    return new Fitted(fitted, content.picks().subList(kept, content.picks().size()), steps);
  }

  /** As far as needed, else as far as it goes. */
  private static int far(Step step, ToIntFunction<EditionContent> htmlBytes) {
    IntPredicate fits =
        far -> htmlBytes.applyAsInt(step.after().apply(far)) <= MarkupCheck.MAX_BYTES;
    int little = fits.test(step.most()) ? 0 : step.most();
    int enough = step.most();
    while (little < enough) {
      int middle = (little + enough) / 2;
      if (fits.test(middle)) {
        enough = middle;
      } else {
        little = middle + 1;
      }
    }
    return enough;
  }

  private Step titles(EditionContent content) {
    return new Step(
        1,
        far -> far == 0 ? content : Shortening.titles(content, this::title),
        far -> "titles shortened to " + LONGEST_TITLE + " characters");
  }

  private String title(String title) {
    return title.length() <= LONGEST_TITLE
        ? title
        : cutter.cutText(title, TITLE, Locale.ROOT, false).text();
  }

  private Step teasers(EditionContent content) {
    int longest =
        content.picks().stream().mapToInt(pick -> pick.teaser().text().length()).max().orElse(0);
    // A word takes two characters or more, with its space; in Chinese it is counted as two.
    int words = Math.max(FEWEST_WORDS, longest / 2 + 1);
    return new Step(
        words - FEWEST_WORDS,
        far -> Shortening.teasers(content, pick -> shorter(pick, words - far)),
        far -> "teasers shortened to " + (words - far) + " words");
  }

  /** Every teaser by the same rule, so the longest is the first to lose. */
  private Teaser shorter(Pick pick, int words) {
    TeaserRules rules = pick.section().equals(Pick.LEAD) ? leadTeaser : teaser;
    Teaser before = pick.teaser();
    Teaser cut =
        cutter.cutText(
            before.text(),
            new TeaserRules(TeaserRules.Mode.WORDS, words, rules.marker()),
            locale(pick.article()),
            false);
    return cut.text().length() < before.text().length() ? cut : before;
  }

  private static Locale locale(Article article) {
    String tag = article.language();
    return tag == null ? Locale.ROOT : Locale.forLanguageTag(tag);
  }

  private static Step related(EditionContent content) {
    return new Step(
        content.picks().stream().mapToInt(pick -> pick.related().size()).sum(),
        less -> Shortening.related(content, less),
        less -> counted(less, "title") + " under Related news left out");
  }

  private static Step relatedPosts(EditionContent content) {
    return new Step(
        content.relatedPosts().size(),
        less -> Shortening.relatedPosts(content, less),
        less -> counted(less, "title") + " under Related posts left out");
  }

  private static Step also(EditionContent content) {
    return new Step(
        content.picks().stream().mapToInt(pick -> pick.story().also().size()).sum(),
        less -> Shortening.also(content, less),
        less -> counted(less, "name") + " under Also left out");
  }

  private static Step pictures(EditionContent content) {
    return new Step(
        content.picks().stream().mapToInt(Shortening::pictures).sum(),
        less -> Shortening.pictures(content, less),
        less -> counted(less, "picture") + " left out");
  }

  /** The lead stays. */
  private static Step items(EditionContent content) {
    return new Step(
        Math.max(0, content.picks().size() - 1),
        less -> Shortening.items(content, less),
        less -> counted(less, "article") + " left out");
  }

  private static String counted(int many, String what) {
    return many + " " + what + (many == 1 ? "" : "s");
  }
}
