package digest.select;

import digest.edition.Article;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Leaves out second tellings, and remembers what the kept one is to say of them (picking D1–D4).
 */
final class Retelling {

  /** More names after "Also" would be read by nobody. */
  private static final int ALSO = 3;

  private final Intake intake;
  private final Newsletter newsletter;
  private final Predicate<Article> pinned;
  private final Stories covered = new Stories();
  private final Map<Article.Id, Article> coveredArticles = new HashMap<>();
  private final Map<Article.Id, Related> updateTo = new HashMap<>();
  private final Map<Article.Id, List<Article>> others = new HashMap<>();

  /**
   * Takes what readers had within the last days.
   *
   * @param pinned an editor wants it as the lead, so it is kept of all tellings
   */
  Retelling(Intake intake, Newsletter newsletter, List<Article> had, Predicate<Article> pinned) {
    this.intake = intake;
    this.newsletter = newsletter;
    this.pinned = pinned;
    for (Article article : had) {
      covered.add(Telling.of(article));
      coveredArticles.put(article.id(), article);
    }
  }

  /** Gives every second telling its reason. */
  void leaveOut(Predicate<Article> isUpdate) {
    intake.open().stream().filter(isUpdate.negate()).forEach(this::compareWithCovered);
    Set<Article.Id> open = new HashSet<>();
    List<Telling> tellings = new ArrayList<>();
    for (Article article : intake.open()) {
      open.add(article.id());
      intake.telling(article.id()).ifPresent(tellings::add);
    }
    Map<Article.Id, Duplicate> judged =
        keepPinned(new Duplicates(newsletter.feeds()).judge(tellings), open);
    judged.forEach(this::leaveOut);
  }

  /** How a pick stands to the other tellings of its story. */
  Pick.Story story(Article.Id id, int version) {
    List<Related> also =
        others.getOrDefault(id, List.of()).stream()
            .sorted(Comparator.comparing(Article::publishedAt).thenComparing(Article::id))
            .filter(distinctSources(id))
            .limit(ALSO)
            .map(other -> new Related(other.title(), other.link(), other.source()))
            .toList();
    return new Pick.Story(also, updateTo.get(id), version);
  }

  /** Whether readers had the story within the last days, in this telling or another. */
  boolean isCovered(Telling telling) {
    return covered.match(telling).isPresent();
  }

  private void compareWithCovered(Article article) {
    intake
        .telling(article.id())
        .flatMap(covered::match)
        .ifPresent(
            match ->
                had(match.other().id()).ifPresent(had -> settle(article, match.likeness(), had)));
  }

  private Optional<Article> had(Article.Id id) {
    return Optional.ofNullable(coveredArticles.get(id));
  }

  private void settle(Article article, Likeness likeness, Article had) {
    if (likeness == Likeness.SAME) {
      intake.put(article.id(), Reason.ALREADY_COVERED, "Readers had it as " + name(had));
    } else if (article.publishedAt().isAfter(had.publishedAt())) {
      updateTo.put(article.id(), new Related(had.title(), had.link(), had.source()));
    } else {
      intake.put(article.id(), Reason.UPDATE_OF, "Readers had newer figures with " + name(had));
    }
  }

  /** The editor's choice is kept in the place of the one it would have made way for. */
  private Map<Article.Id, Duplicate> keepPinned(
      Map<Article.Id, Duplicate> judged, Set<Article.Id> open) {
    Map<Article.Id, Duplicate> result = new HashMap<>(judged);
    for (Article.Id id : open) {
      Duplicate made = result.get(id);
      if (made != null && intake.find(id).filter(pinned).isPresent()) {
        result.replaceAll(
            (other, was) ->
                was.kept().equals(made.kept()) ? new Duplicate(id, was.likeness()) : was);
        result.remove(id);
        result.put(made.kept(), new Duplicate(id, made.likeness()));
      }
    }
    return result;
  }

  private void leaveOut(Article.Id id, Duplicate duplicate) {
    Optional<Article> kept = intake.find(duplicate.kept());
    String name = kept.map(Retelling::name).orElse("another.");
    if (duplicate.likeness() == Likeness.SAME) {
      intake.put(id, Reason.DUPLICATE_OF, "The same story as " + name);
      intake
          .find(id)
          .ifPresent(
              article ->
                  others.computeIfAbsent(duplicate.kept(), k -> new ArrayList<>()).add(article));
    } else {
      intake.put(id, Reason.UPDATE_OF, "Newer figures stand in " + name);
    }
  }

  private Predicate<Article> distinctSources(Article.Id kept) {
    Set<String> named = new HashSet<>();
    intake.find(kept).ifPresent(article -> named.add(Key.of(article.source())));
    return article -> named.add(Key.of(article.source()));
  }

  private static String name(Article article) {
    return "\"" + article.title() + "\" of " + article.source() + ".";
  }
}
