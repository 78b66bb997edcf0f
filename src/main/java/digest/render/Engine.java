package digest.render;

import freemarker.core.Environment;
import freemarker.core.ParseException;
import freemarker.template.AttemptExceptionReporter;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs templates within limits of time and size (safety T4).
 *
 * <p>Each render has a thread of its own, because some expressions cannot be interrupted: when the
 * time is over the caller goes on, whatever the template still does. Threads: any number may call.
 */
final class Engine {
  private final String root;
  private final Limits limits;
  private final Faults faults;
  private final SafeConfiguration configuration;
  private final ExecutorService threads;

  /**
   * @param root stands before a template's name in messages
   * @param sources a template's text by its name
   */
  Engine(String root, Limits limits, Function<String, Optional<String>> sources) {
    this.root = root;
    this.limits = limits;
    this.faults = new Faults(root);
    this.configuration = new SafeConfiguration(new TemplateFiles(sources));
    this.configuration.setTemplateExceptionHandler(
        (exception, environment, out) -> {
          throw faults.of(exception, environment);
        });
    this.threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Engine::daemon);
  }

  /**
   * Fills in a template; what it catches itself by {@code <#attempt>} is its own affair.
   *
   * @throws TemplateFault when it cannot
   */
  String render(String name, Map<String, ?> model, Locale locale) {
    return inTime(name, () -> run(name, model, locale, (exception, environment) -> {}));
  }

  /** The same, but what the template catches itself counts too. */
  String renderStrictly(String name, Map<String, ?> model, Locale locale) {
    return inTime(
        name,
        () -> {
          AtomicReference<@Nullable TemplateFault> caught = new AtomicReference<>();
          String output =
              run(
                  name,
                  model,
                  locale,
                  (exception, environment) ->
                      caught.compareAndSet(null, faults.of(exception, environment)));
          TemplateFault first = caught.get();
          if (first != null) {
            throw first;
          }
          return output;
        });
  }

  private String run(
      String name, Map<String, ?> model, Locale locale, AttemptExceptionReporter reporter)
      throws IOException, TemplateException {
    BoundedWriter out = new BoundedWriter(limits.bytes());
    Environment environment =
        configuration.getTemplate(name, locale).createProcessingEnvironment(model, out);
    environment.setLocale(locale);
    environment.setAttemptExceptionReporter(reporter);
    environment.process();
    return out.toString();
  }

  private String inTime(String name, Callable<String> work) {
    Future<String> future = threads.submit(work);
    try {
      return future.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TemplateFault(
          root + name,
          "took longer than " + limits.time().toSeconds() + " s and was stopped. Look for a loop");
    } catch (ExecutionException e) {
      throw fault(name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering " + root + name, e);
    } finally {
      future.cancel(true);
    }
  }

  private RuntimeException fault(String name, @Nullable Throwable cause) {
    if (cause instanceof TemplateFault fault) {
      return fault;
    }
    if (cause instanceof ParseException unreadable) {
      return faults.of(unreadable);
    }
    if (cause instanceof TemplateNotFoundException missing) {
      return new TemplateFault(root + missing.getTemplateName(), "there is no such file");
    }
    if (cause instanceof BoundedWriter.Full) {
      return new TemplateFault(root + name, "made more than " + limits.bytes() + " bytes");
    }
    if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
      return new TemplateFault(root + name, "needs too much memory. Look for a macro in itself");
    }
    return new TemplateFault(root + name, String.valueOf(cause));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "render");
    thread.setDaemon(true);
    return thread;
  }
}
