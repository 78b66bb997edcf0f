package digest.edition;

import digest.audience.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out which picks of an edition a reader gets, by the topics the reader chose.
 *
 * <p>A pick is about its article's topics, its section, and the section of its feed. Topics are
 * compared by their keys ({@link Topic#key}). A pick that is about nothing known is for everybody.
 * Immutable; safe for many threads.
 */
public final class PersonalPicks {

  /** By place; empty for everybody's, null for one that is not there any more. */
  private final List<@Nullable Set<String>> topics;

  private PersonalPicks(List<@Nullable Set<String>> topics) {
    this.topics = topics;
  }

  /**
   * Over an edition's content as it stands.
   *
   * @param places as they were frozen; a pick that was retracted since is in nobody's choice
   * @param feeds of the newsletter
   */
  public static PersonalPicks of(List<Article.Id> places, List<Pick> picks, List<Feed> feeds) {
    Map<String, String> sections = new HashMap<>();
    feeds.forEach(feed -> put(sections, feed));
    Map<Article.Id, Set<String>> byArticle = new HashMap<>();
    picks.forEach(pick -> byArticle.put(pick.article().id(), topics(pick, sections)));
    List<@Nullable Set<String>> topics = new ArrayList<>();
    places.forEach(article -> topics.add(byArticle.get(article)));
    return new PersonalPicks(topics);
  }

  private static void put(Map<String, String> sections, Feed feed) {
    if (feed.section() != null) {
      sections.put(feed.location(), feed.section());
    }
  }

  private static Set<String> topics(Pick pick, Map<String, String> sections) {
    String section = pick.section();
    boolean isReserved = section.equals(Pick.LEAD) || section.equals(Pick.MORE);
    return keys(
        Stream.of(
                pick.article().topics().stream(),
                Stream.ofNullable(isReserved ? null : section),
                Stream.ofNullable(sections.get(pick.article().feed())))
            .flatMap(each -> each)
            .toList());
  }

  /**
   * What a reader gets.
   *
   * @param chosen the reader's topics; none means all picks
   * @return {@link Choice#isNone} when no pick is about any of them
   */
  public Choice of(Collection<String> chosen) {
    Set<String> wanted = keys(chosen);
    if (wanted.isEmpty() || topics.stream().allMatch(about -> isFor(wanted, about, true))) {
      return Choice.ALL;
    }
    return Choice.of(topics.stream().map(about -> isFor(wanted, about, false)).toList());
  }

  private static boolean isFor(Set<String> wanted, @Nullable Set<String> about, boolean ifGone) {
    if (about == null) {
      return ifGone;
    }
    return about.isEmpty() || about.stream().anyMatch(wanted::contains);
  }

  private static Set<String> keys(Collection<String> topics) {
    return topics.stream()
        .map(Topic::key)
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
