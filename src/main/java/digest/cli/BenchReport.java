package digest.cli;

import digest.delivery.Progress;
import digest.mail.SigningSpeed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a bench measured, for people and for scripts. */
record BenchReport(BenchOrder order, BenchRun.Sent sent) {

  private static final double THOUSAND = 1000.0;

  /**
   * For scripts.
   *
   * @param start from the start of Java until the first message could go; with what was prepared
   *     meanwhile
   * @param sending from then until the last outcome was durable
   */
  record Shape(
      int messages,
      int connections,
      int window,
      String tls,
      boolean full,
      @Nullable SignedShape signed,
      int bytesPerMessage,
      boolean prepared,
      double seconds,
      double perSecond,
      double cpuSecondsPerThousand,
      Phase start,
      Phase sending,
      @Nullable Double peakMebibytes,
      String end,
      @Nullable String cause,
      AccountingShape accounting) {}

  /** What a part of a run took. */
  record Phase(double seconds, double cpuSeconds) {
    static Phase of(double seconds, double cpuSeconds) {
      return new Phase(rounded(seconds), rounded(cpuSeconds));
    }
  }

  /** Who signs. */
  record SignedShape(String key, String provider, int perSecondAndCore) {
    static @Nullable SignedShape of(@Nullable SigningSpeed signer) {
      return signer == null
          ? null
          : new SignedShape(signer.key().toString(), signer.provider(), signer.aSecond());
    }
  }

  /** By state; adds up to the candidates. */
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

  /** 0 when everybody has it; else as a send. */
  int code() {
    int code = SendReport.code(sent.result(), 0);
    return code == 0 && accepted() != order.messages() ? 1 : code;
  }

  Shape shape() {
    return new Shape(
        order.messages(),
        order.connections(),
        order.window(),
        order.tls().name().toLowerCase(Locale.ROOT),
        order.isFull(),
        SignedShape.of(sent.signer()),
        sent.bytes(),
        sent.wasPrepared(),
        whole().seconds(),
        rounded(rate(whole())),
        rounded(cost(whole())),
        start(),
        sending(),
        peak(),
        sent.result().end().name(),
        sent.result().cause(),
        AccountingShape.of(sent.result().progress()));
  }

  void print(Screen out) {
    out.line(
        accepted() == order.messages() ? Style.GOOD : Style.BAD,
        Words.number(accepted())
            + " of "
            + Words.count(order.messages(), "message")
            + " accepted"
            + order.kind());
    out.table(table(), "");
    out.line(
        decimals(sent.bytes() / THOUSAND, 1)
            + " KB each · "
            + memory()
            + " · "
            + Words.count(order.connections(), "connection")
            + " · window "
            + order.window()
            + signed());
    out.line(Accounting.line(sent.result().progress()));
    if (sent.result().cause() != null) {
      out.paragraph(Style.BAD, "", sent.result().end() + ": " + sent.result().cause());
    }
  }

  private Table table() {
    Table table =
        Table.of("", "seconds", "CPU s", "messages/s", "CPU s per 1,000").right(1, 2, 3, 4);
    String start = sent.wasPrepared() ? "start" : "start and preparation";
    table.row(start, decimals(start().seconds(), 2), decimals(start().cpuSeconds(), 2), "", "");
    row(table, "sending", sending());
    row(table, "whole process", whole());
    return table;
  }

  private void row(Table table, String name, Phase phase) {
    table.row(
        name,
        decimals(phase.seconds(), 2),
        decimals(phase.cpuSeconds(), 2),
        Words.number(Math.round(rate(phase))),
        decimals(cost(phase), 3));
  }

  private Phase start() {
    return Phase.of(sent.begun().sinceStart(), sent.begun().cpuSeconds());
  }

  private Phase sending() {
    return Phase.of(
        sent.ended().secondsSince(sent.begun()), sent.ended().cpuSecondsSince(sent.begun()));
  }

  private Phase whole() {
    return Phase.of(sent.ended().sinceStart(), sent.ended().cpuSeconds());
  }

  private double rate(Phase phase) {
    return accepted() / phase.seconds();
  }

  private double cost(Phase phase) {
    return phase.cpuSeconds() / Math.max(1, accepted()) * THOUSAND;
  }

  private long accepted() {
    return sent.result().progress().accepted();
  }

  private String signed() {
    SigningSpeed signer = sent.signer();
    return signer == null
        ? ""
        : " · "
            + signer.key()
            + " by "
            + signer.provider()
            + ", about "
            + Words.number(signer.aSecond())
            + "/s and core";
  }

  private static @Nullable Double peak() {
    Double peak = ProcessUse.peakMebibytes();
    return peak == null ? null : rounded(peak);
  }

  private static String memory() {
    Double peak = peak();
    return peak == null ? "peak memory unknown" : Math.round(peak) + " MiB at most";
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
