package digest.render;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An edition of twelve rich picks becomes HTML and text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RenderStages {

  private final Masthead masthead = Samples.masthead();
  private final Edition edition = Samples.english();
  private final Renderer renderer = new Renderer(Templates.at(null));
  private final Map<Field, String> fields = Samples.MIRA;

  /** Both parts for one reader, all fields filled in: what a program without plates does. */
  @Benchmark
  public Rendering full() {
    return renderer.full(masthead, edition, fields);
  }

  /** Both parts with open fields: once for a variant. */
  @Benchmark
  public Rendering open() {
    return edition(renderer);
  }

  /** The sample edition with open fields, for other stages. */
  public static Rendering edition() {
    return edition(new Renderer(Templates.at(null)));
  }

  private static Rendering edition(Renderer renderer) {
    return renderer.open(Samples.masthead(), Samples.english(), new Variant(true)).orElseThrow();
  }
}
