package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The best so many hits, each document once, without the host's own. */
final class Best {

  private final Article.Id host;
  private final int count;
  private final TreeSet<Candidates.Hit> kept = new TreeSet<>(Candidates.Hit.BEST_FIRST);

  Best(Article.Id host, int count) {
    this.host = host;
    this.count = count;
  }

  /** Two offers of one document must have one score. */
  void offer(Candidates candidates, int document, double score) throws IOException {
    if (count <= 0 || (kept.size() == count && score < kept.last().score())) {
      return;
    }
    Candidates.@Nullable Hit hit = candidates.hit(document, score);
    if (hit == null || hit.id().equals(host.value())) {
      return;
    }
    kept.add(hit);
    if (kept.size() > count) {
      kept.pollLast();
    }
  }

  /** The best first. */
  List<Candidates.Hit> hits() {
    return List.copyOf(kept);
  }
}
