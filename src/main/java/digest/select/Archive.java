package digest.select;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The index as of one commit, asked who has which term. Threads: for one. */
final class Archive {

  private final IndexReader reader;
  private final Map<String, Long> known = new HashMap<>();

  Archive(IndexReader reader) {
    this.reader = reader;
  }

  /** Takes a document, and the weight of a term in it. */
  interface Visitor {
    void visit(int document, int weight) throws IOException;
  }

  IndexReader reader() {
    return reader;
  }

  List<LeafReaderContext> parts() {
    return reader.leaves();
  }

  /** How many articles it knows. */
  int size() {
    return reader.numDocs();
  }

  /**
   * How many have the term. What was replaced is not counted, though still on the disk: the same
   * articles give the same number, however they came here.
   */
  long documents(String term) throws IOException {
    Long before = known.get(term);
    if (before != null) {
      return before;
    }
    long documents = 0;
    for (LeafReaderContext part : reader.leaves()) {
      documents += documents(part, term);
    }
    known.put(term, documents);
    return documents;
  }

  private static long documents(LeafReaderContext part, String term) throws IOException {
    Bits live = part.reader().getLiveDocs();
    if (live == null) {
      return part.reader().docFreq(new Term(ArticleDocument.ABOUT, term));
    }
    long[] count = new long[1];
    visit(
        part,
        ArticleDocument.ABOUT,
        term,
        (document, weight) -> count[0] += live.get(document) ? 1 : 0);
    return count[0];
  }

  /** Calls with every document of a part that has the term, in ascending order. */
  static void visit(LeafReaderContext part, String field, String term, Visitor visitor)
      throws IOException {
    @Nullable PostingsEnum postings =
        part.reader().postings(new Term(field, term), PostingsEnum.FREQS);
    while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      visitor.visit(postings.docID(), postings.freq());
    }
  }
}
