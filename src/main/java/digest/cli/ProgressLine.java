package digest.cli;

import digest.delivery.Progress;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The bar that shows how far a send is; draws nothing where nobody could see it. */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {

  private static final int REDRAWN_EVERY_MILLIS = 250;
  private final @Nullable ProgressBar bar;

  private ProgressLine(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * @param readers who are to get it
   */
  static ProgressLine on(Terminal terminal, boolean wanted, long readers) {
    if (!wanted || !terminal.bars()) {
      return new ProgressLine(null);
    }
    Screen err = terminal.err();
    return new ProgressLine(
        new ProgressBarBuilder()
            .setTaskName("Sending")
            .setInitialMax(readers)
            .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
            .setStyle(
                err.colours()
                    ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                    : ProgressBarStyle.UNICODE_BLOCK)
            .setConsumer(new ConsoleProgressBarConsumer(err.stream(), err.columns() - 1))
            .hideEta()
            .build());
  }

  @Override
  public void accept(Progress progress) {
    if (bar != null) {
      bar.maxHint(progress.prepared());
      bar.stepTo(progress.prepared() - progress.open());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
