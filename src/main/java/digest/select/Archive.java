package digest.select;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The terms of one field as of one commit: who has which. Threads: for one. */
final class Archive {

  private final IndexReader reader;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Long> known = new HashMap<>();

  Archive(IndexReader reader, String field) throws IOException {
    this.reader = reader;
    for (LeafReaderContext leaf : reader.leaves()) {
      @Nullable Terms terms = leaf.reader().terms(field);
      if (terms != null) {
        parts.add(new Part(leaf, terms.iterator()));
      }
    }
  }

  /** Takes a document, and the weight of a term in it. */
  interface Visitor {
    void visit(int document, int weight) throws IOException;
  }

  IndexReader reader() {
    return reader;
  }

  List<Part> parts() {
    return parts;
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
    for (Part part : parts) {
      documents += part.documents(new BytesRef(term));
    }
    known.put(term, documents);
    return documents;
  }

  /** A part of the index; making its enumeration of terms costs more than a seek in it. */
  record Part(LeafReaderContext leaf, TermsEnum terms) {

    private long documents(BytesRef term) throws IOException {
      Bits live = leaf.reader().getLiveDocs();
      if (!terms.seekExact(term)) {
        return 0;
      }
      if (live == null) {
        return terms.docFreq();
      }
      long[] count = new long[1];
      visitFound((document, weight) -> count[0] += live.get(document) ? 1 : 0);
      return count[0];
    }

    /** Calls with every document that has the term, in ascending order. */
    void visit(String term, Visitor visitor) throws IOException {
      if (terms.seekExact(new BytesRef(term))) {
        visitFound(visitor);
      }
    }

    private void visitFound(Visitor visitor) throws IOException {
      PostingsEnum postings = terms.postings(null, PostingsEnum.FREQS);
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        visitor.visit(postings.docID(), postings.freq());
      }
    }
  }
}
