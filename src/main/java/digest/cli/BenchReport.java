package digest.cli;

import digest.delivery.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a bench measured, for people and for scripts. */
record BenchReport(BenchOrder order, BenchRun.Sent sent) {

  private static final double THOUSAND = 1000.0;

  /** For scripts; seconds and MiB. */
  record Shape(
      int messages,
      int connections,
      int window,
      String tls,
      boolean full,
      @Nullable String signed,
      int bytesPerMessage,
      boolean prepared,
      double seconds,
      double perSecond,
      double cpuSecondsPerThousand,
      double openSeconds,
      double processSeconds,
      double processPerSecond,
      double processCpuSecondsPerThousand,
      @Nullable Double peakMebibytes,
      AccountingShape accounting) {}

  /** Adds up to the candidates. */
  record AccountingShape(
      long candidates,
      long pending,
      long claimed,
      long sending,
      long accepted,
      long deferred,
      long rejected,
      long uncertain,
      long expired,
      long excluded) {

    static AccountingShape of(Progress progress) {
      return new AccountingShape(
          progress.candidates(),
          progress.pending(),
          progress.claimed(),
          progress.sending(),
          progress.accepted(),
          progress.deferred(),
          progress.rejected(),
          progress.uncertain(),
          progress.expired(),
          progress.excluded());
    }
  }

  Shape shape() {
    return new Shape(
        order.messages(),
        order.connections(),
        order.window(),
        order.tls().name().toLowerCase(Locale.ROOT),
        order.isFull(),
        sent.signer(),
        sent.bytes(),
        sent.wasPrepared(),
        rounded(seconds()),
        rounded(accepted() / seconds()),
        rounded(perThousand(sent.ended().cpuSecondsSince(sent.begun()))),
        rounded(sent.begun().secondsSince(sent.opened())),
        rounded(processSeconds()),
        rounded(accepted() / processSeconds()),
        rounded(perThousand(sent.ended().cpuSeconds())),
        peak(),
        AccountingShape.of(sent.result().progress()));
  }

  void print(Screen out) {
    Shape shape = shape();
    boolean isWhole = accepted() == order.messages();
    out.line(
        isWhole ? Style.GOOD : Style.BAD,
        Words.number(accepted())
            + " of "
            + Words.count(order.messages(), "message")
            + " accepted"
            + order.kind()
            + ", "
            + decimals(sent.bytes() / THOUSAND, 1)
            + " KB each");
    Table table = Table.of("", "sending", "whole process").right(1, 2);
    table.row("messages a second", whole(shape.perSecond()), whole(shape.processPerSecond()));
    table.row(
        "CPU s per 1,000",
        decimals(shape.cpuSecondsPerThousand(), 3),
        decimals(shape.processCpuSecondsPerThousand(), 3));
    table.row("seconds", decimals(shape.seconds(), 2), decimals(shape.processSeconds(), 2));
    out.table(table, "");
    out.line(
        "Peak memory "
            + (shape.peakMebibytes() == null ? "unknown" : whole(shape.peakMebibytes()) + " MiB")
            + " · "
            + Words.count(order.connections(), "connection")
            + " · window "
            + order.window()
            + (shape.signed() == null ? "" : " · signed by " + shape.signed()));
    out.line(Accounting.line(sent.result().progress()));
    if (sent.result().cause() != null) {
      out.paragraph(Style.BAD, "", "Ended " + sent.result().end() + ": " + sent.result().cause());
    }
  }

  /** 0 when everybody has it; else as a send. */
  int code() {
    int code = SendReport.code(sent.result(), 0);
    return code == 0 && accepted() != order.messages() ? 1 : code;
  }

  private long accepted() {
    return sent.result().progress().accepted();
  }

  private double seconds() {
    return sent.ended().secondsSince(sent.begun());
  }

  private double processSeconds() {
    return sent.ended().sinceStart();
  }

  private double perThousand(double seconds) {
    return seconds / Math.max(1, accepted()) * THOUSAND;
  }

  private static @Nullable Double peak() {
    Double peak = ProcessUse.peakMebibytes();
    return peak == null ? null : rounded(peak);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  private static String whole(double value) {
    return Words.number(Math.round(value));
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
