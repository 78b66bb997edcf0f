package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;

/** Finds what has a topic, newest first. */
final class TopicLookup {

  /** Nobody has this id. */
  private static final Article.Id NOBODY = new Article.Id("");

  private TopicLookup() {}

  static List<RelatedIndex.Match> of(
      IndexReader reader, RelatedIndex.Scope scope, Set<String> topics, int count)
      throws IOException {
    Set<String> terms = new TreeSet<>();
    topics.forEach(topic -> terms.add(Profile.topicTerm(topic)));
    Best best = new Best(NOBODY, count);
    for (Archive.Part part : new Archive(reader, ArticleDocument.TOPIC).parts()) {
      for (String term : terms) {
        Candidates candidates = new Candidates(part.leaf(), scope);
        part.visit(term, (document, weight) -> best.offer(candidates, document, 1));
      }
    }
    return ArticleDocument.matches(reader, best.hits());
  }
}
