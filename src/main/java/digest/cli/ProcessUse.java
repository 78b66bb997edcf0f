package digest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What this process has taken of the machine so far.
 *
 * @param nanos as {@link System#nanoTime}
 * @param sinceStart seconds since the process was started
 * @param cpu of all its threads, user and system; zero where the machine does not say
 */
record ProcessUse(long nanos, double sinceStart, Duration cpu) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final double KIBI = 1024.0;

  /** Not by a management bean: to load those would cost more than what is measured. */
  static ProcessUse now(InstantSource clock) {
    ProcessHandle.Info info = ProcessHandle.current().info();
    Instant now = clock.instant();
    return new ProcessUse(
        System.nanoTime(),
        seconds(Duration.between(info.startInstant().orElse(now), now)),
        info.totalCpuDuration().orElse(Duration.ZERO));
  }

  double secondsSince(ProcessUse earlier) {
    return seconds(Duration.ofNanos(nanos - earlier.nanos));
  }

  double cpuSecondsSince(ProcessUse earlier) {
    return seconds(cpu.minus(earlier.cpu));
  }

  double cpuSeconds() {
    return seconds(cpu);
  }

  /** The most memory it ever had, in MiB; null where the machine does not say. */
  static @Nullable Double peakMebibytes() {
    try {
      return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith(PEAK))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBI)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
