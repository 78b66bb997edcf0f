package digest.select;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The documents of one part of the index that a scope lets through, asked in ascending order. */
final class Candidates {

  private final @Nullable Bits live;
  private final int base;
  private final NumericDocValues published;
  private final SortedDocValues feeds;
  private final BinaryDocValues ids;
  private final Set<Integer> wanted = new HashSet<>();
  private final boolean anyFeed;
  private final long after;
  private final long until;

  Candidates(LeafReaderContext leaf, RelatedIndex.Scope scope) throws IOException {
    live = leaf.reader().getLiveDocs();
    base = leaf.docBase;
    published = DocValues.getNumeric(leaf.reader(), ArticleDocument.PUBLISHED);
    feeds = DocValues.getSorted(leaf.reader(), ArticleDocument.FEED);
    ids = DocValues.getBinary(leaf.reader(), ArticleDocument.ID);
    anyFeed = scope.feeds().isEmpty();
    for (String feed : scope.feeds()) {
      wanted.add(feeds.lookupTerm(new BytesRef(feed)));
    }
    after = ArticleDocument.micros(scope.after());
    until = ArticleDocument.micros(scope.until());
  }

  /**
   * A document that may be shown.
   *
   * @param published in microseconds
   */
  record Hit(int document, double score, long published, String id) {
    static final Comparator<Hit> BEST_FIRST =
        Comparator.comparingDouble(Hit::score)
            .thenComparingLong(Hit::published)
            .reversed()
            .thenComparing(Hit::id);
  }

  /** The document, or null where the scope does not hold it. */
  @Nullable Hit hit(int document, double score) throws IOException {
    if (live != null && !live.get(document)) {
      return null;
    }
    if (!published.advanceExact(document) || !feeds.advanceExact(document)) {
      return null;
    }
    long at = published.longValue();
    if (at <= after || at > until || !(anyFeed || wanted.contains(feeds.ordValue()))) {
      return null;
    }
    ids.advanceExact(document);
    return new Hit(base + document, score, at, ids.binaryValue().utf8ToString());
  }
}
