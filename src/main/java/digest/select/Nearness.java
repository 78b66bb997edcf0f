package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * How near articles are to one another: by the terms that both have, rare ones counting more.
 *
 * <p>Lucene keeps the lists of who has which term; the sums are ours, so that equal archives give
 * equal scores however often they were edited, merged, or in which order they were read.
 */
final class Nearness {

  static double PRIOR = Double.parseDouble(System.getProperty("PRIOR", "500"));
  static int TERMS = Integer.parseInt(System.getProperty("TERMS", "80"));
  static double LEAST = Double.parseDouble(System.getProperty("LEAST", "0.06"));
  static double POWER = Double.parseDouble(System.getProperty("POWER", "2"));

  private final IndexReader reader;
  private final RelatedIndex.Scope scope;

  Nearness(IndexReader reader, RelatedIndex.Scope scope) {
    this.reader = reader;
    this.scope = scope;
  }

  /** A term of the host, and what one unit of it in another article is worth. */
  private record Clue(String term, double worth, double own) {}

  List<RelatedIndex.Match> near(Article.Id host, Profile profile, int count) throws IOException {
    List<Clue> clues = clues(profile);
    double whole = clues.stream().mapToDouble(Clue::own).sum();
    Best best = new Best(host, count);
    for (LeafReaderContext leaf : reader.leaves()) {
      double[] scores = scores(leaf, clues);
      Candidates candidates = new Candidates(leaf, scope);
      for (int document = 0; document < scores.length; document++) {
        double score = StrictMath.rint(1000 * scores[document] / whole) / 1000;
        if (score >= LEAST) {
          best.offer(candidates, document, score);
        }
      }
    }
    return best.matches(reader);
  }

  private double[] scores(LeafReaderContext leaf, List<Clue> clues) throws IOException {
    double[] scores = new double[leaf.reader().maxDoc()];
    for (Clue clue : clues) {
      PostingsEnum postings = postings(leaf, ArticleDocument.ABOUT, clue.term());
      while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        scores[postings.docID()] += clue.worth() * postings.freq();
      }
    }
    return scores;
  }

  private List<Clue> clues(Profile profile) throws IOException {
    List<Clue> clues = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : profile.weights().entrySet()) {
      double rarity = rarity(documents(entry.getKey()));
      double worth = StrictMath.pow(rarity, POWER) * entry.getValue();
      clues.add(new Clue(entry.getKey(), worth, worth * entry.getValue()));
    }
    clues.sort(Comparator.comparingDouble(Clue::worth).reversed().thenComparing(Clue::term));
    return clues.subList(0, Math.min(TERMS, clues.size()));
  }

  private double rarity(long documents) {
    return StrictMath.log(1 + (reader.numDocs() + PRIOR - documents + 0.5) / (documents + 0.5));
  }

  /** How many have the term. What was replaced is not counted, though still on the disk. */
  private long documents(String term) throws IOException {
    long documents = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      if (live == null) {
        documents += leaf.reader().docFreq(new Term(ArticleDocument.ABOUT, term));
      } else {
        PostingsEnum postings = postings(leaf, ArticleDocument.ABOUT, term);
        while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          documents += live.get(postings.docID()) ? 1 : 0;
        }
      }
    }
    return documents;
  }

  private static @Nullable PostingsEnum postings(LeafReaderContext leaf, String field, String term)
      throws IOException {
    return leaf.reader().postings(new Term(field, term), PostingsEnum.FREQS);
  }

  List<RelatedIndex.Match> withTopics(Set<String> topics, int count) throws IOException {
    Best best = new Best(new Article.Id(""), count);
    Set<String> terms = topics.stream().map(Profile::topicTerm).collect(Collectors.toSet());
    for (LeafReaderContext leaf : reader.leaves()) {
      for (String term : terms) {
        Candidates candidates = new Candidates(leaf, scope);
        PostingsEnum postings = postings(leaf, ArticleDocument.TOPIC, term);
        while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          best.offer(candidates, postings.docID(), 1);
        }
      }
    }
    return best.matches(reader);
  }

  /** The best so far. */
  private static final class Best {
    private final Article.Id host;
    private final int count;
    private final PriorityQueue<Candidates.Hit> worstFirst;

    Best(Article.Id host, int count) {
      this.host = host;
      this.count = count;
      this.worstFirst = new PriorityQueue<>(Candidates.Hit.BEST_FIRST.reversed());
    }

    void offer(Candidates candidates, int document, double score) throws IOException {
      Candidates.Hit worst = worstFirst.size() < count ? null : worstFirst.peek();
      if (count == 0 || (worst != null && score < worst.score())) {
        return;
      }
      Candidates.Hit hit = candidates.hit(document, score);
      if (hit == null || hit.id().equals(host.value()) || worstFirst.contains(hit)) {
        return;
      }
      worstFirst.add(hit);
      if (worstFirst.size() > count) {
        worstFirst.poll();
      }
    }

    List<RelatedIndex.Match> matches(IndexReader reader) throws IOException {
      List<RelatedIndex.Match> matches = new ArrayList<>();
      for (Candidates.Hit hit : worstFirst.stream().sorted(Candidates.Hit.BEST_FIRST).toList()) {
        matches.add(
            ArticleDocument.match(
                reader, hit.document(), ArticleDocument.instant(hit.published()), hit.score()));
      }
      return matches;
    }
  }
}
