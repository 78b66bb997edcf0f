package digest.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Takes times several times over and prints their median. */
final class Figures {

  private Figures() {}

  /** A step that is measured. */
  interface Step {
    void run() throws Exception;
  }

  /** Runs a step warm, then as often as asked, and prints milliseconds; gives the median. */
  static double milliseconds(String what, int warm, int rounds, Step step) throws Exception {
    for (int i = 0; i < warm; i++) {
      step.run();
    }
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      step.run();
      times.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(times);
    double median = times.get(times.size() / 2);
    print(
        "%-58s %9.1f ms  (%.1f to %.1f, %d rounds, load %.1f)",
        what,
        median,
        times.get(0),
        times.get(times.size() - 1),
        rounds,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return median;
  }

  /** The most heap a step needs at once, in MB, as far as collections can tell. */
  static void peakHeap(String what, Step step) throws Exception {
    System.gc();
    long before = used();
    long[] peak = {0};
    Thread watch =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                peak[0] = Math.max(peak[0], afterCollection());
                Thread.onSpinWait();
              }
            });
    watch.setDaemon(true);
    watch.start();
    step.run();
    watch.interrupt();
    watch.join();
    print(
        "%-58s %9d MB live before, %d MB live at most during (max heap %d MB)",
        what,
        before >> 20,
        Math.max(before, peak[0]) >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  static void print(String format, Object... values) {
    System.out.println("[bench] " + String.format(Locale.ROOT, format, values));
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long afterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }
}
