package digest.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tellings, to be asked which of them tell the story of another (picking D1, D2, D4).
 *
 * <p>The answer does not depend on the order in which they were added. An index finds the few that
 * are worth comparing.
 */
final class Stories {

  /** More of the nearest are never compared. */
  private static final int NEAREST = 16;

  /** Texts that share less than this part of the shorter one's traces are not worth comparing. */
  private static final double WORTH_COMPARING = 0.15;

  private final List<Telling> tellings = new ArrayList<>();
  private final Postings index = new Postings();
  private final Postings names = new Postings();
  private int[] lengths = new int[64];
  private int[] hits = new int[64];
  private int[] touched = new int[64];
  private int touchedCount;

  /**
   * A telling and how it compares.
   *
   * @param place the how-manieth that was added
   */
  record Near(int place, Telling telling, Comparison comparison) {}

  /** One more, which later ones are compared with. */
  void add(Telling telling) {
    int place = tellings.size();
    if (place == hits.length) {
      hits = Arrays.copyOf(hits, place * 2);
      lengths = Arrays.copyOf(lengths, place * 2);
      touched = new int[place * 2];
    }
    int[] traces = Traces.ofText(telling);
    lengths[place] = traces.length;
    for (int trace : traces) {
      index.add(trace, place);
    }
    for (int name : Traces.ofNames(telling)) {
      names.add(name, place);
    }
    tellings.add(telling);
  }

  /**
   * The telling of the same story that is surest, else of the same event with other numbers; the
   * telling itself where it was added.
   */
  Optional<Match> match(Telling telling) {
    return near(telling).stream()
        .filter(near -> near.comparison().likeness() != Likeness.OTHER)
        .min(
            Comparator.comparing((Near near) -> near.comparison().likeness())
                .thenComparing(near -> near.comparison().strength(), Comparator.reverseOrder())
                .thenComparing(near -> near.telling().id()))
        .map(near -> new Match(near.telling(), near.comparison().likeness()));
  }

  /** Those worth comparing, compared. */
  List<Near> near(Telling telling) {
    List<Integer> candidates = candidates(telling);
    if (candidates.isEmpty()) {
      return List.of();
    }
    Reading reading = new Reading(telling);
    return candidates.stream()
        .map(
            place -> {
              Telling other = tellings.get(place);
              return new Near(place, other, Comparison.of(reading, new Reading(other)));
            })
        .toList();
  }

  /** Those with a name in common, and of the texts that share most the nearest. */
  private List<Integer> candidates(Telling telling) {
    List<Integer> candidates = new ArrayList<>();
    for (int name : Traces.ofNames(telling)) {
      names.forEach(name, candidates::add);
    }
    List<Integer> nearest = nearest(Traces.ofText(telling));
    candidates.addAll(nearest.subList(0, Math.min(NEAREST, nearest.size())));
    return candidates.stream().distinct().toList();
  }

  private List<Integer> nearest(int[] traces) {
    touchedCount = 0;
    for (int trace : traces) {
      index.forEach(trace, this::touch);
    }
    List<Integer> nearest = new ArrayList<>();
    for (int i = 0; i < touchedCount; i++) {
      int place = touched[i];
      if (hits[place] >= WORTH_COMPARING * Math.min(traces.length, lengths[place])) {
        nearest.add(place);
      }
    }
    nearest.sort(
        Comparator.comparingInt((Integer place) -> -hits[place])
            .thenComparing(place -> tellings.get(place).id()));
    for (int i = 0; i < touchedCount; i++) {
      hits[touched[i]] = 0;
    }
    return nearest;
  }

  private void touch(int place) {
    if (hits[place]++ == 0) {
      touched[touchedCount++] = place;
    }
  }
}
