package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;

/**
 * How near articles are to one another: by the terms that both have, rare ones counting more.
 *
 * <p>It looks twice. The nearest two of the first look are nearly always right, and lend the host
 * their words; so the second finds those who tell of the subject in other words.
 *
 * <p>Lucene keeps the lists of who has which term; the sums are ours, so that equal archives give
 * equal scores however often they were edited, merged, or in which order they were read. All
 * numbers here were measured on the archive in the tests' resources.
 */
final class Nearness {

  /** A term of an article alone is as rare in ten articles as it is in five hundred. */
  private static final double SMALL = 500;

  /** The terms that are worth most; the others add work and noise. */
  private static final int TERMS = 80;

  /** Whoever has nobody so near in the first look is about something of its own. */
  private static final double COMPANY = 0.09;

  /** Nearer ones lend words. */
  private static final double LENDER = 0.05;

  /** Such a one is a copy, and has no other words. */
  private static final double COPY = 0.6;

  private static final int LENDERS = 2;
  private static final int COPIES = 8;
  private static final double LENT = 0.9;
  private static final double LENT_IN_FULL = 0.2;

  /** In the second look. */
  private static final double NEAR = 0.055;

  /** So many terms of full weight make a whole. */
  private static final double LEAST_TERMS = 10;

  private final Archive archive;
  private final RelatedIndex.Scope scope;

  Nearness(IndexReader reader, RelatedIndex.Scope scope) throws IOException {
    this.archive = new Archive(reader, ArticleDocument.ABOUT);
    this.scope = scope;
  }

  /** A term of the host, and what one unit of it in another article is worth. */
  private record Clue(String term, double weight, double worth) {}

  List<RelatedIndex.Match> near(Article.Id host, Profile profile, int count) throws IOException {
    List<Candidates.Hit> first = look(host, profile, LENDERS + COPIES, LENDER);
    if (first.isEmpty() || first.get(0).score() < COMPANY) {
      return List.of();
    }
    Profile wider = profile.with(lent(first));
    return ArticleDocument.matches(archive.reader(), look(host, wider, count, NEAR));
  }

  private Map<Profile, Double> lent(List<Candidates.Hit> first) throws IOException {
    Map<Profile, Double> lent = new LinkedHashMap<>();
    for (Candidates.Hit hit : first) {
      if (hit.score() < COPY && lent.size() < LENDERS) {
        double share = LENT / Math.sqrt(LENDERS) * Math.min(1, hit.score() / LENT_IN_FULL);
        lent.put(ArticleDocument.profile(archive.reader(), hit.document()), share);
      }
    }
    return lent;
  }

  private List<Candidates.Hit> look(Article.Id host, Profile profile, int count, double least)
      throws IOException {
    List<Clue> clues = clues(profile);
    double whole = whole(clues);
    Best best = new Best(host, count);
    for (Archive.Part part : archive.parts()) {
      double[] sums = sums(part, clues);
      Candidates candidates = new Candidates(part.leaf(), scope);
      for (int document = 0; document < sums.length; document++) {
        if (sums[document] >= least * whole) {
          double thousandths = StrictMath.rint(1000 * sums[document] / whole);
          best.offer(candidates, document, thousandths / 1000);
        }
      }
    }
    return best.hits();
  }

  private static double[] sums(Archive.Part part, List<Clue> clues) throws IOException {
    double[] sums = new double[part.leaf().reader().maxDoc()];
    for (Clue clue : clues) {
      part.visit(clue.term(), (document, weight) -> sums[document] += clue.worth() * weight);
    }
    return sums;
  }

  private List<Clue> clues(Profile profile) throws IOException {
    List<Clue> clues = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : profile.weights().entrySet()) {
      double rarity = rarity(entry.getKey());
      double worth = rarity * rarity * entry.getValue();
      clues.add(new Clue(entry.getKey(), entry.getValue(), worth));
    }
    clues.sort(Comparator.comparingDouble(Clue::worth).reversed().thenComparing(Clue::term));
    return clues.subList(0, Math.min(TERMS, clues.size()));
  }

  /**
   * What an article of these clues alone would score. Few words are no whole: where a headline is
   * all there is, one word of it in common is a fifth, and no proof.
   */
  private static double whole(List<Clue> clues) {
    double full = (double) Profile.FULL * Profile.FULL;
    double terms = 0;
    double own = 0;
    for (Clue clue : clues) {
      terms += clue.weight() * clue.weight() / full;
      own += clue.worth() * clue.weight();
    }
    return own * Math.max(1, LEAST_TERMS / terms);
  }

  /** A category that a third of a small archive has says as little as in a large one. */
  private double rarity(String term) throws IOException {
    long documents = archive.documents(term);
    double all = archive.size() + (Profile.isTopicTerm(term) ? 0 : SMALL);
    return StrictMath.log(1 + (all - documents + 0.5) / (documents + 0.5));
  }
}
