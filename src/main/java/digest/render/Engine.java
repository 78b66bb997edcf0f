package digest.render;

import freemarker.core.Environment;
import freemarker.core.ParseException;
import freemarker.template.AttemptExceptionReporter;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
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
  private static final AttemptExceptionReporter UNTOLD = (exception, environment) -> {};
  private static final int LEAST_EXPECTED = 4 * 1024;
  private static final int MOST_EXPECTED = 128 * 1024;

  private final String root;
  private final Limits limits;
  private final Faults faults;
  private final SafeConfiguration configuration;
  private final ExecutorService threads;
  private volatile int longest = LEAST_EXPECTED; // characters; a guess of what comes next

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
          if (environment.isInAttemptBlock()) {
            throw exception; // which the template catches
          }
          throw faults.of(exception, environment);
        });
    this.threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Engine::daemon);
  }

  /**
   * A template and what it is to lay out.
   *
   * @param name relative to the root
   */
  record Part(String name, Map<String, ?> model) {}

  /**
   * Fills in templates, within the limits together; what they catch themselves by {@code
   * <#attempt>} is their own affair.
   *
   * @return without the white space before the first letter: what a template says there are the
   *     gaps between its definitions
   * @throws TemplateFault when one cannot be filled in
   */
  List<String> render(List<Part> parts, Locale locale) {
    return inTime(new Run(parts, locale, false));
  }

  /** The same, but what a template catches itself counts too. */
  List<String> renderStrictly(List<Part> parts, Locale locale) {
    Run run = new Run(parts, locale, true);
    List<String> outputs = inTime(run);
    TemplateFault first = run.caught.get();
    if (first != null) {
      throw first;
    }
    return outputs;
  }

  /**
   * Fills in a template within another that is being filled in, in the time that one has; its size
   * is limited for itself.
   */
  String within(Part part, Locale locale) throws IOException, TemplateException {
    BoundedWriter out = new BoundedWriter(limits.bytes(), LEAST_EXPECTED);
    process(part, locale, out, UNTOLD);
    return out.take();
  }

  private void process(Part part, Locale locale, Writer out, AttemptExceptionReporter caught)
      throws IOException, TemplateException {
    Environment environment =
        configuration
            .getTemplate(part.name(), locale)
            .createProcessingEnvironment(part.model(), out);
    environment.setLocale(locale);
    environment.setAttemptExceptionReporter(caught);
    environment.process();
  }

  /** One pass over some templates. */
  private final class Run implements Callable<List<String>>, AttemptExceptionReporter {
    private final List<Part> parts;
    private final Locale locale;
    private final boolean isStrict;
    private final AtomicReference<@Nullable TemplateFault> caught = new AtomicReference<>();
    private volatile String current = "";

    Run(List<Part> parts, Locale locale, boolean isStrict) {
      this.parts = parts;
      this.locale = locale;
      this.isStrict = isStrict;
    }

    @Override
    public List<String> call() throws IOException, TemplateException {
      List<String> outputs = new ArrayList<>();
      BoundedWriter out = new BoundedWriter(limits.bytes(), longest);
      for (Part part : parts) {
        current = part.name();
        process(part, locale, out, isStrict ? this : UNTOLD);
        String output = out.takeStripped();
        outputs.add(output);
        longest = Math.max(longest, Math.min(output.length(), MOST_EXPECTED));
      }
      return outputs;
    }

    @Override
    public void report(TemplateException exception, Environment environment) {
      caught.compareAndSet(null, faults.of(exception, environment));
    }
  }

  private List<String> inTime(Run run) {
    Future<List<String>> future = threads.submit(run);
    try {
      return future.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TemplateFault(
          root + run.current,
          "took longer than " + limits.time().toSeconds() + " s and was stopped. Look for a loop");
    } catch (ExecutionException e) {
      throw fault(run.current, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering " + root + run.current, e);
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
    // <#stop> is the one that passes by the handler.
    if (cause instanceof TemplateException stopped) {
      return faults.of(stopped, stopped.getEnvironment());
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
