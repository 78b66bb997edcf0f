package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The best so many hits, each document once, without the host's own. */
final class Best {

  private final Article.Id host;
  private final int count;
  private final PriorityQueue<Candidates.Hit> worstFirst =
      new PriorityQueue<>(Candidates.Hit.BEST_FIRST.reversed());

  Best(Article.Id host, int count) {
    this.host = host;
    this.count = count;
  }

  void offer(Candidates candidates, int document, double score) throws IOException {
    Candidates.@Nullable Hit worst = worstFirst.size() < count ? null : worstFirst.peek();
    if (count <= 0 || (worst != null && score < worst.score())) {
      return;
    }
    Candidates.@Nullable Hit hit = candidates.hit(document, score);
    if (hit == null || hit.id().equals(host.value()) || worstFirst.contains(hit)) {
      return;
    }
    worstFirst.add(hit);
    if (worstFirst.size() > count) {
      worstFirst.poll();
    }
  }

  /** The best first. */
  List<Candidates.Hit> hits() {
    return worstFirst.stream().sorted(Candidates.Hit.BEST_FIRST).toList();
  }
}
