package digest.press;

import digest.delivery.Retraction;
import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Links;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An edition's content without some articles, wherever it names them: as picks, beside other picks,
 * among the related posts, in the subject and the preheader. Pure.
 */
final class Retracting {

  /** A hostile link is quoted so far. */
  private static final int QUOTED = 200;

  private final Edition edition;
  private final Newsletter newsletter;
  private final List<Retraction.Item> retracted;

  /**
   * @param retracted what was taken out of it before
   */
  Retracting(Edition edition, Newsletter newsletter, List<Retraction.Item> retracted) {
    this.edition = edition;
    this.newsletter = newsletter;
    this.retracted = List.copyOf(retracted);
  }

  /**
   * What these name in the edition, in the order shown.
   *
   * @param names links in any spelling, or ids
   * @throws Refusal when one is not in it, or not any more; it says what is
   */
  List<Retraction.Item> find(List<String> names) {
    Map<String, Retraction.Item> all = shown();
    List<Retraction.Item> found = new ArrayList<>();
    for (String name : names) {
      String key = Links.normalise(name);
      all.values().stream()
          .filter(item -> isCalled(item, key, name.strip()))
          .findFirst()
          .ifPresentOrElse(
              item -> {
                if (!found.contains(item)) {
                  found.add(item);
                }
              },
              () -> {
                throw new Refusal(isNotIn(name, key, all.values()));
              });
    }
    return found;
  }

  private static boolean isCalled(Retraction.Item item, String key, String name) {
    return !name.isEmpty() && (Links.normalise(item.link()).equals(key) || item.id().equals(name));
  }

  private Map<String, Retraction.Item> shown() {
    Map<String, Retraction.Item> all = new LinkedHashMap<>();
    for (Pick pick : edition.content().picks()) {
      Article article = pick.article();
      all.putIfAbsent(
          Links.normalise(article.link()),
          new Retraction.Item(article.id().value(), article.title(), article.link()));
    }
    beside()
        .forEach(
            each ->
                all.putIfAbsent(
                    Links.normalise(each.link()),
                    new Retraction.Item("", each.title(), each.link())));
    return all;
  }

  private Stream<Related> beside() {
    Stream<Related> ofPicks =
        edition.content().picks().stream()
            .flatMap(
                pick ->
                    Stream.of(
                            pick.related().stream(),
                            pick.story().also().stream(),
                            Stream.ofNullable(pick.story().updateTo()))
                        .flatMap(each -> each));
    return Stream.concat(ofPicks, edition.content().relatedPosts().stream());
  }

  private static String named(Collection<Retraction.Item> items) {
    return items.stream()
        .map(item -> item.title() + " <" + item.link() + ">")
        .collect(Collectors.joining("; "));
  }

  private String isNotIn(String name, String key, Collection<Retraction.Item> all) {
    return retracted.stream()
        .filter(item -> isCalled(item, key, name.strip()))
        .findFirst()
        .map(this::isNotInAnyMore)
        .orElseGet(() -> neverWasIn(name, all));
  }

  private String isNotInAnyMore(Retraction.Item item) {
    return "\""
        + item.title()
        + "\" was retracted from edition "
        + edition.id()
        + " already; nobody is sent it any more";
  }

  private String neverWasIn(String name, Collection<Retraction.Item> all) {
    String quoted = name.length() > QUOTED ? name.substring(0, QUOTED) + "…" : name;
    return "\""
        + quoted.replaceAll("\\p{C}", "?")
        + "\" is not in edition "
        + edition.id()
        + (all.isEmpty() ? ", and no other article is" : ". In it are: " + named(all));
  }

  /**
   * The content without them. Subject and preheader are made anew where the newsletter's pattern
   * had made them, or where they name what goes.
   *
   * @param subject an editor's, or null
   * @param intro an editor's, empty to take it out, or null
   * @throws Refusal when no article would be left
   */
  EditionContent without(
      List<Retraction.Item> items, @Nullable String subject, @Nullable String intro) {
    List<Article.Id> drop =
        edition.content().picks().stream()
            .map(Pick::article)
            .filter(article -> isIn(items, article.link()))
            .map(Article::id)
            .toList();
    if (drop.size() == edition.content().picks().size()) {
      throw new Refusal(
          "nothing would be left of edition "
              + edition.id()
              + ". Cancel it instead: digest edition cancel "
              + edition.id());
    }
    EditionContent less =
        cleaned(
            drop.isEmpty()
                ? edition.content()
                : new ContentEdits(null, null, null, drop, null, List.of())
                    .apply(edition.content()),
            items);
    EditionContent headed =
        new EditionContent(
            subject(less, items),
            preheader(less, items),
            less.intro(),
            less.picks(),
            less.relatedPosts());
    return subject == null && intro == null
        ? headed
        : new ContentEdits(subject, null, intro, List.of(), null, List.of()).apply(headed);
  }

  /** Where words of an editor's still name one of them. */
  static boolean isNamedInIntro(EditionContent content, List<Retraction.Item> items) {
    return content.intro() != null && names(content.intro(), items);
  }

  private static EditionContent cleaned(EditionContent content, List<Retraction.Item> items) {
    return new EditionContent(
        content.subject(),
        content.preheader(),
        content.intro(),
        content.picks().stream().map(pick -> cleaned(pick, items)).toList(),
        cleaned(content.relatedPosts(), items));
  }

  private static Pick cleaned(Pick pick, List<Retraction.Item> items) {
    Related before = pick.story().updateTo();
    return new Pick(
        pick.article(),
        pick.teaser(),
        cleaned(pick.related(), items),
        pick.section(),
        pick.position(),
        pick.reason(),
        pick.minutes(),
        new Pick.Story(
            cleaned(pick.story().also(), items),
            before == null || isIn(items, before.link()) ? null : before,
            pick.story().version()));
  }

  private static List<Related> cleaned(List<Related> related, List<Retraction.Item> items) {
    return related.stream().filter(each -> !isIn(items, each.link())).toList();
  }

  private String subject(EditionContent less, List<Retraction.Item> items) {
    String before = edition.content().subject();
    return before.equals(subject(edition.content().picks())) || names(before, items)
        ? subject(less.picks())
        : before;
  }

  private String subject(List<Pick> picks) {
    return FrontMatter.subject(newsletter, edition.slot().when(), edition.number(), picks);
  }

  private String preheader(EditionContent less, List<Retraction.Item> items) {
    String before = edition.content().preheader();
    return before.equals(FrontMatter.preheader(edition.content().picks())) || names(before, items)
        ? FrontMatter.preheader(less.picks())
        : before;
  }

  private static boolean names(String text, List<Retraction.Item> items) {
    return items.stream().anyMatch(item -> plain(text).contains(plain(item.title())));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isIn(List<Retraction.Item> items, String link) {
    String key = Links.normalise(link);
    return items.stream().anyMatch(item -> Links.normalise(item.link()).equals(key));
  }
}
