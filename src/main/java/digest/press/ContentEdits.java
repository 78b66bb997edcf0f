package digest.press;

import digest.edition.Article;
import digest.edition.EditionContent;
import digest.edition.Pick;
import digest.edition.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an editor changed; pure. Null means unchanged.
 *
 * @param intro an empty text removes the intro
 * @param drop articles that leave the edition
 * @param pin this article becomes the lead; the old lead steps down to its place
 * @param order articles by id in the order wanted; those not named follow as they were
 */
public record ContentEdits(
    @Nullable String subject,
    @Nullable String preheader,
    @Nullable String intro,
    List<Article.Id> drop,
    Article.@Nullable Id pin,
    List<Article.Id> order) {

  /** Copies the lists. */
  public ContentEdits {
    drop = List.copyOf(drop);
    order = List.copyOf(order);
  }

  /**
   * The content after these edits.
   *
   * @throws Refusal when an article is not in the edition or nothing would be left
   */
  EditionContent apply(EditionContent content) {
    List<Pick> picks = numbered(pinned(ordered(kept(content.picks()))));
    return new EditionContent(
        line(subject, content.subject(), "subject"),
        preheader == null ? content.preheader() : oneLine(preheader),
        changedIntro(content.intro()),
        picks,
        content.relatedPosts());
  }

  private List<Pick> kept(List<Pick> picks) {
    drop.forEach(id -> position(picks, id));
    List<Pick> kept = picks.stream().filter(pick -> !drop.contains(pick.article().id())).toList();
    if (kept.isEmpty()) {
      throw new Refusal("dropping these would leave the edition empty; cancel it instead");
    }
    return kept;
  }

  private List<Pick> ordered(List<Pick> picks) {
    Map<Article.Id, Pick> wanted = new LinkedHashMap<>();
    order.forEach(id -> wanted.put(id, picks.get(position(picks, id))));
    picks.forEach(pick -> wanted.putIfAbsent(pick.article().id(), pick));
    return new ArrayList<>(wanted.values());
  }

  private List<Pick> pinned(List<Pick> picks) {
    if (pin == null) {
      return picks;
    }
    int from = position(picks, pin);
    List<Pick> swapped = new ArrayList<>(picks);
    swapped.set(from, picks.get(0).movedTo(picks.get(from).section(), from + 1));
    swapped.set(0, picks.get(from));
    return swapped;
  }

  /** The first is the lead; whoever was the lead before takes the section of who replaced it. */
  private static List<Pick> numbered(List<Pick> picks) {
    List<Pick> numbered = new ArrayList<>();
    String vacated = picks.get(0).section();
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      String section = i == 0 ? Pick.LEAD : sectionBelow(pick, vacated);
      numbered.add(reasoned(pick.movedTo(section, i + 1)));
    }
    return bySection(numbered);
  }

  private static String sectionBelow(Pick pick, String vacated) {
    if (!pick.section().equals(Pick.LEAD)) {
      return pick.section();
    }
    return vacated.equals(Pick.LEAD) ? Pick.MORE : vacated;
  }

  private static Pick reasoned(Pick pick) {
    Reason reason = pick.reason();
    if (pick.position() == 1) {
      reason = Reason.LEAD;
    } else if (reason == Reason.LEAD) {
      reason = Reason.PICKED;
    }
    return pick.because(reason);
  }

  /** Sections stay together, in the order of their first pick; More news comes last. */
  private static List<Pick> bySection(List<Pick> picks) {
    Map<String, List<Pick>> sections = new LinkedHashMap<>();
    picks.forEach(
        pick -> sections.computeIfAbsent(pick.section(), name -> new ArrayList<>()).add(pick));
    List<Pick> more = sections.remove(Pick.MORE);
    List<Pick> together = new ArrayList<>();
    sections.values().forEach(together::addAll);
    if (more != null) {
      together.addAll(more);
    }
    List<Pick> numbered = new ArrayList<>();
    together.forEach(pick -> numbered.add(pick.movedTo(pick.section(), numbered.size() + 1)));
    return numbered;
  }

  private @Nullable String changedIntro(@Nullable String before) {
    if (intro == null) {
      return before;
    }
    return intro.isBlank() ? null : intro.strip();
  }

  private static String line(@Nullable String wanted, String before, String what) {
    if (wanted == null) {
      return before;
    }
    String line = oneLine(wanted);
    if (line.isEmpty()) {
      throw new Refusal("the " + what + " is empty; write one");
    }
    return line;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }

  private static int position(List<Pick> picks, Article.Id id) {
    for (int i = 0; i < picks.size(); i++) {
      if (picks.get(i).article().id().equals(id)) {
        return i;
      }
    }
    throw new Refusal("article " + id + " is not in this edition; see: digest edition show");
  }
}
