package digest.store;

import digest.audience.MailingList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Takes in rows, a batch in a transaction, so that nobody else waits long and memory stays flat.
 */
final class SubscriberImport {

  private static final int BATCH = 1_000;
  private static final int LONGEST_VALUE = 200;

  private final Database database;
  private final SuppressionPages suppressions;
  private final MailingList.Id defaultList;
  private final ImportSettings settings;
  private final List<ImportReport.RejectedRow> rejected = new ArrayList<>();
  private final Tally tally = new Tally();

  /** A dry run cannot find in the store what an earlier row of the file would have put there. */
  private final Map<String, Integer> rehearsed = new HashMap<>();

  SubscriberImport(
      Database database,
      SuppressionPages suppressions,
      MailingList.Id defaultList,
      ImportSettings settings) {
    this.database = database;
    this.suppressions = suppressions;
    this.defaultList = defaultList;
    this.settings = settings;
  }

  /** How many rows came to what. */
  static final class Tally {
    int added;
    int updated;
    int unchanged;
    int suppressed;
  }

  ImportReport run(Iterator<SubscriberFiles.Row> rows) {
    List<Incoming> batch = new ArrayList<>(BATCH);
    while (rows.hasNext()) {
      read(rows.next(), batch);
      if (batch.size() == BATCH) {
        take(batch);
        batch.clear();
      }
    }
    take(batch);
    return new ImportReport(
        tally.added, tally.updated, tally.unchanged, rejected, tally.suppressed);
  }

  private void read(SubscriberFiles.Row row, List<Incoming> batch) {
    try {
      batch.add(Incoming.of(row, defaultList, settings));
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      rejected.add(
          new ImportReport.RejectedRow(
              row.number(), shown(row.address()), reason == null ? "unreadable" : reason));
    }
  }

  private void take(List<Incoming> batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (settings.dryRun()) {
      database.read(
          handle -> {
            new ImportBatch(handle, suppressions, settings, tally).decide(batch, rehearsed);
            return null;
          });
      return;
    }
    Tally before = new Tally();
    database.write(
        handle -> {
          ImportBatch decided = new ImportBatch(handle, suppressions, settings, before);
          decided.decide(batch, Map.of());
          decided.apply();
          return null;
        });
    add(before);
  }

  private void add(Tally batch) {
    tally.added += batch.added;
    tally.updated += batch.updated;
    tally.unchanged += batch.unchanged;
    tally.suppressed += batch.suppressed;
  }

  private static String shown(String address) {
    String line = Texts.oneLine(address);
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE);
  }
}
