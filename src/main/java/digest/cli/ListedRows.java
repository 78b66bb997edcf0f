package digest.cli;

import digest.audience.MailingList;
import digest.store.SubscriberFiles.Row;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file's rows, of which those that name no list of ours are marked as unfit (safety T31). */
final class ListedRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final List<String> known;
  private final MailingList.@Nullable Id defaultList;

  /**
   * @param defaultList takes the rows that name none; null when each row must name its own
   */
  ListedRows(Iterator<Row> rows, List<MailingList> lists, MailingList.@Nullable Id defaultList) {
    this.rows = rows;
    this.known = lists.stream().map(list -> list.id().value()).toList();
    this.defaultList = defaultList;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Row next() {
    Row row = rows.next();
    String problem = row.problem() == null ? problem(row) : row.problem();
    return new Row(row.number(), row.address(), row.profile(), row.membership(), problem);
  }

  private @Nullable String problem(Row row) {
    List<String> lists = row.membership().lists();
    if (lists == null) {
      return defaultList == null
          ? "names no list; add a column \"lists\" or --list, one of: " + String.join(", ", known)
          : null;
    }
    return lists.stream()
        .filter(list -> !known.contains(list))
        .findFirst()
        .map(list -> "names the list \"" + list + "\"; known: " + String.join(", ", known))
        .orElse(null);
  }
}
