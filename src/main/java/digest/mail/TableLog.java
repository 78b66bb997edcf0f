package digest.mail;

import digest.mail.RelayLog.Entry;
import digest.mail.RelayLog.Fate;
import digest.mail.RelayLog.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table with a header, one mail a line: a column for the Message-ID and one for what became of
 * it; perhaps others for the recipient and the words. A cell in quotes may hold the separator, not
 * a line break: so no quote that is never closed swallows the rest of the file.
 */
final class TableLog implements RelayLog.Form {

  private static final Set<String> IDS = Set.of("messageid", "msgid", "smtpid", "rfcmessageid");
  private static final Set<String> STATES =
      Set.of("status", "outcome", "state", "result", "event", "verdict");
  private static final Set<String> RECIPIENTS =
      Set.of("recipient", "to", "address", "email", "rcpt", "rcptto");
  private static final Set<String> WORDS =
      Set.of("detail", "details", "reply", "response", "reason", "diagnostic", "description");

  private static final Set<String> SENT = Set.of("sent", "accepted", "delivered", "delivery", "ok");
  private static final Set<String> BOUNCED =
      Set.of("bounced", "bounce", "hardbounce", "rejected", "refused", "failed", "expired");
  private static final Set<String> HELD = Set.of("deferred", "queued", "processed", "held");
  private static final int NONE = -1;
  private static final int MOST_COLUMNS = 500;

  private final char separator;
  private final int id;
  private final int state;
  private final int recipient;
  private final int words;
  private final Predicate<String> wanted;
  private final Consumer<Entry> found;

  private TableLog(
      char separator, List<String> header, Predicate<String> wanted, Consumer<Entry> found) {
    this.separator = separator;
    this.id = column(header, IDS);
    this.state = column(header, STATES);
    this.recipient = column(header, RECIPIENTS);
    this.words = column(header, WORDS);
    this.wanted = wanted;
    this.found = found;
  }

  /** For a file that begins with this line; empty when it is no such table's header. */
  static Optional<TableLog> of(String header, Predicate<String> wanted, Consumer<Entry> found) {
    for (char separator : new char[] {',', ';', '\t'}) {
      TableLog table = new TableLog(separator, cells(header, separator), wanted, found);
      if (table.id != NONE && table.state != NONE) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  @Override
  public Said take(String line) {
    if (line.isBlank()) {
      return Said.NO_NEWS;
    }
    List<String> cells = cells(line, separator);
    String messageId = cell(cells, id).strip().replaceAll("^<|>$", "");
    Fate fate = fate(cell(cells, state));
    if (messageId.isEmpty() || fate == null) {
      return Said.NO_NEWS;
    }
    if (!wanted.test(messageId)) {
      return Said.OF_ANOTHER;
    }
    String to = cell(cells, recipient).strip();
    String said = "status=" + cell(cells, state).strip() + " " + cell(cells, words);
    found.accept(Entry.of(messageId, to.isEmpty() ? null : to, fate, null, said.strip()));
    return Said.WANTED;
  }

  /** Null for what says nothing: lost, unknown, or a word of somebody's own. */
  private static @Nullable Fate fate(String cell) {
    String word = plain(cell);
    if (SENT.contains(word)) {
      return Fate.SENT;
    }
    if (BOUNCED.contains(word)) {
      return Fate.BOUNCED;
    }
    return HELD.contains(word) ? Fate.HELD : null;
  }

  private static int column(List<String> header, Set<String> names) {
    for (int i = 0; i < header.size(); i++) {
      if (names.contains(plain(header.get(i)))) {
        return i;
      }
    }
    return NONE;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static String cell(List<String> cells, int column) {
    return column == NONE || column >= cells.size() ? "" : cells.get(column);
  }

  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length() && cells.size() < MOST_COLUMNS; i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        cell.append(doubled ? "\"" : "");
        i += doubled ? 1 : 0;
        quoted = doubled || !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
