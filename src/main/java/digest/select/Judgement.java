package digest.select;

import digest.edition.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups tellings by story, and sets groups behind newer ones of the same event.
 *
 * <p>A chain of tellings may end in another story than it began with: none joins a group whose kept
 * telling clearly tells another.
 */
final class Judgement {

  private final List<Telling> bestFirst;
  private final List<Group> groupOf = new ArrayList<>();
  private final List<Pair> updates = new ArrayList<>();

  /** Takes tellings in the order in which they are kept. */
  Judgement(List<Telling> bestFirst) {
    this.bestFirst = bestFirst;
    List<Pair> same = new ArrayList<>();
    Stories stories = new Stories();
    for (int i = 0; i < bestFirst.size(); i++) {
      groupOf.add(new Group(i));
      for (Stories.Near near : stories.near(bestFirst.get(i))) {
        Pair pair = new Pair(near.place(), i, near.comparison().strength());
        switch (near.comparison().likeness()) {
          case SAME -> same.add(pair);
          case UPDATE -> updates.add(pair);
          case OTHER -> {}
        }
      }
      stories.add(bestFirst.get(i));
    }
    same.sort(Pair.SUREST_FIRST);
    updates.sort(Pair.SUREST_FIRST);
    same.forEach(this::join);
  }

  private record Pair(int one, int other, double strength) {
    static final Comparator<Pair> SUREST_FIRST =
        Comparator.comparingDouble(Pair::strength)
            .reversed()
            .thenComparingInt(Pair::one)
            .thenComparingInt(Pair::other);
  }

  /** Tellings of one story; the first is kept. */
  private static final class Group {
    final List<Integer> members = new ArrayList<>();
    @Nullable Group newer;

    Group(int first) {
      members.add(first);
    }

    int kept() {
      return members.get(0);
    }
  }

  private void join(Pair pair) {
    Group one = groupOf.get(pair.one());
    Group other = groupOf.get(pair.other());
    if (one.equals(other)) {
      return;
    }
    Group better = one.kept() < other.kept() ? one : other;
    Group worse = better.equals(one) ? other : one;
    Reading kept = new Reading(bestFirst.get(better.kept()));
    if (worse.members.stream().noneMatch(member -> isAnother(kept, member))) {
      worse.members.forEach(member -> groupOf.set(member, better));
      better.members.addAll(worse.members);
    }
  }

  private boolean isAnother(Reading kept, int member) {
    Comparison comparison = Comparison.of(kept, new Reading(bestFirst.get(member)));
    return comparison.contrary() || comparison.likeness() == Likeness.UPDATE;
  }

  /** For each telling that is not kept, the one that is. */
  Map<Article.Id, Duplicate> duplicates() {
    updates.forEach(this::putBehind);
    Map<Article.Id, Duplicate> duplicates = new HashMap<>();
    for (int i = 0; i < bestFirst.size(); i++) {
      Group group = groupOf.get(i);
      Group newest = newest(group);
      Likeness likeness = newest.equals(group) ? Likeness.SAME : Likeness.UPDATE;
      if (newest.kept() != i) {
        Article.Id kept = bestFirst.get(newest.kept()).id();
        duplicates.put(bestFirst.get(i).id(), new Duplicate(kept, likeness));
      }
    }
    return duplicates;
  }

  /** The older group behind the newer, unless it stands behind one already. */
  private void putBehind(Pair pair) {
    Group one = newest(groupOf.get(pair.one()));
    Group other = newest(groupOf.get(pair.other()));
    Group newer = oldestFirst().compare(one, other) < 0 ? other : one;
    Group older = newer.equals(one) ? other : one;
    if (!older.equals(newer)) {
      Reading kept = new Reading(bestFirst.get(newer.kept()));
      if (!Comparison.of(kept, new Reading(bestFirst.get(older.kept()))).contrary()) {
        older.newer = newer;
      }
    }
  }

  /** A story is as old as its first telling: others copy it later. */
  private Comparator<Group> oldestFirst() {
    return Comparator.comparing((Group group) -> first(group).publishedAt())
        .thenComparing(group -> first(group).id());
  }

  private Telling first(Group group) {
    return group.members.stream()
        .map(bestFirst::get)
        .min(Comparator.comparing(Telling::publishedAt).thenComparing(Telling::id))
        .orElseThrow();
  }

  private static Group newest(Group group) {
    Group newest = group;
    while (newest.newer != null) {
      newest = newest.newer;
    }
    return newest;
  }
}
