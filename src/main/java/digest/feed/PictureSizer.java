package digest.feed;

import digest.edition.Article;
import digest.edition.Image;
import digest.net.Http;
import digest.net.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures pictures by the heads of their files: what a feed says of their size is often a
 * thumbnail's. Bounded: 20 pictures and 5 seconds a fetch. Thread-safe.
 */
final class PictureSizer {

  private static final int MAX_PICTURES = 20;
  private static final int MAX_KNOWN = 5_000;
  private static final int THREADS = 4;
  private static final int SECONDS = 5;

  /** Enough to get past the thumbnail in a photograph. */
  private static final int HEAD_BYTES = 65_536;

  /** Smaller ones count readers. */
  private static final int LEAST = 3;

  private final Http http;
  private final Map<String, PictureHead.Size> known = new ConcurrentHashMap<>();

  PictureSizer(Http http) {
    this.http = http;
  }

  /** The articles with the sizes that could be found out, without pictures of a pixel or two. */
  List<Article> measure(List<Article> articles) {
    measureNew(articles);
    return articles.stream().map(this::measured).toList();
  }

  private void measureNew(List<Article> articles) {
    if (known.size() > MAX_KNOWN) {
      known.clear();
    }
    Set<String> urls = new LinkedHashSet<>();
    articles.stream()
        .flatMap(article -> Optional.ofNullable(article.image()).stream())
        .map(Image::url)
        .filter(url -> !known.containsKey(url))
        .forEach(urls::add);
    List<String> some = urls.stream().limit(MAX_PICTURES).toList();
    if (!some.isEmpty()) {
      measureAll(some);
    }
  }

  private void measureAll(List<String> urls) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(THREADS, urls.size()),
            task -> {
              Thread thread = new Thread(task, "picture size");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      urls.forEach(url -> tasks.add(() -> measure(url)));
      threads.invokeAll(tasks, SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean measure(String url) {
    Reply reply = http.getStart(url, HEAD_BYTES);
    if (reply.isOk()) {
      PictureHead.size(reply.body()).ifPresent(size -> known.put(url, size));
    }
    return reply.isOk();
  }

  private Article measured(Article article) {
    Image image = article.image();
    PictureHead.Size size = image == null ? null : known.get(image.url());
    if (image == null || size == null) {
      return article;
    }
    boolean isShown = Math.min(size.width(), size.height()) >= LEAST;
    return with(
        article, isShown ? new Image(image.url(), image.alt(), size.width(), size.height()) : null);
  }

  private static Article with(Article article, @Nullable Image image) {
    return new Article(
        article.id(),
        article.feed(),
        article.source(),
        article.guid(),
        article.link(),
        article.title(),
        article.author(),
        article.publishedAt(),
        article.dating(),
        article.firstSeenAt(),
        article.html(),
        article.summary(),
        article.topics(),
        image,
        article.language(),
        article.related(),
        article.featured(),
        article.access());
  }
}
