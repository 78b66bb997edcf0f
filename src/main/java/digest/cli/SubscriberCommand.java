package digest.cli;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.press.Press;
import digest.store.ImportReport;
import digest.store.ImportSettings;
import digest.store.SubscriberFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest subscriber …}: files, and looking people up; single ones are changed elsewhere. */
@Command(name = "subscriber", description = "Imports, shows and changes subscribers.")
final class SubscriberCommand {

  private static final String LIMIT = "50";
  private final Session session;

  SubscriberCommand(Session session) {
    this.session = session;
  }

  /** What an export wrote. */
  record ExportShape(String file, long rows) {}

  @Command(
      name = "import",
      description = "Takes in a CSV or JSON file; never revives who left or is suppressed.")
  int importFile(
      @Parameters(paramLabel = "FILE", description = "CSV or JSON.") Path file,
      @Option(
              names = "--list",
              paramLabel = "LIST",
              description = "For rows that name none; default: the list, when there is one only.")
          MailingList.@Nullable Id list,
      @Option(names = "--dry-run", description = "Report only, write nothing.") boolean dryRun,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          ImportReport report = read(session, press, file, list, dryRun);
          if (json.isWanted()) {
            session.json(report);
          } else {
            print(session.out(), report, dryRun);
          }
          return 0;
        });
  }

  @Command(description = "Writes everybody to a file that import reads back.")
  int export(
      @Parameters(paramLabel = "FILE", description = "Its ending decides: .csv or .json.")
          Path file,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          AtomicLong rows = new AtomicLong();
          try (SubscriberFiles.Writer writer = SubscriberFiles.create(file)) {
            press
                .rooms()
                .subscribers()
                .export(
                    row -> {
                      writer.accept(row);
                      rows.incrementAndGet();
                    });
          }
          if (json.isWanted()) {
            session.json(new ExportShape(file.toString(), rows.get()));
          } else {
            session.out().line(Words.count(rows.get(), "row") + " written to " + file);
          }
          return 0;
        });
  }

  @Command(description = "Lists subscribers by address.")
  int list(
      @Parameters(paramLabel = "WORD", arity = "0..*", description = "Words of address or name.")
          @Nullable List<String> words,
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = LIMIT,
              description = "At most so many; default: " + LIMIT + ".")
          int count,
      @Option(
              names = "--skip",
              paramLabel = "N",
              defaultValue = "0",
              description = "Leave so many out at the beginning.")
          int skip,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          String search = words == null ? "" : String.join(" ", words);
          List<Subscriber> found = press.rooms().subscribers().list(skip, count, search);
          if (json.isWanted()) {
            session.json(
                found.stream().map(one -> SubscriberShape.of(press, one.address())).toList());
          } else {
            session.out().table(table(found), "Nobody. Add some: digest subscriber import FILE");
          }
          return 0;
        });
  }

  @Command(description = "Shows all that is known of an address.")
  int show(
      @Parameters(paramLabel = "ADDRESS", description = "Whose.") EmailAddress address,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          SubscriberShape shape = SubscriberShape.of(press, address);
          if (!shape.isKnown()) {
            throw new CommandFault(
                "nothing is known of " + address + "; see: digest subscriber list");
          }
          if (json.isWanted()) {
            session.json(shape);
          } else {
            new SubscriberText(session.out()).print(shape);
          }
          return 0;
        });
  }

  /** Imports a file; rows that name no list go to the only one there is, or are refused. */
  static ImportReport read(
      Session session, Press press, Path file, MailingList.@Nullable Id list, boolean dryRun) {
    List<MailingList> lists = press.catalogue().lists();
    if (lists.isEmpty()) {
      throw new CommandFault("the configuration has no list; add one under lists");
    }
    MailingList.Id wanted = list == null && lists.size() == 1 ? lists.get(0).id() : list;
    if (wanted != null && lists.stream().noneMatch(one -> one.id().equals(wanted))) {
      throw new UsageFault("the configuration has no list \"" + wanted + "\"");
    }
    Path name = file.getFileName() == null ? file : file.getFileName();
    ImportSettings settings =
        new ImportSettings(dryRun, "import of " + name, session.doors().clock().instant());
    try (SubscriberFiles.Rows rows = SubscriberFiles.open(file)) {
      return press
          .rooms()
          .subscribers()
          .importRows(
              new ListedRows(rows, lists, wanted),
              wanted == null ? lists.get(0).id() : wanted,
              settings);
    }
  }

  /** What an import did, and the rows somebody must repair. */
  static void print(Screen out, ImportReport report, boolean dryRun) {
    out.line(
        (dryRun ? "Would be: " : "")
            + Words.number(report.added())
            + " added, "
            + Words.number(report.updated())
            + " updated, "
            + Words.number(report.unchanged())
            + " unchanged, "
            + Words.number(report.suppressed())
            + " suppressed, "
            + Words.number(report.rejected().size())
            + " rejected");
    for (ImportReport.RejectedRow row : report.rejected()) {
      out.paragraph(
          Style.WARNING, "! ", "row " + row.row() + " \"" + row.value() + "\": " + row.reason());
    }
  }

  private static Table table(List<Subscriber> subscribers) {
    Table table = Table.of("Address", "Name", "Language", "Since").flexible(1);
    for (Subscriber subscriber : subscribers) {
      table.row(
          subscriber.address(),
          subscriber.name() == null ? "" : subscriber.name(),
          subscriber.locale().toLanguageTag(),
          When.here(subscriber.createdAt(), ""));
    }
    return table;
  }
}
