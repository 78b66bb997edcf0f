package digest.cli;

import digest.delivery.Pace;
import digest.delivery.Progress;
import digest.delivery.RecentPace;
import java.time.InstantSource;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The bar that shows how far a send is, with its five figures: handed over, waiting, failed, pace
 * and time left. Draws nothing where nobody could see it.
 */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {

  private static final int REDRAWN_EVERY_MILLIS = 250;
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 30;
  private static final String GAP = "  ";

  /** A cell of the bar in eighths: empty to full. */
  private static final String CELLS = " ▏▎▍▌▋▊▉█";

  private final InstantSource clock;
  private final Screen err;
  private volatile RecentPace recent;
  private final @Nullable ProgressBar bar;

  private ProgressLine(Screen err, boolean drawn, Progress progress, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.recent = RecentPace.from(progress, clock.instant());
    this.bar = drawn ? bar(progress) : null;
  }

  /**
   * @param progress where it begins
   */
  static ProgressLine on(
      Terminal terminal, boolean wanted, Progress progress, InstantSource clock) {
    return new ProgressLine(terminal.err(), wanted && terminal.bars(), progress, clock);
  }

  private ProgressBar bar(Progress progress) {
    return new ProgressBarBuilder()
        .setInitialMax(progress.prepared())
        .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
        .continuousUpdate() // the figures change without a step of the library's own counter
        .setRenderer((state, columns) -> line(recent.until(clock.instant()).pace(), columns))
        .setConsumer(new ConsoleProgressBarConsumer(err.stream(), err.columns() - 1))
        .build();
  }

  @Override
  public void accept(Progress progress) {
    recent = recent.seen(progress, clock.instant());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** The figures, behind a bar where there is room for one. */
  private String line(Pace pace, int columns) {
    String figures = figures(pace);
    int room = Math.min(MOST_BAR, columns - PlainText.width(figures) - GAP.length());
    String shown = PlainText.shortened(figures, columns);
    return room < LEAST_BAR ? shown : err.styled(Style.GOOD, cells(pace, room)) + GAP + shown;
  }

  /** {@code 3,142 handed over 1,625 waiting 44 failed 812/s 2 s left}. */
  static String figures(Pace pace) {
    return Words.number(pace.handedOver())
        + " handed over"
        + GAP
        + Words.number(pace.waiting())
        + " waiting"
        + GAP
        + Words.number(pace.failed())
        + " failed"
        + GAP
        + Words.number(Math.round(pace.perSecond()))
        + "/s"
        + GAP
        + (pace.left() == null ? "time left unknown" : When.words(pace.left()) + " left");
  }

  /** As full as those are many who wait no more. */
  static String cells(Pace pace, int width) {
    long over = pace.handedOver() + pace.failed();
    long all = Math.max(1, over + pace.waiting());
    long eighths = over * 8 * width / all;
    StringBuilder cells = new StringBuilder(width);
    for (int i = 0; i < width; i++) {
      cells.append(CELLS.charAt((int) Math.max(0, Math.min(8, eighths - 8L * i))));
    }
    return cells.toString();
  }
}
