package digest.web;

import digest.press.Refusal;
import digest.store.StoreFault;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is shown when something is not done: what and why in words, never a stack trace. */
final class ErrorPages {

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  private final View view;

  ErrorPages(View view) {
    this.view = view;
  }

  void register(RoutesConfig routes) {
    routes.exception(Problem.class, (problem, ctx) -> show(ctx, problem));
    routes.exception(
        Refusal.class,
        (refusal, ctx) ->
            show(
                ctx,
                new Problem(
                    409,
                    "This cannot be done",
                    Problem.sentence(String.valueOf(refusal.getMessage())))));
    routes.exception(HttpResponseException.class, (e, ctx) -> show(ctx, refused(e.getStatus())));
    routes.exception(StoreFault.class, this::away);
    routes.exception(Exception.class, this::broken);
    routes.error(404, ctx -> plain(ctx, Problem.notFound()));
  }

  /** Whoever pressed a button presses it again; mail programs do so by themselves (RFC 8058). */
  private void away(StoreFault e, Context ctx) {
    log.error(
        "page without a store method={} route={} cause={}",
        ctx.method(),
        ctx.endpoint().path,
        e.getMessage());
    ctx.header("Retry-After", "30");
    show(
        ctx,
        new Problem(
            503,
            "Please try again in a moment",
            "The data cannot be reached; nothing was changed."));
  }

  private void broken(Exception e, Context ctx) {
    log.error("page failed method={} route={}", ctx.method(), ctx.endpoint().path, e);
    show(
        ctx, new Problem(500, "Something broke here", "It is in the log. Nothing was sent by it."));
  }

  private static Problem refused(int status) {
    return switch (status) {
      case 404 -> Problem.notFound();
      case 405 -> new Problem(405, "This address does not take that", "Open it as a page instead.");
      case 413 -> new Problem(413, "That is too much", "A form may hold 256 KB.");
      default -> new Problem(status, "This request makes no sense", "Go back and try it again.");
    };
  }

  private void plain(Context ctx, Problem problem) {
    if (ctx.result() == null || !String.valueOf(ctx.res().getContentType()).contains("html")) {
      show(ctx, problem);
    }
  }

  private void show(Context ctx, Problem problem) {
    Policy.READER.apply(ctx);
    ctx.status(problem.status());
    view.reader(
        ctx,
        "problem",
        problem.title(),
        Map.of("heading", problem.title(), "words", problem.words()));
  }
}
