package digest.store;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param added not known before
 * @param updated known, and something changed
 * @param unchanged known as it is, or not to be changed by an import
 * @param rejected rows that could not be used, in the file's order
 * @param suppressed rows left out because the address is suppressed or was erased
 */
public record ImportReport(
    int added, int updated, int unchanged, List<RejectedRow> rejected, int suppressed) {

  /** Copies the list. */
  public ImportReport {
    rejected = List.copyOf(rejected);
  }

  /**
   * A row that could not be used.
   *
   * @param row as a spreadsheet counts: a header is row 1; in JSON the first object is 1
   * @param value the address, or what stood in its place, without control characters
   * @param reason in words for the person who repairs it
   */
  public record RejectedRow(int row, String value, String reason) {}
}
